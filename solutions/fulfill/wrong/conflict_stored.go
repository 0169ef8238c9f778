package wrong

import (
	"net/http"
	"sync"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var conflictStored = solutions.Wrong[New]{
	Name:   "conflict-stored",
	Caught: "N21",
	Why:    "Every answer is stored for its retries, also the 409 of a request that came while the opposite was being tried: it stays when that has failed.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		var conflicts sync.Map // order id and what is wanted → orders.Answer
		return func(r *http.Request, id, to string) orders.Answer {
			if a, ok := conflicts.Load(id + " " + to); ok {
				return a.(orders.Answer)
			}
			before, _ := b.read(id)
			a := right(r, id, to)
			if after, _ := b.read(id); a.Status == http.StatusConflict && before.Status != to && after.Status != to {
				conflicts.Store(id+" "+to, a)
			}
			return a
		}
	}),
}
