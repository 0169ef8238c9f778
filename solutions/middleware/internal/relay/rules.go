// Package relay is what the alternatives and wrong answers of the challenge middleware have in
// common: which requests are protected, under what key, how an answer is recorded and sent again.
// What they do about duplicates is their own.
package relay

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/solutions/middleware"
)

// A Scope is what a key is unique in.
type Scope struct{ Caller, Method, Path, Key string }

// Rules say what is done before a key is looked up.
type Rules struct {
	middleware.Config // without zero values
	Key               func(r *http.Request) string
	Check             func(key string) error // what is wrong with a key that is not blank
	Scope             func(r *http.Request, key string) Scope
}

// Once answers a protected request. The handler is called at most once for each id and life of it.
type Once func(w http.ResponseWriter, r *http.Request, id Scope, next http.Handler)

// RulesOf returns the right rules.
func RulesOf(cfg middleware.Config) *Rules {
	if cfg.TTL == 0 {
		cfg.TTL = 24 * time.Hour
	}
	if cfg.Header == "" {
		cfg.Header = "Idempotency-Key"
	}
	if cfg.Methods == nil {
		cfg.Methods = []string{http.MethodPost, http.MethodPut, http.MethodPatch}
	}
	if cfg.Caller == nil {
		cfg.Caller = func(*http.Request) string { return "" }
	}
	if cfg.Context == nil {
		cfg.Context = context.Background()
	}
	cfg.Methods = slices.Clone(cfg.Methods)
	return &Rules{
		Config: cfg,
		Key:    func(r *http.Request) string { return r.Header.Get(cfg.Header) },
		Check:  Check,
		Scope: func(r *http.Request, key string) Scope {
			return Scope{cfg.Caller(r), r.Method, Path(r), key}
		},
	}
}

// Middleware lets through what is not protected, refuses what has no valid key, and leaves the rest
// to once.
func (rs *Rules) Middleware(once Once) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			key := rs.Key(r)
			blank := strings.TrimSpace(key) == ""
			if !slices.Contains(rs.Methods, r.Method) || blank && rs.Optional {
				next.ServeHTTP(w, r)
				return
			}
			if blank {
				http.Error(w, rs.Header+" is missing", http.StatusBadRequest)
				return
			}
			if err := rs.Check(key); err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			once(w, r, rs.Scope(r, key), next)
		})
	}
}

// Middleware is that of the right rules.
func Middleware(cfg middleware.Config, once Once) func(http.Handler) http.Handler {
	return RulesOf(cfg).Middleware(once)
}

// Check says what is wrong with a key that is not blank.
func Check(key string) error {
	if len(key) > 255 {
		return errors.New("the key is longer than 255 bytes")
	}
	return nil
}

// Path returns the path of r as the outermost handler saw it.
func Path(r *http.Request) string {
	u, err := url.ParseRequestURI(r.RequestURI)
	if err != nil {
		u = r.URL // not from a server
	}
	segments := strings.Split(u.EscapedPath(), "/")
	for i, s := range segments {
		if s, err := url.PathUnescape(s); err == nil {
			segments[i] = url.PathEscape(s)
		}
	}
	return strings.Join(segments, "/")
}

// Conflict answers that a request with the key is running.
func Conflict(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	http.Error(w, "a request with this key is running", http.StatusConflict)
}
