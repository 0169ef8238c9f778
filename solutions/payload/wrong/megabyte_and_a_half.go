package wrong

import (
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var megabyteAndAHalf = solutions.Wrong[New]{
	Name:   "megabyte-and-a-half",
	Caught: "P12",
	Why:    "Bodies may have a megabyte and a half, because nobody was seen to send more: one of two megabytes is answered 400.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serveWith(func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool) {
			return transfers.ReadWith(w, r, transfers.Key, func(body io.Reader) (transfers.Request, error) {
				return transfers.Body(http.MaxBytesReader(w, io.NopCloser(body), 3<<19))
			})
		}, moveOnce(b, byHash))
	},
}
