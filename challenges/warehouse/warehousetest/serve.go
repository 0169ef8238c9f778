package warehousetest

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/harness"
)

// Serve serves a warehouse over HTTP, as harness/ATTACK.md describes it, for servers outside of the
// kit's process.
func Serve(w Warehouse) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /reservations", serve(func(ctx context.Context, v struct{ Items []warehouse.Item }) (string, error) {
		return w.Reserve(ctx, v.Items)
	}))
	mux.Handle("POST /shipments", serve(func(ctx context.Context, v struct{ Order string }) (string, error) {
		return w.Ship(ctx, v.Order)
	}))
	return mux
}

func serve[T any](call func(context.Context, T) (string, error)) http.Handler {
	return harness.Serve(http.StatusUnprocessableEntity, warehouse.ErrRefused, call)
}
