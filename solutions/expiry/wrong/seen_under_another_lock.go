package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var seenUnderAnotherLock = solutions.Wrong[New]{
	Name:   "seen-under-another-lock",
	Caught: "E18",
	Why:    "That the key is expired is seen under one lock and believed under the next: both of two requests begin its next life.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		bk := newBook(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			rec, mine := bk.claimUnlessExpired(req.Scope())
			if rec == nil { // expired
				rec, mine = bk.begin(req.Scope()), true
			}
			if mine {
				bk.finish(req.Scope(), rec, charge(ctx, b, req))
				bk.tidy()
			}
			return rec.wait(ctx)
		})
	},
}

// claimUnlessExpired is claim, but for a record that is over: then it returns none.
func (b *book) claimUnlessExpired(id any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch _, found := b.records[id]; {
	case b.live(id) != nil:
		return b.live(id), false
	case found:
		return nil, false
	}
	return b.put(id), true
}
