package remote

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
)

// An API says how a service of its own differs from what a challenge asks for. The kit sends and is
// answered in the service's words, and judges in the challenge's. Everything is optional.
type API struct {
	Key     string            `json:"key"`     // the header that carries the key, such as "X-Idempotency-Key"
	Caller  *string           `json:"caller"`  // the header that says who calls; "": nobody is told apart
	Headers map[string]string `json:"headers"` // sent with each request, such as "Authorization"
	Routes  []Route           `json:"routes"`
	Codes   Codes             `json:"codes"`
}

// A Route is a request of the challenge's in the service's words.
type Route struct {
	Challenge string            `json:"challenge"` // "POST /payments"
	Service   string            `json:"service"`   // "POST /v1/charges"
	Body      map[string]any    `json:"body"`      // members of the service's, with "{amount}" for one of the challenge's; none: as it is
	ID        string            `json:"id"`        // where the id is in the answer: "charge.id"
	Answer    map[string]string `json:"answer"`    // where further members of the challenge's answer are; those that are not named are taken from the request
}

// Codes are the statuses by which the service says what the challenge says with one of its own.
type Codes struct {
	Created  []int `json:"created"`  // 201
	InFlight []int `json:"inFlight"` // 409
	Mismatch []int `json:"mismatch"` // 422, for another body under a key that is used
	Refused  []int `json:"refused"`  // 402
	Unknown  []int `json:"unknown"`  // 502
	Nobody   []int `json:"nobody"`   // 401
}

// ReadAPI reads the file that describes a service.
func ReadAPI(path string) (*API, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("API=%s: %w", path, err)
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	a := &API{}
	if err := d.Decode(a); err != nil {
		return nil, fmt.Errorf("API=%s: %w", path, err)
	}
	for _, r := range a.Routes {
		for _, s := range []string{r.Challenge, r.Service} {
			if _, path, ok := strings.Cut(s, " "); !ok || !strings.HasPrefix(path, "/") {
				return nil, fmt.Errorf("API=%s: %q is not a method and a path, such as \"POST /payments\"", path, s)
			}
		}
	}
	return a, nil
}

// OneCaller reports whether the service tells no callers apart.
func (a *API) OneCaller() bool { return a != nil && a.Caller != nil && *a.Caller == "" }

// Translate returns a handler that has h, which speaks with the service, answer a challenge's requests.
func (a *API) Translate(h http.Handler) http.Handler {
	if a == nil {
		return h
	}
	return &translator{API: a, service: h, bodies: map[string][]string{}}
}

// A translator remembers which bodies were sent under a key, because a service may say with one code
// that a body is bad and that it is another one.
type translator struct {
	*API
	service http.Handler

	mu     sync.Mutex
	bodies map[string][]string // that were taken, or are not answered yet, by key
}

// ServeHTTP implements http.Handler.
func (t *translator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	route := t.route(r)
	out := r.Clone(r.Context())
	t.headers(out.Header)
	id := r.Header.Get("X-User-Id") + "\x00" + r.Header.Get("Idempotency-Key")
	body, err := io.ReadAll(r.Body)
	sent := string(body)
	if route != nil {
		out.Method, out.RequestURI, _ = strings.Cut(route.Service, " ")
		if err == nil && route.Body != nil {
			body = fill(route.Body, body)
		}
	}
	out.Body, out.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	if err != nil { // the client left in the middle of it
		out.Body, out.ContentLength = io.NopCloser(io.MultiReader(bytes.NewReader(body), broken{err})), r.ContentLength
	}
	other := t.remember(id, sent)
	answer := &answer{header: http.Header{}}
	defer func() {
		if answer.status < 200 || answer.status >= 300 {
			t.forget(id, sent)
		}
	}()
	t.service.ServeHTTP(answer, out)
	code := t.code(answer.status, other)
	text := answer.body.Bytes()
	if route != nil && route.ID != "" && code < 300 {
		text = route.answer(sent, text, answer.header, r.URL.Path)
	}
	for k, vs := range answer.header {
		w.Header()[k] = vs
	}
	w.WriteHeader(code)
	_, _ = w.Write(text)
}

func (t *translator) route(r *http.Request) *Route {
	i := slices.IndexFunc(t.Routes, func(x Route) bool { return x.Challenge == r.Method+" "+r.URL.Path })
	if i < 0 {
		return nil
	}
	return &t.Routes[i]
}

// headers puts the service's headers in place of the challenge's.
func (t *translator) headers(h http.Header) {
	move := func(from, to string) {
		if v := h[from]; v != nil {
			delete(h, from)
			if to != "" {
				h[http.CanonicalHeaderKey(to)] = v
			}
		}
	}
	if t.Key != "" {
		move("Idempotency-Key", t.Key)
	}
	if t.Caller != nil {
		move("X-User-Id", *t.Caller)
	}
	for k, v := range t.Headers {
		h.Set(k, v)
	}
}

// remember notes a body that is sent under a key, and reports whether another one was taken before.
func (t *translator) remember(id, body string) (other bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	before := t.bodies[id]
	t.bodies[id] = append(slices.Clone(before), body)
	return len(before) > 0 && !slices.Contains(before, body)
}

func (t *translator) forget(id, body string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := slices.Index(t.bodies[id], body); i >= 0 {
		t.bodies[id] = slices.Delete(t.bodies[id], i, i+1)
	}
}

// code is the challenge's for one of the service's.
func (t *translator) code(status int, other bool) int {
	c := t.Codes
	switch {
	case other && slices.Contains(c.Mismatch, status):
		return http.StatusUnprocessableEntity
	case slices.Contains(c.Created, status):
		return http.StatusCreated
	case slices.Contains(c.InFlight, status):
		return http.StatusConflict
	case slices.Contains(c.Refused, status):
		return http.StatusPaymentRequired
	case slices.Contains(c.Unknown, status):
		return http.StatusBadGateway
	case slices.Contains(c.Nobody, status):
		return http.StatusUnauthorized
	}
	return status
}
