package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
)

var toldInTheBackground = solutions.Wrong[New]{
	Name:   "told-in-the-background",
	Caught: "U15",
	Why:    "The event is published by a goroutine that nobody waits for: the client is told first, and a crash loses the event.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		background := background{p, make(chan struct{}, 1)}
		b.events = background
		return b.service().Handler()
	},
}

// background publishes in the order of its calls, and does not wait.
type background struct {
	events.Publisher
	turn chan struct{}
}

// Publish implements events.Publisher.
func (b background) Publish(ctx context.Context, e events.Event) error {
	b.turn <- struct{}{}
	go func() {
		defer func() { <-b.turn }()
		_ = b.Publisher.Publish(context.WithoutCancel(ctx), e)
	}()
	return nil
}
