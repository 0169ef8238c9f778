package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var firstClientTakesAll = solutions.Wrong[New]{
	Name:   "first-client-takes-all",
	Caught: "U18",
	Why:    "Duplicates share the answer of the first request, and that has none when its client has gone: the others get an empty success.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		var mu sync.Mutex
		flights := map[string]*flight{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			mu.Lock()
			f, flying := flights[id+req.Raw]
			if !flying {
				f = &flight{done: make(chan struct{})}
				flights[id+req.Raw] = f
			}
			mu.Unlock()
			if flying {
				<-f.done
				return users.Answer{Status: http.StatusOK, Show: f.answer.Show}
			}
			a := b.put(ctx, id, req)
			if ctx.Err() == nil {
				f.answer = a
			}
			mu.Lock()
			delete(flights, id+req.Raw)
			mu.Unlock()
			close(f.done)
			return a
		}
		return s.Handler()
	},
}

// A flight is a request whose answer others wait for.
type flight struct {
	done   chan struct{} // closed when answer is set
	answer users.Answer
}
