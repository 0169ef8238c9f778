package wrong

import (
	"context"
	"maps"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions/internal/payments"
)

// A book holds a record for each key, from its first sight until completion + ttl, under whatever
// identifies the key. It is right, unless a wrong answer changes one of its rules.
type book struct {
	ttl    time.Duration
	stores func(a payments.Answer) bool // whether an answer is remembered
	ends   func(rec *record) time.Time  // when a record that has completed ends
	over   func(rec *record) bool       // whether it has ended
	sweeps bool                         // whether a claim takes out what is over, once every ttl

	mu      sync.Mutex
	records map[any]*record
	due     func() bool
}

// A record is what is known about one life of a key.
type record struct {
	since     time.Time     // first sight
	done      chan struct{} // closed when answer is set
	answer    payments.Answer
	completed time.Time // guarded by book.mu; zero while the request is running
	end       time.Time // likewise
}

func newBook(ttl time.Duration) *book {
	return &book{
		ttl:     ttl,
		stores:  final,
		ends:    func(rec *record) time.Time { return rec.completed.Add(ttl) },
		over:    func(rec *record) bool { return over(rec.end) },
		sweeps:  true,
		records: map[any]*record{},
		due:     every(ttl),
	}
}

// look returns the record of id, nil where there is none or its life is over.
func (b *book) look(id any) *record {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.live(id)
}

// live is look when b.mu is held.
func (b *book) live(id any) *record {
	if rec, ok := b.records[id]; ok && !(b.hasCompleted(rec) && b.over(rec)) {
		return rec
	}
	return nil
}

func (b *book) hasCompleted(rec *record) bool { return !rec.end.IsZero() }

// begin puts a new record under id.
func (b *book) begin(id any) *record {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.put(id)
}

// put is begin when b.mu is held.
func (b *book) put(id any) *record {
	rec := &record{since: time.Now(), done: make(chan struct{})}
	b.records[id] = rec
	return rec
}

// claim returns the record of id, and whether the caller has just made it and has to finish it.
func (b *book) claim(id any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.sweeps && b.due() {
		b.sweepAll()
	}
	if rec := b.live(id); rec != nil {
		return rec, false
	}
	return b.put(id), true
}

// finish answers everybody who waits.
func (b *book) finish(id any, rec *record, a payments.Answer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer close(rec.done)
	rec.answer = a
	if !b.stores(a) {
		if b.records[id] == rec {
			delete(b.records, id)
		}
		return
	}
	rec.completed = time.Now()
	rec.end = b.ends(rec)
}

// free forgets id.
func (b *book) free(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.records, id)
}

// remove takes rec out, unless the key has begun its next life.
func (b *book) remove(id any, rec *record) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.records[id] == rec {
		delete(b.records, id)
	}
}

// sweep takes out what is over.
func (b *book) sweep() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sweepAll()
}

// tidy is sweep, once every ttl.
func (b *book) tidy() {
	if b.due() {
		b.sweep()
	}
}

func (b *book) sweepAll() {
	maps.DeleteFunc(b.records, func(_ any, rec *record) bool { return b.hasCompleted(rec) && b.over(rec) })
}

// eachMinute calls f for each record, b.mu being held, once a minute until ctx ends.
func (b *book) eachMinute(ctx context.Context, f func(id any, rec *record)) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			b.each(f)
		case <-ctx.Done():
			return
		}
	}
}

func (b *book) each(f func(id any, rec *record)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id, rec := range b.records {
		f(id, rec)
	}
}

// wait returns the record's answer, or none when ctx ends first.
func (rec *record) wait(ctx context.Context) payments.Answer {
	select {
	case <-rec.done:
		return rec.answer
	case <-ctx.Done():
		return payments.Answer{}
	}
}

// once has the first request under id answered by do, and gives the others the same answer.
func (b *book) once(ctx context.Context, id any, do func() payments.Answer) payments.Answer {
	rec, mine := b.claim(id)
	if mine {
		b.finish(id, rec, do())
	}
	return rec.wait(ctx)
}

// payFrom charges once in each life of a key: all of a right answer, but for the rules of bk.
func payFrom(bk *book, b bank.Charger) payer {
	return func(ctx context.Context, req payments.Request) payments.Answer {
		return bk.once(ctx, req.Scope(), func() payments.Answer { return charge(ctx, b, req) })
	}
}
