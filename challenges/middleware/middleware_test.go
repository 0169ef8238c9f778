package middleware_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/challenges/middleware"
	"example.com/idempotency/challenges/middleware/middlewaretest"
)

// The hidden suite: plain go test skips it, make test C=middleware runs it.
func TestSuite(t *testing.T) { middlewaretest.Run(t, middleware.Idempotent) }

// The first answer is that of the handler: nobody notices the middleware.
func TestFirstAnswerIsTheHandlers(t *testing.T) {
	for _, tt := range []struct {
		why     string
		handler http.HandlerFunc
	}{
		{"a created resource", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Location", "/payments/7")
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"id":"7"}`)
		}},
		{"cookies, in order", func(w http.ResponseWriter, _ *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "basket", Value: "7"})
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			w.WriteHeader(http.StatusNoContent)
		}},
		{"an error", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "sold out", http.StatusConflict) }},
		{"nothing at all", func(http.ResponseWriter, *http.Request) {}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			got := send(middleware.Idempotent(middleware.Config{})(tt.handler), http.MethodPost, "k1")
			want := send(tt.handler, http.MethodPost, "k1")
			assert.Equal(t, want.Code, got.Code)
			assert.Equal(t, want.Body.String(), got.Body.String())
			assert.Equal(t, want.Result().Header, got.Result().Header)
		})
	}
}

func TestTwoKeysAreTwoRuns(t *testing.T) {
	c := &counter{}
	h := middleware.Idempotent(middleware.Config{})(c)
	assert.Equal(t, "run 1", send(h, http.MethodPost, "k1").Body.String())
	assert.Equal(t, "run 2", send(h, http.MethodPost, "k2").Body.String())
	assert.Equal(t, int64(2), c.runs.Load())
}

func TestAGetRunsEachTime(t *testing.T) {
	c := &counter{}
	h := middleware.Idempotent(middleware.Config{})(c)
	assert.Equal(t, "run 1", send(h, http.MethodGet, "k1").Body.String())
	assert.Equal(t, "run 2", send(h, http.MethodGet, "k1").Body.String())
	assert.Equal(t, "run 3", send(h, http.MethodGet, "").Body.String())
}

// send sends one request and returns the answer.
func send(h http.Handler, method, key string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/payments", strings.NewReader(`{"amount":100}`))
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// A counter says how often it ran.
type counter struct{ runs atomic.Int64 }

// ServeHTTP implements http.Handler.
func (c *counter) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprintf(w, "run %d", c.runs.Add(1))
}
