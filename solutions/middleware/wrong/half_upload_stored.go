package wrong

import (
	"context"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var halfUploadStored = solutions.Wrong[New]{
	Name:   "half-upload-stored",
	Caught: "M34",
	Why:    "A handler whose upload broke off answers 400, and that is stored: the complete retry gets it too.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		r = r.WithContext(context.WithoutCancel(r.Context()))
		out := relay.NewRecorder(w)
		next.ServeHTTP(out.Writer(), r)
		if out.Hijacked {
			return nil
		}
		return out.Answer()
	}}.build,
}
