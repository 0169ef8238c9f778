// Package events is the client of an event bus. Every call publishes an event once more.
package events

import "context"

// A Publisher tells the rest of the company what happened.
type Publisher interface {
	// Publish sends e to everybody who listens.
	Publish(ctx context.Context, e Event) error
}

// An Event says what happened to whom.
type Event struct {
	Type    string // "user.created"
	Subject string // the user's id
}
