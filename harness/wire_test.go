package harness_test

import (
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// overWire drives traffic over the wire at a handler and returns what was recorded.
func overWire(t *testing.T, h http.HandlerFunc, drive func(c *harness.Client)) *history.History {
	t.Helper()
	s := harness.Suite{Name: "x", Scenarios: []harness.Scenario{{
		ID: "W1", Name: "wire", Level: 1, Story: "over the wire",
		Cases: harness.Traffic(drive),
		Rules: []judge.Rule{{Name: "kept", Check: func(*history.History) []judge.Violation { return nil }}},
	}}}
	r := s.Check(t, func(*harness.World) http.Handler { return h }, harness.Options{Keep: true}).Results[0]
	require.NotNil(t, r.History, r.Why)
	return r.History
}

// What the client gets is what net/http's server makes of an answer, not what a recorder would.
func TestWireAnswers(t *testing.T) {
	for _, tt := range []struct {
		reason string
		h      http.HandlerFunc
		end    history.End
		want   history.Answer // without Date
	}{
		{"the type is guessed from what was written in many pieces", func(w http.ResponseWriter, _ *http.Request) {
			for _, s := range strings.SplitAfter("<html>", "") {
				_, _ = io.WriteString(w, s)
			}
		}, history.Answered, history.Answer{Status: 200, Size: 6, Body: "<html>", Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}, "Content-Length": {"6"}}}},
		{"a flush before the first byte leaves nothing to guess from", func(w http.ResponseWriter, _ *http.Request) {
			_ = http.NewResponseController(w).Flush()
			_, _ = io.WriteString(w, "late")
		}, history.Answered, history.Answer{Status: 200, Size: 4, Body: "late", Header: map[string][]string{}}},
		{"the body and its length arrive as they were sent", func(w http.ResponseWriter, r *http.Request) {
			b, _ := io.ReadAll(r.Body)
			w.Header()["Content-Type"] = nil
			w.WriteHeader(http.StatusAccepted)
			fmt.Fprintf(w, "%d of %d: %s", len(b), r.ContentLength, b)
		}, history.Answered, history.Answer{Status: 202, Size: 21, Body: "11 of 11: all of it!!", Header: map[string][]string{"Content-Length": {"21"}}}},
		{"a panic closes the connection", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "half")
			panic("boom")
		}, history.Dropped, history.Answer{}},
		{"an answer that is shorter than it says is not whole", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			_, _ = io.WriteString(w, "short")
		}, history.Dropped, history.Answer{}},
		{"a goroutine that ends closes the connection", func(http.ResponseWriter, *http.Request) { runtime.Goexit() }, history.Dropped, history.Answer{}},
		{"a connection that was taken over", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				panic(err)
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
		}, history.Answered, history.Answer{Status: 204, Header: map[string][]string{}}},
		{"a server that hangs up before it has read the body", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				panic(err)
			}
			defer conn.Close()
			_, _ = io.WriteString(conn, "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\n\r\ntoo much")
		}, history.Answered, history.Answer{Status: 413, Size: 8, Body: "too much", Header: map[string][]string{}}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			body := "all of it!!"
			if tt.want.Status == http.StatusRequestEntityTooLarge {
				body = strings.Repeat(body, 10_000)
			}
			h := overWire(t, tt.h, func(c *harness.Client) {
				c.Send(harness.Request{Method: "POST", Path: "/", Body: body, Wire: true})
			})
			require.Len(t, h.Attempts, 1)
			a := h.Attempts[0]
			assert.Equal(t, tt.end, a.End)
			assert.True(t, a.Returned.Happened(), "the handler has returned")
			delete(a.Answer.Header, "Date")
			if d := cmp.Diff(tt.want, a.Answer); d != "" {
				t.Errorf("answer (-want +got)\n%s", d)
			}
		})
	}
}

// A client that leaves ends the context of its request, as on a real connection.
func TestWireLeave(t *testing.T) {
	why := make(chan error, 1)
	h := overWire(t, func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
		why <- r.Context().Err()
	}, func(c *harness.Client) {
		p := c.Start(harness.Request{Method: "POST", Path: "/", Body: "x", Wire: true})
		c.Settle()
		c.Leave(p)
		c.Await(p)
	})
	assert.Equal(t, history.Left, h.Attempts[0].End)
	assert.Error(t, <-why)
}
