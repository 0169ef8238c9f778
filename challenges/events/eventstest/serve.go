package eventstest

import (
	"context"
	"errors"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/harness"
)

// errNever is never returned: the publisher refuses nothing.
var errNever = errors.New("refused")

// Serve serves a publisher over HTTP, as harness/ATTACK.md describes it, for servers outside of the
// kit's process.
func Serve(p Publisher) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /events", harness.Serve(http.StatusConflict, errNever, func(ctx context.Context, e events.Event) (string, error) {
		return e.Subject, p.Publish(ctx, e)
	}))
	return mux
}
