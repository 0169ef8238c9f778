package middlewaretest

import (
	"net/http"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// An idempotent is the function under test.
type idempotent = func(cfg config) func(http.Handler) http.Handler

// A stage builds a server in which something is protected. It is the setting of a case.
type stage func(w *harness.World, idem idempotent) http.Handler

// on is a case that is played on a stage of its own.
func on(s stage, name string, drive func(c *harness.Client)) harness.Case {
	return harness.Case{Name: name, Setting: s, Drive: drive}
}

// day is how long keys live where a case is not about their end.
const day = 24 * time.Hour

// payments is the usual stage: one handler, protected for each caller, behind one that knows who calls.
func payments(w *harness.World, idem idempotent) http.Handler {
	cfg := config{TTL: scenarios.TTL(w, day), Caller: caller, Context: w.Context()}
	return authenticated(idem(cfg)(orders{w, ""}))
}

func caller(r *http.Request) string { return r.Header.Get("X-User-Id") }

// authenticated answers 401 to whoever does not say who it is.
func authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if caller(r) == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// simple is a stage with one handler, protected as cfg says.
func simple(cfg config) stage {
	return func(w *harness.World, idem idempotent) http.Handler {
		cfg.Context = w.Context()
		return idem(cfg)(orders{w, ""})
	}
}

// zero is a stage that leaves everything to the zero Config.
func zero(w *harness.World, idem idempotent) http.Handler {
	w.KeysLive(day)
	return idem(config{})(orders{w, ""})
}

// bareHeader asks either for what is not protected. No handler sees it.
const bareHeader = "X-Bare"

// either serves a request by the bare handler or by the protected one, both of the same path.
func either(bare, protected http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next := protected
		if r.Header.Get(bareHeader) != "" {
			r.Header.Del(bareHeader)
			next = bare
		}
		next.ServeHTTP(w, r)
	})
}

// bare is r sent to the handler that is not protected.
func bare(r harness.Request) harness.Request {
	r.Header = r.Header.Clone()
	if r.Header == nil {
		r.Header = http.Header{}
	}
	r.Header.Set(bareHeader, "yes")
	r.Intent, r.Mark = "bare "+r.Intent, "bare "+r.Mark
	return r.Noted("%s, without the middleware", r.Note)
}
