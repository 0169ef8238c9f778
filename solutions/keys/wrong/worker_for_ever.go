package wrong

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var workerForEver = solutions.Wrong[New]{
	Name:   "worker-for-ever",
	Caught: "K21",
	Why:    "Each key gets a worker that answers its requests, and no worker ever ends: they outlive the server.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		var workers sync.Map
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			v, known := workers.LoadOrStore(req.Scope(), make(chan ask))
			asks := v.(chan ask)
			if !known {
				go work(asks, b)
			}
			q := ask{ctx, req, make(chan payments.Answer, 1)}
			asks <- q
			return <-q.answer
		})
	},
}

// An ask is a request on its way to the worker of its key.
type ask struct {
	ctx    context.Context
	req    payments.Request
	answer chan payments.Answer
}

// work answers the requests of one key, one after the other.
func work(asks chan ask, b bank.Charger) {
	var answer payments.Answer
	for q := range asks { // which nobody closes
		if answer.Status == 0 || !final(answer) {
			answer = charge(q.ctx, b, q.req)
		}
		q.answer <- answer
	}
}
