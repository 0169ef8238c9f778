package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var noLengthLimit = solutions.Wrong[New]{
	Name:   "no-length-limit",
	Caught: "P24",
	Why:    "A key of any length is taken and kept: clients choose how much memory the server spends.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			return transfers.ReadWith(w, r, anyLength, transfers.Body)
		}, moveOnce(b, byHash))
	},
}

func anyLength(r *http.Request) (string, error) {
	if k := r.Header.Get("Idempotency-Key"); len(k) > 255 {
		return k, nil
	}
	return transfers.Key(r)
}
