package alternatives

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"golang.org/x/sync/singleflight"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var singleFlight = solutions.Alternative[New]{
	Name:     "singleflight",
	Tradeoff: "Choose it when the code base has singleflight already: duplicates share one flight in a few lines, but it remembers nothing once it has landed, so that look-up and store have to happen on board, and a panic on board ends the process.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		var flights singleflight.Group
		var answers sync.Map // payments.Scope → payments.Answer
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			id := req.Scope()
			// Quoted, the two parts cannot run into each other.
			landed := flights.DoChan(fmt.Sprintf("%q %q", id.Caller, id.Key), func() (any, error) {
				// Looked up before take-off, the answer of a flight that lands just then is missed.
				if a, ok := answers.Load(id); ok {
					return a, nil
				}
				a := charge(r.Context(), b, req)
				if !refused(a) {
					answers.Store(id, a)
				}
				return a, nil
			})
			select {
			case res := <-landed:
				res.Val.(payments.Answer).WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}
