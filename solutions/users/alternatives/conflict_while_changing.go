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

var conflictWhileChanging = solutions.Alternative[New]{
	Name:     "conflict-while-changing",
	Tradeoff: "Choose it when nobody may wait: a change that finds another one of the same user under way is answered 409, and its client has to come back.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		d := &desk{events: p, users: map[string]users.User{}, busy: map[string]bool{}}
		return users.Service{
			Put: d.put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, d.put(ctx, id, req)
			},
			Get: func(_ context.Context, id string) users.Answer {
				d.mu.Lock()
				defer d.mu.Unlock()
				if u, ok := d.users[id]; ok {
					return users.Shown(u)
				}
				return users.NotFound
			},
			Delete: d.delete,
		}.Handler()
	},
}

type desk struct {
	events events.Publisher

	mu    sync.Mutex
	users map[string]users.User
	busy  map[string]bool // ids whose last event is not out yet
}

func (d *desk) put(ctx context.Context, id string, req users.Request) users.Answer {
	u := users.Make(id, req.Profile)
	d.mu.Lock()
	old, known := d.users[id]
	switch {
	case d.busy[id]:
		d.mu.Unlock()
		return users.InFlight
	case known && old.Profile == req.Profile:
		d.mu.Unlock()
		return users.Shown(old)
	}
	d.users[id], d.busy[id] = u, true
	d.mu.Unlock()
	if known {
		d.tell(ctx, "user.updated", id)
		return users.Shown(u)
	}
	d.tell(ctx, "user.created", id)
	return users.Created(u)
}

func (d *desk) delete(ctx context.Context, id string) users.Answer {
	d.mu.Lock()
	_, known := d.users[id]
	if d.busy[id] {
		d.mu.Unlock()
		return users.InFlight
	}
	if !known {
		d.mu.Unlock()
		return users.NotFound
	}
	delete(d.users, id)
	d.busy[id] = true
	d.mu.Unlock()
	d.tell(ctx, "user.deleted", id)
	return users.Gone
}

// tell publishes the event of a change, and lets the next one come.
func (d *desk) tell(ctx context.Context, event, id string) {
	defer func() {
		d.mu.Lock()
		delete(d.busy, id)
		d.mu.Unlock()
	}()
	users.Tell(ctx, d.events, event, id)
}
