package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var lockRemoved = solutions.Wrong[New]{
	Name:   "lock-removed",
	Caught: "U13",
	Why:    "The lock of a user is removed with the user: who waits for the old one and who makes a new one both go ahead.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		locks := map[string]*sync.Mutex{}
		lock := func(id string) *sync.Mutex {
			b.mu.Lock()
			defer b.mu.Unlock()
			if locks[id] == nil {
				locks[id] = &sync.Mutex{}
			}
			return locks[id]
		}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			l := lock(id)
			l.Lock()
			defer l.Unlock()
			old, known := b.load(id)
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.save(u)
			return b.tell(ctx, known, u)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			l := lock(id)
			l.Lock()
			defer l.Unlock()
			if _, known := b.load(id); known {
				b.mu.Lock()
				delete(b.users, id)
				delete(locks, id) // nobody needs it any more
				b.mu.Unlock()
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
