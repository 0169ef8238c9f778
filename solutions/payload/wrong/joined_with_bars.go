package wrong

import (
	"context"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var joinedWithBars = solutions.Wrong[New]{
	Name:   "joined-with-bars",
	Caught: "P10",
	Why:    "The four members are joined with bars before they are compared: an account with a bar in its name moves the border.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		return serve(moveOnce(b, func(req transfers.Request) any {
			v := decoded(req.Body).(map[string]any)
			t := req.Transfer
			for _, name := range []string{"from", "to", "amount", "currency"} {
				delete(v, name)
			}
			return [2]any{fmt.Sprintf("%s|%s|%d|%s", t.From, t.To, t.Amount, t.Currency), hashOf(v)}
		}))
	},
}
