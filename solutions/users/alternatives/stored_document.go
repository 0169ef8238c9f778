package alternatives

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var storedDocument = solutions.Alternative[New]{
	Name:     "stored-document",
	Tradeoff: "Choose it when users are documents: what was sent is kept, unknown members included, and two PUTs are the same when their bytes are; a client that formats anew makes a change and an event.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		var documents sync.Map // id → *document
		put := func(ctx context.Context, id string, req users.Request) users.Answer {
			v, _ := documents.LoadOrStore(id, &document{})
			d := v.(*document)
			d.mu.Lock()
			defer d.mu.Unlock()
			known := d.shown != nil
			if known && d.raw == req.Raw {
				return users.Answer{Status: http.StatusOK, Show: d.shown}
			}
			d.raw, d.shown = req.Raw, shownAs(id, req.Raw)
			if known {
				users.Tell(ctx, p, "user.updated", id)
				return users.Answer{Status: http.StatusOK, Show: d.shown}
			}
			users.Tell(ctx, p, "user.created", id)
			return users.Answer{Status: http.StatusCreated, Show: d.shown}
		}
		return users.Service{
			Put: put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := "u-" + rand.Text()
				return id, put(ctx, id, req)
			},
			Get: func(_ context.Context, id string) users.Answer {
				if v, ok := documents.Load(id); ok {
					d := v.(*document)
					d.mu.Lock()
					defer d.mu.Unlock()
					if d.shown != nil {
						return users.Answer{Status: http.StatusOK, Show: d.shown}
					}
				}
				return users.NotFound
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				if v, ok := documents.Load(id); ok {
					d := v.(*document)
					d.mu.Lock()
					defer d.mu.Unlock()
					if d.shown != nil {
						d.raw, d.shown = "", nil
						users.Tell(ctx, p, "user.deleted", id)
					}
				}
				return users.Gone
			},
		}.Handler()
	},
}

// A document is a user as it was sent, and as it is shown. What is shown is never written to.
type document struct {
	mu    sync.Mutex // held until the event is out
	raw   string
	shown map[string]any // nil: there is none
}

// shownAs adds what is the server's to say.
func shownAs(id, raw string) map[string]any {
	shown := map[string]any{}
	_ = json.Unmarshal([]byte(raw), &shown) // it was valid a moment ago
	shown["id"], shown["updatedAt"] = id, time.Now().Format(time.RFC3339)
	return shown
}
