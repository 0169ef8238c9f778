package middlewaretest

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

var errOwn = errors.New("the handler's own")

// values are what handlers panic with. Whoever recovers must find the same.
var values = map[string]any{"abort": http.ErrAbortHandler, "error": errOwn, "string": "a text", "pointer": &config{Header: "x"}}

// panicking is a stage whose handler panics where its effect is aborted, with the value that the path
// names, having written what the query says.
func panicking(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context()})(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			if recover() == nil {
				return
			}
			rw.Header().Set("X-Order", "7")
			switch r.Header.Get("X-Before") {
			case "header":
				rw.WriteHeader(http.StatusCreated)
			case "body":
				_, _ = io.WriteString(rw, "half an answ")
			case "a status that is none":
				rw.WriteHeader(0) // net/http panics
				return
			case "flush":
				_, _ = io.WriteString(rw, "half an answ")
				_ = http.NewResponseController(rw).Flush()
			}
			panic(values[r.PathValue("value")])
		}()
		orders{w, ""}.ServeHTTP(rw, r)
	}))
}

// openly is panicking under a mux that knows the values.
func openly(w *harness.World, idem idempotent) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /panics/{value}", panicking(w, idem))
	return mux
}

// recovering is openly behind a handler that recovers: it answers 500 when the value is the handler's.
func recovering(w *harness.World, idem idempotent) http.Handler {
	inner := openly(w, idem)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			switch {
			case v == nil:
			case v == values[r.URL.Path[len("/panics/"):]]:
				http.Error(rw, "it panicked", http.StatusInternalServerError)
			default:
				http.Error(rw, fmt.Sprintf("it panicked with something else: %v", v), http.StatusNotImplemented)
			}
		}()
		inner.ServeHTTP(rw, r)
	})
}

// panics: a panic is the handler's own affair, and nothing that could be replayed.
func panics() harness.Scenario {
	kinds := []string{"abort", "error", "string", "pointer"}
	s := ordering(3, "panic", "a panic passes through to whoever recovers it, the value unchanged; nothing is stored, and a retry runs the handler again",
		on(openly, "net/http recovers", func(c *harness.Client) {
			n := 0
			for _, v := range kinds {
				for _, before := range []string{"nothing", "header", "body", "flush", "a status that is none"} {
					n++
					r := order("POST", "/panics/"+v, c.Key(fmt.Sprint("k", n)), "")
					r.Body, r.Wire = fmt.Sprint("order ", n), true
					r.Mark = r.Body
					r.Header.Set("X-Before", before)
					c.Fates(harness.Abort, harness.Abort)
					c.Retry(2, r.Noted("panics with the %s, having written: %s", v, before))
					c.Retry(2, r.Expect(pay.Created))
				}
			}
		}),
		on(recovering, "an outer handler recovers", func(c *harness.Client) {
			for _, v := range kinds {
				r := order("POST", "/panics/"+v, c.Key("k"), "")
				r.Body = v
				r.Mark = v
				c.Fates(harness.Abort)
				c.Send(r.Expect(http.StatusInternalServerError).Noted("panics with the %s", v))
				c.Retry(2, r.Expect(pay.Created))
			}
			c.Send(order("POST", "/panics/abort", c.Key("k9"), "").Expect(pay.Created))
		}),
	)
	s.Rules = append(s.Rules, judge.PanicStoresNothing(pay.Keyed.Unknown))
	return s
}
