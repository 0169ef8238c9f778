package relay

import (
	"maps"
	"net/http"
	"sync"
	"time"
)

// A Book holds a record for each key, from its first sight until completion + TTL, under whatever
// identifies the key. It is right, unless one of its rules is changed.
type Book struct {
	TTL    time.Duration
	Keeps  func(a *Answer) bool        // whether an answer is remembered
	Ends   func(rec *Record) time.Time // when a record that has completed ends
	Over   func(rec *Record) bool      // whether it has ended
	Sweeps bool                        // whether a claim takes out what is over, once every TTL

	mu      sync.Mutex
	records map[any]*Record
	swept   time.Time
}

// A Record is what is known about one life of a key.
type Record struct {
	ID        any
	Since     time.Time     // first sight
	Done      chan struct{} // closed when the handler has ended
	Answer    *Answer       // set before; nil: there is none, and the key is free
	Completed time.Time     // guarded by the book; zero while the handler is running
	End       time.Time     // likewise
}

// NewBook returns a book with the right rules.
func NewBook(ttl time.Duration) *Book {
	return &Book{
		TTL:     ttl,
		Keeps:   func(*Answer) bool { return true },
		Ends:    func(rec *Record) time.Time { return rec.Completed.Add(ttl) },
		Over:    func(rec *Record) bool { return Over(rec.End) },
		Sweeps:  true,
		records: map[any]*Record{},
		swept:   time.Now(),
	}
}

// Over reports whether the life that ends at end has ended. The end itself is over.
func Over(end time.Time) bool { return !time.Now().Before(end) }

// Claim returns the record of id, and whether the caller has just made it and has to complete it.
func (b *Book) Claim(id any) (rec *Record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Sweeps && time.Since(b.swept) >= b.TTL {
		b.swept = time.Now()
		maps.DeleteFunc(b.records, func(_ any, rec *Record) bool { return b.ended(rec) })
	}
	if rec, ok := b.records[id]; ok && !b.ended(rec) {
		return rec, false
	}
	return b.put(id), true
}

// Begin puts a new record under id, whatever is there.
func (b *Book) Begin(id any) *Record {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.put(id)
}

func (b *Book) put(id any) *Record {
	rec := &Record{ID: id, Since: time.Now(), Done: make(chan struct{})}
	b.records[id] = rec
	return rec
}

func (b *Book) ended(rec *Record) bool { return !rec.End.IsZero() && b.Over(rec) }

// Complete gives everybody who waits the answer, or lets them try themselves where there is none.
func (b *Book) Complete(rec *Record, a *Answer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer close(rec.Done)
	rec.Answer = a
	if a == nil || !b.Keeps(a) {
		b.take(rec)
		return
	}
	rec.Completed = time.Now()
	rec.End = b.Ends(rec)
}

// Remove takes rec out, unless the key has begun its next life.
func (b *Book) Remove(rec *Record) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.take(rec)
}

// take is Remove when b.mu is held.
func (b *Book) take(rec *Record) {
	if b.records[rec.ID] == rec {
		delete(b.records, rec.ID)
	}
}

// Look returns the record of id, nil where there is none or its life is over.
func (b *Book) Look(id any) *Record {
	b.mu.Lock()
	defer b.mu.Unlock()
	if rec, ok := b.records[id]; ok && !b.ended(rec) {
		return rec
	}
	return nil
}

// Delete forgets id, whatever is there.
func (b *Book) Delete(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.records, id)
}

// EndsAt gives a record an end before it has completed.
func (b *Book) EndsAt(rec *Record, end time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec.End = end
}

// Each calls f for each record, the book being locked, and removes those for which it is true.
func (b *Book) Each(f func(rec *Record) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	maps.DeleteFunc(b.records, func(_ any, rec *Record) bool { return f(rec) })
}

// Once has run answer the first request under id, and sends the others the same answer. What it
// does not complete is completed without an answer.
func (b *Book) Once(w http.ResponseWriter, r *http.Request, id any, run func() *Answer) {
	for {
		rec, mine := b.Claim(id)
		if mine {
			var a *Answer
			defer func() { b.Complete(rec, a) }()
			a = run()
			return
		}
		if b.Wait(w, r, rec) {
			return
		}
	}
}

// Wait sends the answer of rec when it is there, or a conflict when the client does not wait as
// long. False: there is none.
func (b *Book) Wait(w http.ResponseWriter, r *http.Request, rec *Record) bool {
	select {
	case <-rec.Done:
		if rec.Answer == nil {
			return false
		}
		rec.Answer.Send(w)
	case <-r.Context().Done():
		Conflict(w)
	}
	return true
}

// Running reports whether the handler is running.
func (rec *Record) Running() bool {
	select {
	case <-rec.Done:
		return false
	default:
		return true
	}
}

// HasEnded reports whether the handler has ended, and the record's life as well.
func (rec *Record) HasEnded() bool { return !rec.Running() && Over(rec.End) }
