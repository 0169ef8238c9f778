package wrong

import (
	"fmt"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var panicWrapped = solutions.Wrong[New]{
	Name:   "panic-wrapped",
	Caught: "M32",
	Why:    "A panic is recovered, described and thrown again as an error: nobody outside recognises http.ErrAbortHandler in it.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		defer func() {
			if v := recover(); v != nil {
				panic(fmt.Errorf("idempotent: the handler panicked: %v", v))
			}
		}()
		return relay.Run(w, r, next)
	}}.build,
}
