package wrong

import (
	"context"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var deletedThenClaimed = solutions.Wrong[New]{
	Name:   "deleted-then-claimed",
	Caught: "E18",
	Why:    "A record that is over is deleted, and then the key is claimed: the second of two requests that found it so deletes the claim of the first.",
	New: func(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
		var records sync.Map // payments.Scope → *record
		due := every(ttl)
		return serve(func(ctx context.Context, req payments.Request) payments.Answer {
			if old, ok := records.Load(req.Scope()); ok && old.(*record).isOver() {
				records.Delete(req.Scope()) // CompareAndDelete(req.Scope(), old)
			}
			if due() {
				records.Range(func(id, rec any) bool {
					if rec.(*record).isOver() {
						records.CompareAndDelete(id, rec)
					}
					return true
				})
			}
			fresh := &record{done: make(chan struct{})}
			v, loaded := records.LoadOrStore(req.Scope(), fresh)
			rec := v.(*record)
			if loaded {
				return rec.wait(ctx)
			}
			a := charge(ctx, b, req)
			if rec.answer, rec.end = a, time.Now().Add(ttl); !final(a) {
				records.CompareAndDelete(req.Scope(), rec)
			}
			close(rec.done)
			return a
		})
	},
}

// isOver reports whether the record has completed and its life has ended.
func (rec *record) isOver() bool {
	select {
	case <-rec.done:
		return over(rec.end)
	default:
		return false
	}
}
