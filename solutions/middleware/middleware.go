// Package middleware is the reference solution of the challenge middleware: a store of records, one
// for each key, and a recorder that passes an answer on while it notes it down.
package middleware

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A Config says what is protected, and for how long. The zero value is ready to use.
type Config struct {
	TTL      time.Duration              // how long an answer is remembered from its completion on. Optional. Default: 24h.
	Header   string                     // the request header that carries the key. Optional. Default: Idempotency-Key.
	Optional bool                       // a request without a key runs unprotected; otherwise it is answered 400.
	Methods  []string                   // what is protected; other methods pass untouched. Optional. Default: POST, PUT, PATCH.
	Caller   func(*http.Request) string // whose request it is: callers do not share keys. Optional. Default: one caller.
	Context  context.Context            // ends the clean-up. Optional. Default: context.Background.
}

// Idempotent returns a middleware: of the requests of one caller with one method, path and key, one
// reaches the handler, and all get its answer. A handler that panics has given no answer, and the
// next request with the key reaches it again.
//
// All handlers that one middleware wraps share its memory.
func Idempotent(cfg Config) func(http.Handler) http.Handler {
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
	cfg.Methods = slices.Clone(cfg.Methods) // the slice stays its owner's
	s := newStore(cfg.Context, cfg.TTL)
	return func(next http.Handler) http.Handler {
		return &handler{cfg, s, next}
	}
}

type handler struct {
	cfg   Config
	store *store
	next  http.Handler
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method := slices.Index(h.cfg.Methods, r.Method)
	if method < 0 {
		h.next.ServeHTTP(w, r)
		return
	}
	key := r.Header.Get(h.cfg.Header)
	switch {
	case strings.TrimSpace(key) == "" && h.cfg.Optional:
		h.next.ServeHTTP(w, r)
	case strings.TrimSpace(key) == "":
		http.Error(w, h.cfg.Header+" is missing", http.StatusBadRequest)
	case len(key) > 255:
		http.Error(w, h.cfg.Header+" is longer than 255 bytes", http.StatusBadRequest)
	default:
		h.once(w, r, scope{h.cfg.Caller(r), h.cfg.Methods[method], path(r), key})
	}
}

// once answers r as the first request under id was answered, or by running the handler.
func (h *handler) once(w http.ResponseWriter, r *http.Request, id scope) {
	if rec, ok := r.Context().Value(h.store).(*record); ok && rec.id == id {
		h.next.ServeHTTP(w, r) // wrapped twice: waiting for the outer one, it would wait for itself
		return
	}
	for {
		rec, mine := h.store.claim(id)
		if mine {
			h.run(w, r, rec)
			return
		}
		select {
		case <-rec.done:
			if rec.kept {
				rec.answer.send(w)
				return
			}
			// The handler gave no answer. Of all who waited, the next claim lets one take over.
		case <-r.Context().Done():
			// The client has left, or a time limit has struck. Whoever still reads this must not take
			// it for a success.
			w.Header().Set("Retry-After", "1")
			http.Error(w, "a request with this "+h.cfg.Header+" is running", http.StatusConflict)
			return
		}
	}
}

// run has the handler answer r. It completes the record, whatever the handler does.
func (h *handler) run(w http.ResponseWriter, r *http.Request, rec *record) {
	var a *answer // none, if the handler panics: the panic passes through
	defer func() { h.store.complete(rec, a) }()

	// The handler works for the key, not for the client that happened to come first: its context
	// keeps the values and loses the end.
	own := r.WithContext(context.WithValue(context.WithoutCancel(r.Context()), h.store, rec))
	// What it notes on its request is for outer handlers, and for net/http, which deletes uploaded files.
	defer func() { r.Pattern, r.MultipartForm = own.Pattern, own.MultipartForm }()
	out := newRecorder(w)
	own.Body = out.upload.watch(r.Body)
	h.next.ServeHTTP(out.writer(), own)
	a = out.finish()
}
