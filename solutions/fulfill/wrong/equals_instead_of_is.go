package wrong

import (
	"errors"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var equalsInsteadOfIs = solutions.Wrong[New]{
	Name:   "equals-instead-of-is",
	Caught: "N16",
	Why:    "The bank's error is compared with ==, and it comes wrapped: a refusal is taken for doubt.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			if to == orders.Fulfilled {
				return right(r, id, to)
			}
			rec, mine, ok := b.claim(id)
			switch {
			case !ok:
				return orders.NotFound
			case !mine:
				return rec.Answer(to)
			}
			err := e.Run(lasting(r), rec.Order, to)
			if err != nil && err != bank.ErrRefused { //nolint:errorlint // the mistake
				err = errors.New("no definite answer")
			}
			rec, a := rec.After(to, err)
			b.write(rec)
			return a
		}
	}),
}
