package wrong

import (
	"context"
	"crypto/rand"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions/internal/users"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A book keeps users under one lock.
type book struct {
	events events.Publisher

	mu    sync.Mutex // held until the event is out
	users map[string]users.User
}

func newBook(p events.Publisher) *book { return &book{events: p, users: map[string]users.User{}} }

// service is a right answer: whoever is wrong puts something of its own in its place.
func (b *book) service() users.Service {
	return users.Service{Put: b.put, Post: b.post, Get: b.get, Delete: b.delete}
}

func (b *book) put(ctx context.Context, id string, req users.Request) users.Answer {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.set(ctx, id, req.Profile)
}

func (b *book) post(ctx context.Context, req users.Request) (string, users.Answer) {
	id := rand.Text()
	return id, b.put(ctx, id, req)
}

func (b *book) get(_ context.Context, id string) users.Answer {
	if u, known := b.load(id); known {
		return users.Shown(u)
	}
	return users.NotFound
}

func (b *book) delete(ctx context.Context, id string) users.Answer {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.remove(ctx, id)
}

// set makes the user of that id what p says; b.mu is held.
func (b *book) set(ctx context.Context, id string, p users.Profile) users.Answer {
	old, known := b.users[id]
	if known && old.Profile == p {
		return users.Shown(old)
	}
	return b.replace(ctx, known, users.Make(id, p))
}

// replace stores u and tells it; b.mu is held.
func (b *book) replace(ctx context.Context, known bool, u users.User) users.Answer {
	b.users[u.ID] = u
	return b.tell(ctx, known, u)
}

// tell publishes that u was created, or updated when it was known, and answers with it.
func (b *book) tell(ctx context.Context, known bool, u users.User) users.Answer {
	if known {
		users.Tell(ctx, b.events, "user.updated", u.ID)
		return users.Shown(u)
	}
	users.Tell(ctx, b.events, "user.created", u.ID)
	return users.Created(u)
}

// remove deletes the user of that id; b.mu is held.
func (b *book) remove(ctx context.Context, id string) users.Answer {
	if _, known := b.users[id]; known {
		delete(b.users, id)
		users.Tell(ctx, b.events, "user.deleted", id)
	}
	return users.Gone
}

// load, save and drop are one step each. Two of them are not.
func (b *book) load(id string) (users.User, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	u, known := b.users[id]
	return u, known
}

func (b *book) save(u users.User) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.users[u.ID] = u
}

func (b *book) drop(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.users, id)
}
