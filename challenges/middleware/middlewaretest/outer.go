package middlewaretest

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// mixed are answers to which other handlers have something to say.
var mixed = []answer{
	{"adds to a header", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("Vary", "Origin")
		w.Header().Add("Set-Cookie", "basket=7")
		_, _ = io.WriteString(w, "added")
	}},
	{"replaces a header", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusCreated)
	}},
	{"deletes a header", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Del("X-Powered-By")
		w.WriteHeader(http.StatusNoContent)
	}},
	{"reads a header", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "outside they say %q", w.Header().Get("X-Host"))
	}},
	{"does not care", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) }},
}

// decorated is a handler that sets headers before it calls next, and one that the request asks for: with
// each request another one.
func decorated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Request-Id", r.Header.Get("X-Request-Id"))
		h.Set("X-Host", "shop-1")
		h.Set("X-Powered-By", "patience")
		h.Set("Cache-Control", "private")
		h["Vary"] = append(make([]string, 0, 8), "Accept-Encoding")
		h.Add("Set-Cookie", "session=1")
		next.ServeHTTP(w, r)
	})
}

// secured is a handler that changes the cookies of an answer when it begins, in place.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(&securing{ResponseWriter: w}, r)
	})
}

// securing is the writer of secured. Flush and the like come through Unwrap.
type securing struct {
	http.ResponseWriter
	began bool
}

// Unwrap serves http.ResponseController.
func (s *securing) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader implements http.ResponseWriter.
func (s *securing) WriteHeader(code int) {
	if !s.began {
		s.began = true
		cookies := s.Header()["Set-Cookie"]
		for i := range cookies {
			cookies[i] += "; Secure"
		}
	}
	s.ResponseWriter.WriteHeader(code)
}

// Write implements http.ResponseWriter.
func (s *securing) Write(p []byte) (int, error) {
	if !s.began {
		s.WriteHeader(http.StatusOK)
	}
	return s.ResponseWriter.Write(p)
}

// noRace: as for every key, and behind a handler that changes the cookies that it is given.
func noRace() harness.Scenario {
	s := pay.NoRace()
	behind := s.Cases[0]
	s.Cases[0].Name, behind.Name = "alone", "behind a handler that changes headers in place"
	behind.Setting = stage(func(w *harness.World, idem idempotent) http.Handler { return secured(payments(w, idem)) })
	s.Cases = append(s.Cases, behind)
	return s
}

// outerHeaders: the middleware is one of several.
func outerHeaders() harness.Scenario {
	drive := func(c *harness.Client, a answer) {
		r := asking(c, a)
		send := func(r harness.Request, id string) {
			r.Header = r.Header.Clone()
			r.Header.Set("X-Request-Id", id)
			c.Send(r)
		}
		send(bare(r), "r1")
		for _, id := range []string{"r1", "r2", "r3"} {
			send(r.Noted("%s, X-Request-Id: %s", r.Note, id), id)
		}
	}
	around := func(outer func(http.Handler) http.Handler) stage {
		return func(w *harness.World, idem idempotent) http.Handler { return outer(cells(mixed)(w, idem)) }
	}
	s := scenario(3, "outer-headers", "headers of outer handlers are there once, first and on every replay, and what the handler added to them, replaced or deleted stays so")
	for _, o := range []struct {
		name string
		wrap func(http.Handler) http.Handler
	}{
		{"set before", decorated},
		{"set before, and changed when the answer begins", func(next http.Handler) http.Handler { return secured(decorated(next)) }},
	} {
		c := every(o.name, mixed, drive)
		c.Setting = around(o.wrap)
		s.Cases = append(s.Cases, c)
	}
	for i, r := range s.Rules {
		if r.Name == judge.SameBytes(cell).Name {
			s.Rules[i] = without("X-Request-Id", r)
		}
	}
	s.Rules = append(s.Rules, tagged())
	return s
}

// without has a rule judge answers that lack a header.
func without(name string, r judge.Rule) judge.Rule {
	return judge.Rule{Name: r.Name, Check: func(h *history.History) []judge.Violation {
		out := *h
		out.Attempts = slices.Clone(h.Attempts)
		for i := range out.Attempts {
			a := &out.Attempts[i].Answer
			a.Header = maps.Clone(a.Header)
			delete(a.Header, name)
		}
		return r.Check(&out)
	}}
}

// tagged: each answer has one X-Request-Id. On a replay it may be that of the first request, which is
// r1, or its own: both are of use to somebody.
func tagged() judge.Rule {
	return judge.Rule{Name: "tagged", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			got := a.Answer.Header["X-Request-Id"]
			if a.End != history.Answered || len(got) == 1 && (got[0] == "r1" || strings.HasSuffix(a.Note, "X-Request-Id: "+got[0])) {
				continue
			}
			out = append(out, judge.Violation{
				Subject: fmt.Sprintf("header X-Request-Id of #%d, which an outer handler set", a.N), Got: fmt.Sprintf("%q", got), Want: "one value",
				Attempts: []int{a.N}, Likely: "a replay adds the stored headers to those that are there, or throws those away.",
			})
		}
		return out
	}}
}
