package wrong

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var xoredMembers = solutions.Wrong[New]{
	Name:   "xored-members",
	Caught: "P10",
	Why:    "To be independent of order the hashes of all names and values are combined with XOR: values that change places leave the same sum.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			var sum [sha256.Size]byte
			mapped(decoded(req.Body), func(v any) any {
				if m, ok := v.(map[string]any); ok {
					for k, e := range m {
						xor(&sum, k)
						xor(&sum, e)
					}
				}
				return v
			})
			return sum
		}))
	},
}

func xor(sum *[sha256.Size]byte, v any) {
	text, _ := json.Marshal(v)
	for i, c := range sha256.Sum256(text) {
		sum[i] ^= c
	}
}
