package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var lateRollback = solutions.Wrong[New]{
	Name:   "late-rollback",
	Caught: "N10",
	Why:    "A request that comes too late puts back the order as it had read it: it undoes what another has done meanwhile.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			before, ok := b.read(id)
			a := right(r, id, to)
			if ok && a.Status == http.StatusConflict {
				b.write(before)
			}
			return a
		}
	}),
}
