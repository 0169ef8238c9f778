package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var unknownOpenToOthers = solutions.Wrong[New]{
	Name:   "unknown-open-to-others",
	Caught: "P28",
	Why:    "A key whose outcome is unknown answers 502 to its own payload, but is free for another one: the client lowers the amount, and both transfers may have moved money.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		return serve(func(ctx context.Context, req transfers.Request) transfers.Answer {
			for {
				rec, mine := bk.claim(req.Scope(), byHash(req))
				if mine {
					bk.finish(req.Scope(), rec, move(ctx, b, req.Transfer))
					return rec.answer
				}
				a := rec.wait(ctx)
				switch {
				case rec.payload == byHash(req) || a.Status == 0:
					return a
				case a.Status != http.StatusBadGateway:
					return transfers.Mismatch
				}
				bk.drop(req.Scope(), rec)
			}
		})
	},
}

// drop forgets rec, if it is still the record of id.
func (b *book) drop(id any, rec *record) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.records[id] == rec {
		delete(b.records, id)
	}
}
