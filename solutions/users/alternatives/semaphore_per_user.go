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

var semaphorePerUser = solutions.Alternative[New]{
	Name:     "semaphore-per-user",
	Tradeoff: "Choose it when clients are impatient: a channel of one place is a lock that a waiting client can walk away from, at the price of a channel for every id that was ever asked about.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var slots sync.Map // id → *slot
		// with calls do when it is the caller's turn; no answer: the client has left first.
		with := func(ctx context.Context, id string, do func(*slot) users.Answer) users.Answer {
			v, _ := slots.LoadOrStore(id, newSlot())
			s := v.(*slot)
			select {
			case s.turn <- struct{}{}:
				defer func() { <-s.turn }()
				return do(s)
			case <-ctx.Done():
				return users.Answer{}
			}
		}
		put := func(ctx context.Context, id string, req users.Request) users.Answer {
			return with(ctx, id, func(s *slot) users.Answer {
				switch {
				case !s.there:
					s.user, s.there = users.Make(id, req.Profile), true
					users.Tell(ctx, p, "user.created", id)
					return users.Created(s.user)
				case s.user.Profile != req.Profile:
					s.user = users.Make(id, req.Profile)
					users.Tell(ctx, p, "user.updated", id)
				}
				return users.Shown(s.user)
			})
		}
		return users.Service{
			Put: put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, put(ctx, id, req)
			},
			Get: func(ctx context.Context, id string) users.Answer {
				return with(ctx, id, func(s *slot) users.Answer {
					if !s.there {
						return users.NotFound
					}
					return users.Shown(s.user)
				})
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				return with(ctx, id, func(s *slot) users.Answer {
					if s.there {
						s.there = false
						users.Tell(ctx, p, "user.deleted", id)
					}
					return users.Gone
				})
			},
		}.Handler()
	},
}

// A slot is the place of one user. Whoever has put something into turn may touch the rest.
type slot struct {
	turn  chan struct{}
	user  users.User
	there bool
}

func newSlot() *slot { return &slot{turn: make(chan struct{}, 1)} }
