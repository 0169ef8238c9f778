package wrong

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var counterReadThenWritten = solutions.Wrong[New]{
	Name:   "counter-read-then-written",
	Caught: "U14",
	Why:    "The counter of ids is read and written in two steps: two POSTs get one id.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var last atomic.Int64
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			id := ""
			for id == "" || taken(b, id) {
				n := last.Load() + 1
				last.Store(n)
				id = fmt.Sprint("posted-", n)
			}
			a := b.put(ctx, id, req)
			a.Status = http.StatusCreated
			return id, a
		}
		return s.Handler()
	},
}

func taken(b *book, id string) bool {
	_, known := b.load(id)
	return known
}
