package alternatives

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var uploadFirst = solutions.Alternative[New]{
	Name:     "upload-first",
	Tradeoff: "Choose it when bodies are small: a key is claimed when its request is there in full, so that a slow or broken upload holds nobody, net/http notices waiters that leave, and the payload could be compared. Each body is in memory once, a duplicate's too, and nothing can stream.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		book := relay.NewBook(rules.TTL)
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			r, err := uploaded(r)
			if err != nil {
				http.Error(w, "the body broke off", http.StatusBadRequest)
				return
			}
			book.Once(w, r, id, func() *relay.Answer { return relay.Run(w, r, next) })
		})
	},
}

// uploaded returns r with a body that is there in full, up to the limit of an http.MaxBytesHandler:
// what to say about that is the handler's business.
func uploaded(r *http.Request) (*http.Request, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return r, nil
	}
	data, err := io.ReadAll(r.Body)
	var limit *http.MaxBytesError
	if err != nil && !errors.As(err, &limit) {
		return nil, err
	}
	whole := r.WithContext(r.Context())
	whole.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(data), ending{err}), r.Body}
	return whole, nil
}

// An ending is how a body ends.
type ending struct{ err error }

// Read implements io.Reader.
func (e ending) Read([]byte) (int, error) {
	if e.err != nil {
		return 0, e.err
	}
	return 0, io.EOF
}
