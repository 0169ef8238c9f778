package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var theHandlerSetsTheEnd = solutions.Wrong[New]{
	Name:   "the-handler-sets-the-end",
	Caught: "E11",
	Why:    "The end is set by the handler when it returns, which it does when its client leaves: the key may expire while the charge runs.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claim(req.Scope())
			if !mine {
				return rec.wait(ctx)
			}
			go func() {
				a := charge(ctx, b, req)
				bk.mu.Lock()
				defer bk.mu.Unlock()
				defer close(rec.done)
				if rec.answer = a; !final(a) && bk.records[req.Scope()] == rec {
					delete(bk.records, req.Scope())
				}
			}()
			a := rec.wait(ctx)
			bk.mu.Lock()
			defer bk.mu.Unlock()
			rec.end = time.Now().Add(ttl)
			return a
		})
	},
}
