package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var goroutinePerUser = solutions.Alternative[New]{
	Name:     "goroutine-per-user",
	Tradeoff: "Choose it when changes take long: each user has a queue and, while there is something in it, a goroutine that does the work in order, whether or not a client still waits; all the bookkeeping is yours.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		a := &actors{events: p, actors: map[string]*actor{}}
		set := func(ctx context.Context, id string, profile users.Profile) users.Answer {
			return a.do(ctx, id, func(u *users.User) (*users.User, string, int) {
				switch {
				case u == nil:
					made := users.Make(id, profile)
					return &made, "user.created", http.StatusCreated
				case u.Profile != profile:
					made := users.Make(id, profile)
					return &made, "user.updated", http.StatusOK
				}
				return u, "", http.StatusOK
			})
		}
		return users.Service{
			Put: func(ctx context.Context, id string, req users.Request) users.Answer { return set(ctx, id, req.Profile) },
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, set(ctx, id, req.Profile)
			},
			Get: func(ctx context.Context, id string) users.Answer {
				return a.do(ctx, id, func(u *users.User) (*users.User, string, int) { return u, "", http.StatusOK })
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				return a.do(ctx, id, func(u *users.User) (*users.User, string, int) {
					if u == nil {
						return nil, "", http.StatusNotFound
					}
					return nil, "user.deleted", http.StatusNoContent
				})
			},
		}.Handler()
	},
}

// A step makes a user of another; nil: there is none. The event is empty where nothing has changed.
type step func(*users.User) (u *users.User, event string, status int)

type actors struct {
	events events.Publisher

	mu     sync.Mutex
	actors map[string]*actor
}

// An actor is a user with the work that is still to be done. Its goroutine runs while there is some.
type actor struct {
	user  *users.User
	queue []func()
}

// do has a step done in its turn and waits for its answer, as long as the client does.
func (a *actors) do(ctx context.Context, id string, next step) users.Answer {
	answer := make(chan users.Answer, 1)
	a.mu.Lock()
	x, ok := a.actors[id]
	if !ok {
		x = &actor{}
		a.actors[id] = x
	}
	x.queue = append(x.queue, func() {
		u, event, status := next(x.user)
		x.user = u
		if event != "" {
			users.Tell(ctx, a.events, event, id)
		}
		switch {
		case u != nil:
			answer <- users.Answer{Status: status, Show: *u}
		case status == http.StatusNoContent:
			answer <- users.Gone
		default:
			answer <- users.NotFound
		}
	})
	if len(x.queue) == 1 {
		go a.work(x)
	}
	a.mu.Unlock()
	select {
	case got := <-answer:
		return got
	case <-ctx.Done():
		return users.Answer{}
	}
}

// work does what is in the queue. What is being done stays in it, so that nobody starts a second worker.
func (a *actors) work(x *actor) {
	for {
		a.mu.Lock()
		next := x.queue[0]
		a.mu.Unlock()
		next()
		a.mu.Lock()
		x.queue = x.queue[1:]
		empty := len(x.queue) == 0
		a.mu.Unlock()
		if empty {
			return
		}
	}
}
