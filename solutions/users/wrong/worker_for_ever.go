package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var workerForEver = solutions.Wrong[New]{
	Name:   "worker-for-ever",
	Caught: "U20",
	Why:    "Each user has a goroutine that waits for work for ever, also when the server has shut down.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var workers sync.Map // id → chan func()
		do := func(id string, f func() users.Answer) users.Answer {
			fresh := make(chan func())
			v, running := workers.LoadOrStore(id, fresh)
			if !running {
				go func() {
					for work := range fresh {
						work()
					}
				}()
			}
			answer := make(chan users.Answer, 1)
			v.(chan func()) <- func() { answer <- f() }
			return <-answer
		}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			return do(id, func() users.Answer { return b.put(ctx, id, req) })
		}
		return s.Handler()
	},
}
