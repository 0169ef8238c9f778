package wrong

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var membersPileUp = solutions.Wrong[New]{
	Name:   "members-pile-up",
	Caught: "U3",
	Why:    "The members of a body are copied into the document that is there: those of an earlier body stay.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		documents := map[string]map[string]any{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			a := b.set(ctx, id, req.Profile)
			if documents[id] == nil {
				documents[id] = map[string]any{}
			}
			var members map[string]any
			_ = json.Unmarshal([]byte(req.Raw), &members)
			maps.Copy(documents[id], members)
			maps.Copy(documents[id], map[string]any{"id": id, "updatedAt": b.users[id].UpdatedAt})
			a.Show = maps.Clone(documents[id])
			return a
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			delete(documents, id)
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
