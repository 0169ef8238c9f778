package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
)

var janitorWithoutEnd = solutions.Wrong[New]{
	Name:   "janitor-without-end",
	Caught: "I30",
	Why:    "A ticker that looks for stuck marks is started with the handler and never stopped.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		go func() {
			for range time.Tick(time.Minute) {
				_, _ = bk.look(nil) // and a line in the log for each mark that is old
			}
		}()
		return serve(payOnce(bk, b, byScope))
	},
}
