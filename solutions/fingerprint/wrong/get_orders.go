package wrong

import (
	"context"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/reservations"
)

var getOrders = solutions.Wrong[New]{
	Name:   "get-orders",
	Caught: "F29",
	Why:    "A GET with a body orders too: a method that is safe has an effect.",
	New: func(_ context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc("/orders", answerBy(reservations.Read, makeOnce(s, window, byIdentity)))
		return mux
	},
}
