package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var lockDroppedAfterUse = solutions.Wrong[New]{
	Name:   "lock-dropped-after-use",
	Caught: "U22",
	Why:    "A user's lock is thrown away by whoever gives it back, though others wait for it: a third request makes a new one and goes ahead beside the second.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		locks := map[string]*sync.Mutex{}
		locked := func(id string, do func() users.Answer) users.Answer {
			b.mu.Lock()
			l := locks[id]
			if l == nil {
				l = &sync.Mutex{}
				locks[id] = l
			}
			b.mu.Unlock()
			l.Lock()
			defer func() {
				b.mu.Lock()
				delete(locks, id)
				b.mu.Unlock()
				l.Unlock()
			}()
			return do()
		}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			return locked(id, func() users.Answer {
				old, known := b.load(id)
				if known && old.Profile == req.Profile {
					return users.Shown(old)
				}
				u := users.Make(id, req.Profile)
				b.save(u)
				return b.tell(ctx, known, u)
			})
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			return locked(id, func() users.Answer {
				if _, known := b.load(id); known {
					b.drop(id)
					users.Tell(ctx, p, "user.deleted", id)
				}
				return users.Gone
			})
		}
		return s.Handler()
	},
}
