package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var replayWithoutLocation = solutions.Wrong[New]{
	Name:   "replay-without-location",
	Caught: "P3",
	Why:    "Status and body are stored, the headers are not: a replay has no Location.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			if mine {
				a := move(ctx, b, req.Transfer)
				bk.finish(req.Scope(), rec, transfers.Answer{Status: a.Status, Body: a.Body})
				return a
			}
			if rec.payload != byHash(req) {
				return transfers.Mismatch
			}
			return rec.wait(ctx)
		})
	},
}
