package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var aLockForEach = solutions.Wrong[New]{
	Name:   "a-lock-for-each",
	Caught: "U13",
	Why:    "PUT and DELETE have a lock each: each is alone among its kind, and not alone with the user.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var putting, deleting sync.Mutex
		b := newBook(p)
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			putting.Lock()
			defer putting.Unlock()
			old, known := b.load(id)
			if known && old.Profile == req.Profile {
				return users.Shown(old)
			}
			u := users.Make(id, req.Profile)
			b.save(u)
			return b.tell(ctx, known, u)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			deleting.Lock()
			defer deleting.Unlock()
			if _, known := b.load(id); known {
				b.drop(id)
				users.Tell(ctx, p, "user.deleted", id)
			}
			return users.Gone
		}
		return s.Handler()
	},
}
