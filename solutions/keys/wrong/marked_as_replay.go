package wrong

import (
	"bytes"
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markedAsReplay = solutions.Wrong[New]{
	Name:   "marked-as-replay",
	Caught: "K2",
	Why:    "A replay says so in its body: the client gets another answer than the first one, not the first one again.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				return rec.answer
			}
			a := rec.wait(ctx)
			if a.Status == http.StatusCreated {
				a.Body = bytes.Replace(a.Body, []byte("{"), []byte(`{"replayed":true,`), 1)
			}
			return a
		})
	},
}
