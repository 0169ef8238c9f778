package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

var janitor = solutions.Wrong[New]{
	Name:   "janitor",
	Caught: "U20",
	Why:    "A goroutine that looks after the users never ends: it outlives the server.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		go func() {
			for range time.Tick(time.Minute) {
				b.mu.Lock()
				delete(b.users, "")
				b.mu.Unlock()
			}
		}()
		return b.service().Handler()
	},
}
