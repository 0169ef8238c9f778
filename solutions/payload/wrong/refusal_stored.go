package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var refusalStored = solutions.Wrong[New]{
	Name:   "refusal-stored",
	Caught: "P26",
	Why:    "The refusal is stored like a success: the key answers 402 for ever, though nothing happened.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			switch {
			case mine:
				rec.answer = move(ctx, b, req.Transfer)
				close(rec.done)
			case rec.payload != byHash(req):
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
