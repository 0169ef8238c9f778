package wrong

import (
	"context"
	"hash/fnv"
	"net/http"
	"sync/atomic"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var markStripes = solutions.Wrong[New]{
	Name:   "mark-stripes",
	Caught: "I16",
	Why:    "There are 256 marks for all keys, chosen by a hash: a request whose key shares a mark with one in flight is told 409, though nobody has sent it before.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		var busy [256]atomic.Bool
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if a, ok := bk.look(req.Scope()); ok {
				return a
			}
			mark := &busy[stripe(req.Scope())]
			if !mark.CompareAndSwap(false, true) {
				return payments.Answer{}
			}
			defer mark.Store(false)
			a, mine := bk.claim(req.Scope())
			if mine {
				a = charge(ctx, b, req)
				bk.settle(req.Scope(), a)
			}
			return a
		})
	},
}

func stripe(id payments.Scope) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id.Caller + "\x00" + id.Key))
	return h.Sum32() % 256
}
