package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var waitsThenExecutes = solutions.Wrong[New]{
	Name:   "waits-then-executes",
	Caught: "P20",
	Why:    "Another payload waits for the request in flight, and is then executed in its turn, as if waiting had been the whole problem.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			rec, mine := bk.claim(req.Scope(), byHash(req))
			if mine {
				bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
				return rec.answer
			}
			select {
			case <-rec.done:
				if rec.payload != byHash(req) {
					return transfers.Mismatch
				}
				return rec.answer
			default:
			}
			if a := rec.wait(ctx); a.Status == 0 || rec.payload == byHash(req) {
				return a
			}
			return move(ctx, b, req.Transfer)
		})
	},
}
