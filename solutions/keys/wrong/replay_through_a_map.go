package wrong

import (
	"context"
	"encoding/json"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var replayThroughAMap = solutions.Wrong[New]{
	Name:   "replay-through-a-map",
	Caught: "K3",
	Why:    "The stored answer is decoded into a map and encoded again for each replay: a large amount loses its last digits.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			a := rec.wait(ctx)
			var fields map[string]any // numbers become float64
			if json.Unmarshal(a.Body, &fields) == nil {
				a.Body, _ = json.Marshal(fields)
			}
			return a
		})
	},
}
