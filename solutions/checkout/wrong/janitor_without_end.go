package wrong

import (
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/checkout/internal/shop"
)

var janitorWithoutEnd = solutions.Wrong[New]{
	Name: "janitor-without-end", Caught: "C32",
	Why: "A goroutine that cleans up is started with the server and never ends.",
	New: but(func(s *shop.Shop) {
		go func() {
			for {
				time.Sleep(time.Hour)
				s.Locked(func() {})
			}
		}()
	}),
}
