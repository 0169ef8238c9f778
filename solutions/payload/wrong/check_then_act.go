package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var checkThenAct = solutions.Wrong[New]{
	Name:   "check-then-act",
	Caught: "P18",
	Why:    "The key is looked up before the transfer and stored after it: duplicates that arrive in between all find it unused.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			if rec := bk.look(req.Scope()); rec != nil {
				if rec.payload != byHash(req) {
					return transfers.Mismatch
				}
				return rec.wait(ctx)
			}
			a := move(ctx, b, req.Transfer)
			rec, _ := bk.claim(req.Scope(), byHash(req))
			select {
			case <-rec.done:
			default:
				bk.finish(req.Scope(), rec, a)
			}
			return a
		})
	},
}
