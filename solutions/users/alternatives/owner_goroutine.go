package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var ownerGoroutine = solutions.Alternative[New]{
	Name:     "owner-goroutine",
	Tradeoff: "Choose it when the rules about users grow: one goroutine owns all of them and does one thing at a time, without a lock, but every request waits for the event of the one before it.",
	New: func(ctx context.Context, p events.Publisher) http.Handler {
		o := &owner{ctx: ctx, events: p, tasks: make(chan func()), users: map[string]users.User{}}
		go o.run()
		return users.Service{
			Put: func(ctx context.Context, id string, req users.Request) users.Answer {
				return o.ask(ctx, func() users.Answer { return o.set(id, req.Profile) })
			},
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, o.ask(ctx, func() users.Answer { return o.set(id, req.Profile) })
			},
			Get: func(ctx context.Context, id string) users.Answer {
				return o.ask(ctx, func() users.Answer {
					if u, ok := o.users[id]; ok {
						return users.Shown(u)
					}
					return users.NotFound
				})
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				return o.ask(ctx, func() users.Answer {
					if _, ok := o.users[id]; ok {
						delete(o.users, id)
						users.Tell(o.ctx, o.events, "user.deleted", id)
					}
					return users.Gone
				})
			},
		}.Handler()
	},
}

type owner struct {
	ctx    context.Context
	events events.Publisher
	tasks  chan func()
	users  map[string]users.User // run's own
}

func (o *owner) run() {
	for {
		select {
		case task := <-o.tasks:
			task()
		case <-o.ctx.Done():
			return
		}
	}
}

// ask has the owner do something and waits for the answer, as long as the client does.
func (o *owner) ask(ctx context.Context, do func() users.Answer) users.Answer {
	answer := make(chan users.Answer, 1) // the owner never waits for a client
	select {
	case o.tasks <- func() { answer <- do() }:
	case <-ctx.Done():
		return users.Answer{}
	case <-o.ctx.Done():
		return users.Answer{Status: http.StatusServiceUnavailable}
	}
	select {
	case a := <-answer:
		return a
	case <-ctx.Done():
		return users.Answer{}
	}
}

func (o *owner) set(id string, profile users.Profile) users.Answer {
	old, known := o.users[id]
	if known && old.Profile == profile {
		return users.Shown(old)
	}
	u := users.Make(id, profile)
	o.users[id] = u
	if known {
		users.Tell(o.ctx, o.events, "user.updated", id)
		return users.Shown(u)
	}
	users.Tell(o.ctx, o.events, "user.created", id)
	return users.Created(u)
}
