package wrong

import (
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/orders"
)

var panicOfAWorker = solutions.Wrong[New]{
	Name:   "panic-of-a-worker",
	Caught: "N19",
	Why:    "The shipment runs on a goroutine of its own, where nobody recovers a panic: it ends the process.",
	New: with(func(b *book, e orders.Effects) handler {
		right := b.right(e)
		return func(r *http.Request, id, to string) orders.Answer {
			done := make(chan orders.Answer)
			go func() { done <- right(r, id, to) }()
			return <-done
		}
	}),
}
