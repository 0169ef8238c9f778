package middlewaretest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"example.com/idempotency/harness"
)

type tenantKey struct{}

// seen is a handler that answers with all that it sees of its request.
func seen(w *harness.World, name string) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		_, _ = w.Do(r.Context(), harness.Call{Name: pay.Effect, Prefix: pay.Effect, Mark: name + r.Method + " " + r.URL.Path})
		fmt.Fprintf(rw, "%s %q %s\n", r.Method, r.RequestURI, r.Proto)
		fmt.Fprintf(rw, "url %#v\n", *r.URL)
		fmt.Fprintf(rw, "host %q from %q pattern %q\n", r.Host, r.RemoteAddr, r.Pattern)
		fmt.Fprintf(rw, "path values %q %q\n", r.PathValue("shop"), r.PathValue("rest"))
		fmt.Fprintf(rw, "tenant %v, server %t\n", r.Context().Value(tenantKey{}), r.Context().Value(http.ServerContextKey) != nil)
		for _, k := range slices.Sorted(maps.Keys(r.Header)) {
			fmt.Fprintf(rw, "%s: %q\n", k, r.Header[k])
		}
		fmt.Fprintf(rw, "length %d, encoding %q, form %v, trailer %v\n", r.ContentLength, r.TransferEncoding, r.Form, r.Trailer)
		fmt.Fprintf(rw, "body of %d bytes, %x, %v\n", len(body), sha256.Sum256(body), err)
	})
}

// looking is a stage whose handler answers with what it sees, behind a mux and somebody who adds a value
// to the context.
func looking(w *harness.World, idem idempotent) http.Handler {
	mux := http.NewServeMux()
	protect := idem(config{Context: w.Context(), Methods: []string{"POST", "PUT", "DELETE"}})
	mux.Handle("/answers/{shop}/{rest...}", either(seen(w, "bare "), protect(seen(w, ""))))
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		mux.ServeHTTP(rw, r.WithContext(context.WithValue(r.Context(), tenantKey{}, "tenant of "+r.URL.Path)))
	})
}

// requestUntouched: the handler gets what was sent.
func requestUntouched() harness.Scenario {
	big := strings.Repeat("the last byte of a megabyte counts as well. ", 1<<20/44) + "!"
	return scenario(1, "request-untouched", "the handler sees the request as it came: method, URL, path values, context values, headers, every byte of the body",
		on(looking, "", func(c *harness.Client) {
			for i, x := range []struct {
				method, path, body, note string
				chunked                  bool
			}{
				{"POST", "/answers/7/a", "hello", "a small body", false},
				{"POST", "/answers/7/b", "", "no body", false},
				{"PUT", "/answers/a%2Fb/c%20d?q=1&q=2;3&empty=", "{\"a\":1}\r\n\x00\xff", "an odd path and odd bytes", false},
				{"DELETE", "/answers/8/x/y/z?", "gone", "another method", false},
				{"POST", "/answers/9/form", "a=1&b=2", "a form", false},
				{"POST", "/answers/9/big", big, "a megabyte", false},
				{"POST", "/answers/9/chunks", "hello, of unknown length", "in chunks", true},
				{"GET", "/answers/9/get", "", "a method that is not protected", false},
			} {
				r := order(x.method, x.path, c.Key(fmt.Sprint("k", i)), "")
				p, _, _ := strings.Cut(x.path, "?")
				r.Body, r.Chunked, r.Wire, r.Mark = x.body, x.chunked, true, x.method+" "+strings.NewReplacer("%2F", "/", "%20", " ").Replace(p)
				r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "X-Order": {"b", "a"}, "Cookie": {"session=1; a=b"}, "User-Agent": {"shop/1.0"}}
				r = r.Noted("%s", x.note)
				c.Send(bare(r))
				c.Send(r)
			}
		}))
}

// renaming is a stage whose handler makes its request one to somebody else: another key, another path.
func renaming(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context()})(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		r.Header.Set("Idempotency-Key", "upstream")
		r.Method, r.RequestURI, r.URL.Path = "PUT", "/upstream", "/upstream"
		orders{w, ""}.ServeHTTP(rw, r)
	}))
}

// requestChanged: what is remembered belongs to the request that came, whatever becomes of it.
func requestChanged() harness.Scenario {
	return ordering(3, "request-changed", "what the handler changes about its request changes no key",
		on(renaming, "", func(c *harness.Client) {
			for i, k := range []string{"k1", "upstream", "k2"} {
				r := pay.Request(k, int64(i)+1).Expect(pay.Created)
				c.Retry(2, r)
			}
			c.Send(pay.Request("k1", 1).Expect(pay.Created))
		}))
}
