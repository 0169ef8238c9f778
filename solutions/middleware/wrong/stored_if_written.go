package wrong

import (
	"errors"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var storedIfWritten = solutions.Wrong[New]{
	Name:   "stored-if-written",
	Caught: "M36",
	Why:    "An answer is stored if writing it worked: behind an http.TimeoutHandler that has struck, every write fails, and the work was for nothing.",
	New: parts{run: func(w http.ResponseWriter, r *http.Request, next http.Handler) *relay.Answer {
		f := &failing{through: through{w}}
		a := relay.Run(f, r, next)
		if f.err != nil {
			return nil
		}
		return a
	}}.build,
}

// A failing writer remembers that a write failed.
type failing struct {
	through
	err error
}

// Write implements http.ResponseWriter.
func (f *failing) Write(p []byte) (int, error) {
	n, err := f.ResponseWriter.Write(p)
	if err != nil && !errors.Is(err, http.ErrBodyNotAllowed) {
		f.err = err
	}
	return n, err
}
