package wrong

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions/internal/reservations"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A maker answers one valid order. No answer means that the client has left.
type maker func(ctx context.Context, o reservations.Order) reservations.Answer

// A reader reads an order. When it is not valid, the reader answers it and returns false.
type reader func(w http.ResponseWriter, r *http.Request) (reservations.Order, bool)

// decodeBy decodes the body of an order by f, and reads all else as it should be.
func decodeBy(f func(data []byte) (reservations.Order, error)) reader {
	return func(w http.ResponseWriter, r *http.Request) (reservations.Order, bool) {
		return reservations.ReadWith(w, r, f)
	}
}

// serve answers what reservations.Read admits.
func serve(do maker) http.Handler { return serveWith(reservations.Read, do) }

// serveWith answers what read admits.
func serveWith(read reader, do maker) http.Handler {
	return reservations.Mux(answerBy(read, do))
}

func answerBy(read reader, do maker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		o, ok := read(w, r)
		if !ok {
			return
		}
		if a := do(r.Context(), o); a.Status != 0 {
			a.WriteTo(w)
		}
	}
}

// reserve reserves the items. It outlives the client, and a panic of the warehouse leaves an unknown
// outcome.
func reserve(ctx context.Context, s warehouse.Reserver, o reservations.Order) (a reservations.Answer) {
	a = reservations.Unknown
	defer func() { _ = recover() }()
	id, err := s.Reserve(context.WithoutCancel(ctx), o.Wanted())
	return reservations.Of(o, id, err)
}

// A book holds a record for each order that is running or within its window, under whatever
// identifies it.
type book struct {
	window time.Duration

	mu      sync.Mutex
	records map[any]*record
	done    []*record // in the order in which their windows end
}

// A record is what is known about one order.
type record struct {
	id     any
	done   chan struct{} // closed when answer is set
	answer reservations.Answer
	until  time.Time // the end of the window
}

func newBook(window time.Duration) *book {
	return &book{window: window, records: map[any]*record{}}
}

// claim returns the record of id, and whether the caller has just made it and has to finish it.
func (b *book) claim(id any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget()
	if rec, ok := b.records[id]; ok {
		return rec, false
	}
	rec = &record{id: id, done: make(chan struct{})}
	b.records[id] = rec
	return rec, true
}

// forget removes what is over. mu is held.
func (b *book) forget() {
	for len(b.done) > 0 && !time.Now().Before(b.done[0].until) {
		if old := b.done[0]; b.records[old.id] == old {
			delete(b.records, old.id)
		}
		b.done[0] = nil
		b.done = b.done[1:]
	}
}

// finish answers everybody who waits. A refusal is not remembered.
func (b *book) finish(rec *record, a reservations.Answer) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec.answer = a
	if a.Final() {
		rec.until = time.Now().Add(b.window)
		b.done = append(b.done, rec)
	} else {
		delete(b.records, rec.id)
	}
	close(rec.done)
}

// free forgets id.
func (b *book) free(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.records, id)
}

// wait returns the record's answer, or none when ctx ends first.
func (rec *record) wait(ctx context.Context) reservations.Answer {
	select {
	case <-rec.done:
		return rec.answer
	case <-ctx.Done():
		return reservations.Answer{}
	}
}

// once has the first request under id answered by do, and gives the others the same answer.
func (b *book) once(ctx context.Context, id any, do func() reservations.Answer) reservations.Answer {
	rec, mine := b.claim(id)
	if mine {
		b.finish(rec, do())
	}
	return rec.wait(ctx)
}

// makeOnce reserves once for each id: all of a right answer, but for the choice of id.
func makeOnce(s warehouse.Reserver, window time.Duration, id func(reservations.Order) any) maker {
	b := newBook(window)
	return func(ctx context.Context, o reservations.Order) reservations.Answer {
		return b.once(ctx, id(o), func() reservations.Answer { return reserve(ctx, s, o) })
	}
}

// byIdentity is the right id.
func byIdentity(o reservations.Order) any { return o.Identity() }

// byBody identifies an order as it should be, but for what of the body is hashed.
func byBody(hashed func(o reservations.Order) []byte) func(reservations.Order) any {
	return func(o reservations.Order) any {
		return reservations.Identity{Caller: o.Caller, Method: o.Method, Path: o.Path, Body: sha256.Sum256(hashed(o))}
	}
}

// byTree hashes the body after f has changed it: what f makes of each value in it, outermost first.
func byTree(f func(v any) any) func(reservations.Order) any {
	var walk func(v any) any
	walk = func(v any) any {
		v = f(v)
		switch v := v.(type) {
		case map[string]any:
			for name, x := range v {
				v[name] = walk(x)
			}
		case []any:
			for i, x := range v {
				v[i] = walk(x)
			}
		}
		return v
	}
	return byBody(func(o reservations.Order) []byte {
		v, _ := reservations.Parse(o.Canonical)
		out, _ := json.Marshal(walk(v))
		return out
	})
}
