package middlewaretest

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// patience is how long an http.TimeoutHandler of the suite waits.
const patience = 5 * time.Second

// timedOutside is a stage with an http.TimeoutHandler around the middleware.
func timedOutside(w *harness.World, idem idempotent) http.Handler {
	return http.TimeoutHandler(idem(config{Context: w.Context()})(undisturbed(w)), patience, "too slow")
}

// timedInside is a stage in which an http.TimeoutHandler is what the middleware protects.
func timedInside(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context()})(http.TimeoutHandler(undisturbed(w), patience, "too slow"))
}

// hurried is a stage behind a handler that sets a deadline, and answers nothing itself.
func hurried(w *harness.World, idem idempotent) http.Handler {
	inner := idem(config{Context: w.Context()})(undisturbed(w))
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		ctx, stop := context.WithTimeout(r.Context(), patience)
		defer stop()
		inner.ServeHTTP(rw, r.WithContext(ctx))
	})
}

// undisturbed is a handler that does not mind its context: it is still at work when nobody waits any more.
// It also does not meet the TimeoutHandler, which calls the learner's code under a lock of its own.
func undisturbed(w *harness.World) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		orders{w, ""}.ServeHTTP(rw, r.WithContext(context.WithoutCancel(r.Context())))
	})
}

// timeouts: http.TimeoutHandler works on both sides.
func timeouts() harness.Scenario {
	slow := func(then int) func(c *harness.Client) {
		return func(c *harness.Client) {
			quick, r := pay.Request(c.Key("k1"), 100), pay.Request(c.Key("k2"), 200)
			c.Retry(2, quick.Expect(pay.Created))
			c.Takes(2 * patience)
			c.Send(r.Expect(http.StatusServiceUnavailable))
			c.Advance(time.Second)
			c.Send(r.Expect(then, http.StatusServiceUnavailable, http.StatusConflict))
			c.Advance(3 * patience)
			c.Takes(0)
			c.Retry(2, r.Expect(then))
			c.Send(quick.Expect(pay.Created))
		}
	}
	s := ordering(3, "timeouts", "behind an http.TimeoutHandler the answer that came too late is there for the retry; in front of one, its 503 is an answer like any other; nobody whose time is up gets an empty success",
		on(timedOutside, "outside", slow(pay.Created)),
		on(timedInside, "inside", slow(http.StatusServiceUnavailable)),
		on(hurried, "a deadline alone", func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			c.Hold()
			first := c.Start(r.Expect(answeredOrNot...))
			c.Settle()
			second := c.Start(r.Expect(answeredOrNot...))
			c.Settle()
			c.Advance(patience + time.Second)
			c.Release()
			c.Await(first, second)
			c.Settle()
			c.Retry(2, r.Expect(pay.Created))
		}),
	)
	for i := range s.Cases {
		s.Cases[i].Clock = true
	}
	s.Proves = started
	return s
}

// started says that the handler has to have run.
func started(h *history.History) string {
	if len(h.Effects) > 0 {
		return ""
	}
	return "no handler ran"
}

// An upstream is the server behind a reverse proxy, reached without a network. It says how long its
// answers are: a proxy flushes others from a timer, and calls the learner's code under a lock of its own.
type upstream struct {
	w    *harness.World
	name string
}

// RoundTrip implements http.RoundTripper: the answer is what the last part of the path says.
func (u upstream) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return nil, err
	}
	res := &http.Response{
		StatusCode: http.StatusCreated, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r, ContentLength: 18,
		Header: http.Header{"Set-Cookie": {"a=1", "b=2"}, "X-Order": {"7"}, "Content-Type": {"application/pdf"}},
	}
	run := func() {
		_, _ = u.w.Do(r.Context(), harness.Call{Name: pay.Effect, Prefix: pay.Effect, Mark: u.name + strings.TrimPrefix(r.URL.Path, "/answers/")})
	}
	switch r.URL.Path {
	case "/answers/none":
		run()
		return nil, io.ErrUnexpectedEOF
	case "/answers/elsewhere":
		run()
		res.StatusCode, res.Header = http.StatusSeeOther, http.Header{"Location": {"/orders/7"}}
		res.Body, res.ContentLength = http.NoBody, 0
	case "/answers/broken":
		res.Body = io.NopCloser(io.MultiReader(strings.NewReader("data: 1\n\n"), &breaking{run: run, rest: strings.NewReader("data: 2\n\n")}))
	default:
		run()
		res.Body = io.NopCloser(io.MultiReader(strings.NewReader("data: 1\n\n"), strings.NewReader("data: 2\n\n")))
	}
	return res, nil
}

// A breaking body breaks off where its effect is aborted.
type breaking struct {
	run  func()
	rest io.Reader
}

// Read implements io.Reader.
func (b *breaking) Read(p []byte) (n int, err error) {
	if b.run != nil {
		defer func() {
			if recover() != nil {
				n, err = 0, io.ErrUnexpectedEOF
			}
		}()
		b.run()
		b.run = nil
	}
	return b.rest.Read(p)
}

// proxied is a stage in which a reverse proxy is protected.
func proxied(w *harness.World, idem idempotent) http.Handler {
	to := func(name string) http.Handler {
		return &httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(&url.URL{Scheme: "http", Host: "upstream.example"})
				r.SetXForwarded()
			},
			Transport: upstream{w, name}, ErrorLog: log.New(io.Discard, "", 0),
		}
	}
	return either(to("bare "), idem(config{Context: w.Context()})(to("")))
}

// proxy: what is protected may be a whole other server.
func proxy() harness.Scenario {
	s := scenario(3, "proxy", "a reverse proxy can be protected: its answers are replayed, its errors too, and one that broke off half-way is no answer",
		on(proxied, "", func(c *harness.Client) {
			for _, name := range []string{"stream", "elsewhere", "none", "broken"} {
				r := asking(c, answer{name: name})
				c.Send(bare(r))
				if name == "broken" {
					c.Fates(harness.Abort)
					c.Send(r.Noted("the upstream breaks off"))
				}
				c.Retry(3, r)
			}
		}))
	s.Rules = append(s.Rules, judge.PanicStoresNothing(pay.Keyed.Unknown))
	return s
}
