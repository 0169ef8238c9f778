// Package eventstest implements the publisher on a harness's World: every call is an effect that
// the harness counts and holds.
package eventstest

import (
	"context"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/harness"
)

// A Publisher publishes in a World. It neither fails nor minds cancellation.
type Publisher struct{ World *harness.World }

var _ events.Publisher = Publisher{}

// Mark recognises an event among the effects of a history.
func Mark(e events.Event) string { return e.Type + " " + e.Subject }

// Publish implements events.Publisher.
func (p Publisher) Publish(ctx context.Context, e events.Event) error {
	_, err := p.World.Do(context.WithoutCancel(ctx), harness.Call{Name: e.Type, Prefix: "ev", Mark: Mark(e)})
	return err
}
