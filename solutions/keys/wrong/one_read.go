package wrong

import (
	"context"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var oneRead = solutions.Wrong[New]{
	Name:   "one-read",
	Caught: "K10",
	Why:    "The body is read with a single call of Read, which returns what has arrived so far: half of a slow request is refused as broken.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		return serveWith(bodyBy(func(body io.Reader) (payments.Request, error) {
			buf := make([]byte, 64<<10)
			n, err := body.Read(buf) // io.ReadAll goes on until the end
			if err != nil && err != io.EOF {
				return payments.Request{}, err
			}
			return payments.Decode(buf[:n])
		}), payOnce(b, byScope))
	},
}
