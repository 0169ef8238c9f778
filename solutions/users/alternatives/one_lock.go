package alternatives

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var oneLock = solutions.Alternative[New]{
	Name:     "one-lock",
	Tradeoff: "Choose it first: one lock around everything, the event included, is right at a glance, and ids can be counted; but a slow event makes every user wait.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var mu sync.Mutex
		known := map[string]users.User{}
		used := map[string]bool{} // ids that somebody has or had
		last := 0

		set := func(ctx context.Context, id string, profile users.Profile) users.Answer {
			old, ok := known[id]
			if ok && old.Profile == profile {
				return users.Shown(old)
			}
			u := users.Make(id, profile)
			u.UpdatedAt = u.UpdatedAt.Truncate(time.Second)
			used[id] = true
			if ok {
				users.Tell(ctx, p, "user.updated", id)
				known[id] = u
				return users.Shown(u)
			}
			users.Tell(ctx, p, "user.created", id)
			known[id] = u
			return users.Created(u)
		}
		return users.Service{
			Put: func(ctx context.Context, id string, req users.Request) users.Answer {
				mu.Lock()
				defer mu.Unlock()
				return set(ctx, id, req.Profile)
			},
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				mu.Lock()
				defer mu.Unlock()
				last++
				for used[fmt.Sprint(last)] { // a PUT was there first
					last++
				}
				id := fmt.Sprint(last)
				return id, set(ctx, id, req.Profile)
			},
			Get: func(_ context.Context, id string) users.Answer {
				mu.Lock()
				defer mu.Unlock()
				if u, ok := known[id]; ok {
					return users.Shown(u)
				}
				return users.NotFound
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				mu.Lock()
				defer mu.Unlock()
				if _, ok := known[id]; !ok {
					return users.NotFound
				}
				users.Tell(ctx, p, "user.deleted", id)
				delete(known, id)
				return users.Gone
			},
		}.Handler()
	},
}
