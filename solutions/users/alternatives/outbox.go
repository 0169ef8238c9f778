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

var outbox = solutions.Alternative[New]{
	Name:     "outbox",
	Tradeoff: "Choose it when there is a database: user and event are written in one step, and a relay publishes what is in the outbox, in order; here every answer waits for its event, which costs a relay and a wake-up.",
	New: func(ctx context.Context, p events.Publisher) http.Handler {
		o := &box{events: p, rows: map[string]row{}, more: make(chan struct{}, 1)}
		go o.relay(ctx)
		return users.Service{
			Put: o.put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, o.put(ctx, id, req)
			},
			Get: func(_ context.Context, id string) users.Answer {
				o.mu.Lock()
				defer o.mu.Unlock()
				if r := o.rows[id]; r.there {
					return users.Shown(r.user)
				}
				return users.NotFound
			},
			Delete: o.delete,
		}.Handler()
	},
}

type box struct {
	events events.Publisher
	more   chan struct{} // something is in the outbox

	mu     sync.Mutex
	rows   map[string]row
	outbox []*letter
}

// A row is a user and the last event about it.
type row struct {
	user  users.User
	there bool
	last  *letter
}

// A letter is an event that is out when sent is closed.
type letter struct {
	event events.Event
	sent  chan struct{}
}

func (o *box) put(ctx context.Context, id string, req users.Request) users.Answer {
	o.mu.Lock()
	r := o.rows[id]
	answer := users.Shown
	if !r.there || r.user.Profile != req.Profile {
		event := "user.updated"
		if !r.there {
			event, answer = "user.created", users.Created
		}
		r = row{users.Make(id, req.Profile), true, o.post(event, id)}
		o.rows[id] = r
	}
	o.mu.Unlock()
	return r.last.wait(ctx, answer(r.user))
}

func (o *box) delete(ctx context.Context, id string) users.Answer {
	o.mu.Lock()
	r := o.rows[id]
	if r.there {
		r = row{last: o.post("user.deleted", id)}
		o.rows[id] = r
	}
	o.mu.Unlock()
	return r.last.wait(ctx, users.Gone)
}

// post puts an event into the outbox; o.mu is held.
func (o *box) post(event, id string) *letter {
	l := &letter{events.Event{Type: event, Subject: id}, make(chan struct{})}
	o.outbox = append(o.outbox, l)
	select {
	case o.more <- struct{}{}:
	default: // the relay has been called already
	}
	return l
}

// wait returns a when the event is out, or none when the client has left before that.
func (l *letter) wait(ctx context.Context, a users.Answer) users.Answer {
	if l == nil { // nothing was ever told about this user
		return a
	}
	select {
	case <-l.sent:
		return a
	case <-ctx.Done():
		return users.Answer{}
	}
}

// relay publishes what is in the outbox, oldest first.
func (o *box) relay(ctx context.Context) {
	for {
		select {
		case <-o.more:
		case <-ctx.Done():
			return
		}
		o.mu.Lock()
		todo := o.outbox
		o.outbox = nil
		o.mu.Unlock()
		for _, l := range todo {
			_ = o.events.Publish(context.WithoutCancel(ctx), l.event)
			close(l.sent)
		}
	}
}
