package wrong

import (
	"context"
	"hash/crc32"
	"net/http"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var crc32OfBody = solutions.Wrong[New]{
	Name:   "crc32-of-body",
	Caught: "U3",
	Why:    "Bodies are compared by a checksum of 32 bits, which is made against noise and not against chance: another body can have it too.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		b := newBook(p)
		sums := map[string]uint32{}
		s := b.service()
		s.Put = func(ctx context.Context, id string, req users.Request) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			sum := crc32.ChecksumIEEE([]byte(req.Raw))
			if old, known := b.users[id]; known && sums[id] == sum {
				return users.Shown(old)
			}
			sums[id] = sum
			return b.set(ctx, id, req.Profile)
		}
		s.Delete = func(ctx context.Context, id string) users.Answer {
			b.mu.Lock()
			defer b.mu.Unlock()
			delete(sums, id)
			return b.remove(ctx, id)
		}
		return s.Handler()
	},
}
