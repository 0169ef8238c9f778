package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var storedIfWritten = solutions.Wrong[New]{
	Name:   "stored-if-written",
	Caught: "K19",
	Why:    "The answer is stored only when it was written without an error: the client that never got it is the one that retries.",
	New: func(_ context.Context, b bank.Charger) http.Handler {
		bk := newBook()
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			rec, mine := bk.claim(req.Scope())
			if !mine {
				if a := rec.wait(r.Context()); a.Status != 0 {
					a.WriteTo(w)
				}
				return
			}
			bk.finish(req.Scope(), rec, charge(r.Context(), b, req))
			out := &failing{ResponseWriter: w}
			if rec.answer.WriteTo(out); out.err != nil {
				bk.free(req.Scope())
			}
		})
	},
}

// failing remembers that a write failed.
type failing struct {
	http.ResponseWriter
	err error
}

func (f *failing) Write(p []byte) (int, error) {
	n, err := f.ResponseWriter.Write(p)
	if err != nil {
		f.err = err
	}
	return n, err
}
