package banktest

import (
	"context"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/harness"
)

// Serve serves a bank over HTTP, as harness/ATTACK.md describes it, for servers outside of the kit's
// process. What b does not implement is not served. Names of JSON members are those of the client's
// structs, in any case.
func Serve(b any) http.Handler {
	mux := http.NewServeMux()
	if c, ok := b.(bank.Charger); ok {
		mux.Handle("POST /charges", serve(c.Charge))
	}
	if r, ok := b.(bank.Refunder); ok {
		mux.Handle("POST /refunds", serve(r.Refund))
	}
	if t, ok := b.(bank.Transferer); ok {
		mux.Handle("POST /transfers", serve(t.Transfer))
	}
	return mux
}

func serve[T any](call func(context.Context, T) (bank.Receipt, error)) http.Handler {
	return harness.Serve(http.StatusPaymentRequired, bank.ErrRefused, func(ctx context.Context, v T) (string, error) {
		r, err := call(ctx, v)
		return r.ID, err
	})
}

// Outside is what a server outside of the kit's process is given where a bank is all that it needs:
// its address, BANK_URL. A success with an id of its own stands for the effect.
func Outside(effect string) func(w *harness.World) harness.Surroundings {
	return func(w *harness.World) harness.Surroundings {
		return harness.Surroundings{Services: map[string]http.Handler{"BANK_URL": Serve(Bank{World: w})}, Effect: effect}
	}
}
