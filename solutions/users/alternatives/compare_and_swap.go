package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var compareAndSwap = solutions.Alternative[New]{
	Name:     "compare-and-swap",
	Tradeoff: "Choose it to try out a shared store: a change is one conditional write of a version, as with If-Match or a version column, and who comes second looks again after a while.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var cells sync.Map // id → *atomic.Pointer[version]
		cell := func(id string) *atomic.Pointer[version] {
			v, _ := cells.LoadOrStore(id, new(atomic.Pointer[version]))
			return v.(*atomic.Pointer[version])
		}
		put := func(ctx context.Context, id string, req users.Request) users.Answer {
			c := cell(id)
			for {
				old := settled(c)
				if old.there() && old.user.Profile == req.Profile {
					return users.Shown(old.user)
				}
				next := &version{user: users.Make(id, req.Profile)}
				if !c.CompareAndSwap(old, next) {
					continue // somebody was faster
				}
				event, answer := "user.created", users.Created
				if old.there() {
					event, answer = "user.updated", users.Shown
				}
				users.Tell(ctx, p, event, id)
				next.told.Store(true)
				return answer(next.user)
			}
		}
		return users.Service{
			Put: put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, put(ctx, id, req)
			},
			Get: func(_ context.Context, id string) users.Answer {
				if v := cell(id).Load(); v.there() {
					return users.Shown(v.user)
				}
				return users.NotFound
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				c := cell(id)
				for {
					old := settled(c)
					if !old.there() {
						return users.Gone
					}
					next := &version{gone: true}
					if c.CompareAndSwap(old, next) {
						users.Tell(ctx, p, "user.deleted", id)
						next.told.Store(true)
						return users.Gone
					}
				}
			},
		}.Handler()
	},
}

// A version is what a user was from one change to the next. It is never written to.
type version struct {
	user users.User
	gone bool
	told atomic.Bool // its event is out: the next version may come
}

func (v *version) there() bool { return v != nil && !v.gone }

// settled waits until the event of the newest version is out, and returns that version.
func settled(c *atomic.Pointer[version]) *version {
	for {
		v := c.Load()
		if v == nil || v.told.Load() {
			return v
		}
		time.Sleep(5 * time.Millisecond)
	}
}
