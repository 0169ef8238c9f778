package wrong

import (
	"bytes"
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var storedAsWritten = solutions.Wrong[New]{
	Name:   "stored-as-written",
	Caught: "K19",
	Why:    "What went over the wire is stored as the answer: a client that left in the middle finds half of it when it retries.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := bk.claim(req.Scope())
			if mine {
				a := charge(r.Context(), b, req)
				out := &copying{ResponseWriter: w}
				a.WriteTo(out)
				a.Body = out.sent.Bytes()
				bk.finish(req.Scope(), rec, a)
				return
			}
			if a := rec.wait(r.Context()); a.Status != 0 {
				a.WriteTo(w)
			}
		})
	},
}

// copying keeps what was sent.
type copying struct {
	http.ResponseWriter
	sent bytes.Buffer
}

func (c *copying) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.sent.Write(p[:n])
	return n, err
}
