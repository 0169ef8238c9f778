package wrong

import (
	"bytes"
	"context"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var goneClientGoneRecord = solutions.Wrong[New]{
	Name: "gone-client-gone-record", Caught: "C28",
	Why: "When the client has left by the time the answer is there, it is not stored: nobody got it, so it is as if it had never been.",
	New: but(func(s *shop.Shop) {
		k := shop.NewRing(s.TTL)
		k.Final = func(a shop.Answer) bool { return shop.Final(a) && !bytes.HasSuffix(a.Body, nobody) }
		s.Once = func(ctx context.Context, w shop.Wish, do func(id string) shop.Answer) shop.Answer {
			return k.Once(ctx, w, func(id string) shop.Answer {
				a := do(id)
				if ctx.Err() != nil {
					a.Body = append(bytes.Clone(a.Body), nobody...)
				}
				return a
			})
		}
	}),
}

// nobody marks an answer that there was nobody for.
var nobody = []byte(" ")
