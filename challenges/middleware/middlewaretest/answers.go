package middlewaretest

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// An answer is one way in which a handler may answer.
type answer struct {
	name string
	give http.HandlerFunc
}

// A body is a way in which a handler may write one.
type body struct {
	name  string
	head  http.Header // beside what every answer has
	write func(w http.ResponseWriter)
}

// statuses are those that are tried with every body; 0 is that of a handler which never says it.
var (
	successes = []int{0, 200, 201, 202, 204, 206, 301, 303, 304, 307}
	failures  = []int{400, 402, 404, 409, 410, 418, 422, 429, 500, 501, 502, 503, 504}
)

var bodies = []body{
	{"no body", nil, func(http.ResponseWriter) {}},
	{"an empty write", nil, func(w http.ResponseWriter) { _, _ = w.Write(nil) }},
	{"one byte", nil, text("1")},
	{"text", nil, text("thanks for your order\n")},
	{"untyped HTML", nil, text("<!DOCTYPE html><title>Thanks</title>")},
	{"JSON", http.Header{"Content-Type": {"application/json; charset=utf-8"}}, text("{\"id\":  1e2,\n\"note\":\"\\u003c\"}\n")},
	{"all bytes", nil, func(w http.ResponseWriter) { _, _ = w.Write(allBytes()) }},
	{"compressed", http.Header{"Content-Encoding": {"gzip"}}, func(w http.ResponseWriter) { _, _ = w.Write(allBytes()) }},
	{"type withheld", http.Header{"Content-Type": nil}, text("<html>not to be guessed</html>")},
	{"many small writes", nil, manyWrites},
	{"one buffer, used again", nil, oneBuffer},
	{"copied from a reader", nil, copied(strings.Repeat("read, not written. ", 300))},
	{"flushed half-way", http.Header{"Content-Type": {"text/event-stream"}}, flushed},
}

func text(s string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { _, _ = io.WriteString(w, s) }
}

func allBytes() []byte {
	b := make([]byte, 1024)
	for i := range b {
		b[i] = byte(i + 200)
	}
	return b
}

// manyWrites is HTML only for who has seen some of it together.
func manyWrites(w http.ResponseWriter) {
	for _, s := range strings.SplitAfter(strings.Repeat("<html> piece by piece ", 200), "") {
		_, _ = io.WriteString(w, s)
	}
}

// oneBuffer writes from a buffer that is something else afterwards.
func oneBuffer(w http.ResponseWriter) {
	buf := make([]byte, 16)
	for i := range 20 {
		for j := range buf {
			buf[j] = 'a' + byte(i)
		}
		_, _ = w.Write(buf)
	}
	clear(buf)
}

// copied reads from something that can do nothing else.
func copied(s string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		_, _ = io.Copy(w, struct{ io.Reader }{strings.NewReader(s)})
	}
}

func flushed(w http.ResponseWriter) {
	_, _ = io.WriteString(w, "data: 1\n\n")
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
	_, _ = io.WriteString(w, "data: 2\n\n")
}

// answers lists one answer for each status, all with one body.
func answersWith(b body, codes []int) []answer {
	var out []answer
	for _, code := range codes {
		out = append(out, answer{fmt.Sprintf("%d %s", code, b.name), func(w http.ResponseWriter, _ *http.Request) {
			h := w.Header()
			h.Set("X-Order", "7")
			h["X-Part"] = []string{"b", "a", "b"}
			h.Add("Set-Cookie", "seen=1; Path=/")
			h.Add("Set-Cookie", "basket=; Max-Age=0")
			h.Set("X-Empty", "")
			for k, vs := range b.head {
				h[k] = vs
			}
			if code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable {
				h.Set("Retry-After", "120")
			}
			if code >= 300 && code < 400 {
				h.Set("Location", "/orders/7?a=b&c=d")
			}
			if code != 0 {
				w.WriteHeader(code)
			}
			b.write(w)
		}})
	}
	return out
}

// odd are answers that are given in an odd way.
var odd = []answer{
	{"nothing at all", func(http.ResponseWriter, *http.Request) {}},
	{"only a header", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Order", "7") }},
	{"a header changed after WriteHeader", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Order", "7")
		w.WriteHeader(http.StatusAccepted)
		w.Header().Set("X-Order", "8")
		w.Header().Set("X-Late", "too late")
		w.Header().Del("Content-Type")
		_, _ = io.WriteString(w, "accepted")
	}},
	{"a header changed after the first byte", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Order", "7")
		_, _ = io.WriteString(w, "the first byte says 200")
		w.Header().Del("X-Order")
		w.Header().Set("X-Late", "too late")
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, ", and the type")
	}},
	{"a list of values that is used again", func(w http.ResponseWriter, _ *http.Request) {
		parts := []string{"a", "b"}
		w.Header()["X-Part"] = parts
		w.WriteHeader(http.StatusOK)
		parts[0], parts[1] = "c", "d"
	}},
	{"a second status", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusCreated)
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, "the first one counts")
		w.WriteHeader(http.StatusTeapot)
	}},
	{"a status after the body", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "200 by now")
		w.WriteHeader(http.StatusNotFound)
	}},
	{"a status after an empty write", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(nil)
		w.WriteHeader(http.StatusNotFound)
	}},
	{"a declared length", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "6")
		_, _ = io.WriteString(w, "length")
	}},
	{"a name in lower case", func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["x-part"] = []string{"a", "b"}
		_, _ = io.WriteString(w, "names have no case")
	}},
	{"http.Error", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "sold out", http.StatusConflict) }},
	{"http.Redirect", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/orders/7", http.StatusSeeOther)
	}},
	{"http.ServeContent", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "receipt.txt", time.Unix(1_700_000_000, 0), strings.NewReader(strings.Repeat("receipt\n", 500)))
	}},
	{"many megabytes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.WriteHeader(http.StatusCreated)
		piece := []byte(strings.Repeat("0123456789abcdef", 4<<10))
		for i := range 80 {
			piece[0] = byte(i)
			_, _ = w.Write(piece)
		}
	}},
}

// fields are the header fields that the suite's handlers know, beside the usual ones.
var fields = []string{"X-Order", "X-Part", "X-Empty", "X-Late", "X-Request-Id", "X-Powered-By", "X-Host", "Accept-Ranges", "Retry-After"}

// cells is a stage whose handler runs and then answers as the last part of the path says.
func cells(all []answer) stage {
	byPath := map[string]answer{}
	for _, a := range all {
		byPath[pathOf(a)] = a
	}
	return func(w *harness.World, idem idempotent) http.Handler {
		handler := func(name string) http.Handler {
			return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
				a := byPath[r.URL.Path]
				_, _ = w.Do(r.Context(), harness.Call{Name: pay.Effect, Prefix: pay.Effect, Mark: name + a.name})
				a.give(rw, r)
			})
		}
		return either(handler("bare "), idem(config{Context: w.Context()})(handler("")))
	}
}

func pathOf(a answer) string { return "/answers/" + strings.ReplaceAll(a.name, " ", "-") }

// asking is a request for an answer, as a client of a real server sends it.
func asking(c *harness.Client, a answer) harness.Request {
	r := order("POST", pathOf(a), c.Key("k"), "")
	r.Intent, r.Mark, r.Wire = a.name, a.name, true
	return r.Noted("%s", a.name)
}

// cell groups attempts that must be answered alike.
func cell(a history.Attempt) string {
	if strings.HasPrefix(a.Path, "/answers/") {
		return a.Method + " " + a.Path
	}
	return ""
}
