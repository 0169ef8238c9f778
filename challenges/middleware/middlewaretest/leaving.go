package middlewaretest

import (
	"bytes"
	"io"
	"net/http"
	"testing/iotest"

	"example.com/idempotency/harness"
)

// clientLeaves: the run does not die with its client, on net/http's server either.
func clientLeaves() harness.Scenario {
	s := pay.ClientLeaves()
	s.Cases = append(s.Cases, harness.Case{Name: "on net/http's own server", Drive: func(c *harness.Client) {
		r := pay.Request(c.Key("k1"), 100)
		r.Wire = true
		c.Hold()
		p := c.Start(r)
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Settle()
		c.Await(p)
		c.Retry(2, r.Expect(pay.Created))
	}})
	return s
}

// A copier is a writer that is written to by io.Copy only, a byte at a time.
type copier struct{ http.ResponseWriter }

// Write implements http.ResponseWriter.
func (c copier) Write(p []byte) (int, error) {
	n, err := io.Copy(c.ResponseWriter, iotest.OneByteReader(bytes.NewReader(p)))
	return int(n), err
}

// copying is a stage whose handler copies its answer from somewhere.
func copying(w *harness.World, idem idempotent) http.Handler {
	return idem(config{Context: w.Context()})(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		orders{w, ""}.ServeHTTP(copier{rw}, r)
	}))
}

// limited is a stage behind an http.MaxBytesHandler, whose handler has a run for what is too large.
func limited(w *harness.World, idem idempotent) http.Handler {
	return http.MaxBytesHandler(idem(config{Context: w.Context()})(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		_, _ = w.Do(r.Context(), harness.Call{Name: pay.Effect, Prefix: pay.Effect, Mark: "one of each"})
		if err != nil {
			http.Error(rw, "too large", http.StatusRequestEntityTooLarge)
		}
	})), 5)
}

// halfUpload: as for every key, and what is too long does not break off.
func halfUpload() harness.Scenario {
	s := pay.HalfUpload()
	s.Cases[0].Name = "written"
	copied := s.Cases[0]
	copied.Name, copied.Setting = "copied", stage(copying)
	s.Cases = append(s.Cases, copied, on(limited, "too large for an outer handler", func(c *harness.Client) {
		c.Retry(3, order("POST", "/orders", c.Key("k"), "").Expect(http.StatusRequestEntityTooLarge))
	}))
	return s
}

// waiters: as for every key, and when the first upload breaks off.
func waiters() harness.Scenario {
	s := pay.Waiters()
	s.Cases = append(s.Cases, harness.Case{Name: "the first upload breaks off", Drive: func(c *harness.Client) {
		r := pay.Request(c.Key("k1"), 100)
		half := r.Noted("the client leaves after 3 bytes of the body")
		half.Slow, half.CutBody = true, 3
		c.Burst(half, r.Expect(answeredOrNot...), r.Expect(answeredOrNot...))
		c.Retry(2, r.Expect(pay.Created))
	}})
	return s
}

// answeredOrNot is what those may be told who wait for an answer that may not come.
var answeredOrNot = []int{pay.Created, pay.Conflict, http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusGatewayTimeout}
