package alternatives

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions/internal/reservations"
)

// A book is what the alternatives of this package use that differ in how they compare bodies: a
// mutex, a map of records, and a channel in each that is closed when its answer is there.
type book struct {
	window time.Duration

	mu      sync.Mutex
	records map[any]*record
	looked  time.Time // when it was last looked for what is over
}

// A record is what is known about one order.
type record struct {
	done chan struct{} // closed when now is set
	now  *entry        // nil: refused
}

func newBook(window time.Duration) *book {
	return &book{window: window, records: map[any]*record{}, looked: time.Now()}
}

// answer answers with what is known about the order, or else with what reserve makes of it.
func (b *book) answer(ctx context.Context, w http.ResponseWriter, id any, reserve func() reservations.Answer) {
	rec, mine := b.claim(id)
	if mine {
		e := entered(reserve(), b.window)
		b.settle(id, rec, e)
	}
	select {
	case <-rec.done:
		if rec.now == nil {
			reservations.Refused.WriteTo(w)
			return
		}
		rec.now.answer.WriteTo(w)
	case <-ctx.Done():
	}
}

func (b *book) claim(id any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget()
	if rec, ok := b.records[id]; ok && !rec.over() {
		return rec, false
	}
	rec = &record{done: make(chan struct{})}
	b.records[id] = rec
	return rec, true
}

// over reports whether the order is completed and its window has passed.
func (rec *record) over() bool {
	select {
	case <-rec.done:
		return !rec.now.live()
	default:
		return false
	}
}

// forget looks for what is over, once a window. mu is held.
func (b *book) forget() {
	if time.Since(b.looked) < b.window {
		return
	}
	b.looked = time.Now()
	for id, rec := range b.records {
		if rec.over() {
			delete(b.records, id)
		}
	}
}

func (b *book) settle(id any, rec *record, e *entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	rec.now = e
	if e == nil {
		delete(b.records, id)
	}
	close(rec.done)
}
