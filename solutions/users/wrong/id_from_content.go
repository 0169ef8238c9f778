package wrong

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var idFromContent = solutions.Wrong[New]{
	Name:   "id-from-content",
	Caught: "U6",
	Why:    "The id is a hash of the body: the second user of the same name is the first one.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		s := b.service()
		s.Post = func(ctx context.Context, req users.Request) (string, users.Answer) {
			sum := sha256.Sum256([]byte(req.Raw))
			id := hex.EncodeToString(sum[:8])
			a := b.put(ctx, id, req)
			a.Status = http.StatusCreated
			return id, a
		}
		return s.Handler()
	},
}
