package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var turnNeverGivenBack = solutions.Wrong[New]{
	Name:   "turn-never-given-back",
	Caught: "U18",
	Why:    "Who gives up while it waits for the lock gets it later all the same, and keeps it: from then on everybody waits.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var turn sync.Mutex
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			mine := make(chan struct{})
			go func() {
				turn.Lock()
				close(mine)
			}()
			select {
			case <-mine:
				defer turn.Unlock()
				return b.put(ctx, id, req)
			case <-ctx.Done():
				return users.Answer{}
			}
		}
		return s.Handler()
	},
}
