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
	Caught: "P34",
	Why:    "A ticker that looks for old records is started with the handler and never stopped.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		bk := newBook()
		go func() {
			for range time.Tick(time.Minute) {
				_ = bk.look(nil) // and a line in the log for each record that is old
			}
		}()
		return serve(once(bk, b, byScope, byHash))
	},
}
