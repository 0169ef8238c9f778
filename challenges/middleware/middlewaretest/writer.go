package middlewaretest

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// writers are handlers that ask their ResponseWriter for more than it promises.
var writers = []answer{
	{"streams through http.Flusher", func(w http.ResponseWriter, _ *http.Request) {
		f, ok := w.(http.Flusher)
		if !ok {
			http.Error(w, "streaming is not supported", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusAccepted)
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n\n", i)
			f.Flush()
		}
	}},
	{"streams through a ResponseController", func(w http.ResponseWriter, _ *http.Request) {
		c := http.NewResponseController(w)
		_ = c.SetWriteDeadline(time.Time{})
		_ = c.EnableFullDuplex()
		w.Header().Set("Content-Type", "text/event-stream")
		w.WriteHeader(http.StatusCreated)
		for i := range 3 {
			fmt.Fprintf(w, "data: %d\n\n", i)
			if err := c.Flush(); err != nil {
				fmt.Fprintf(w, "flush: %v", err)
			}
		}
	}},
	{"flushes before it writes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("X-Order", "7")
		w.WriteHeader(http.StatusCreated)
		_ = http.NewResponseController(w).Flush()
		_, _ = io.WriteString(w, "and now the body")
	}},
	{"flushes before it says anything", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		_ = http.NewResponseController(w).Flush() // which says 200
		w.Header().Set("X-Late", "too late")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "it is 200")
	}},
	{"copies, then writes", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusCreated)
		copied(strings.Repeat("copied ", 3000))(w)
		_, _ = io.WriteString(w, "written")
	}},
	{"copies first of all", func(w http.ResponseWriter, _ *http.Request) {
		copied("<html>copied</html>")(w)
		w.WriteHeader(http.StatusNotFound)
	}},
	{"copies nothing, then says that", func(w http.ResponseWriter, _ *http.Request) {
		copied("")(w)
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "there was nothing")
	}},
	{"writes through a bufio.Writer", func(w http.ResponseWriter, _ *http.Request) {
		b := bufio.NewWriter(w)
		_, _ = b.WriteString("buffered ")
		_, _ = b.ReadFrom(strings.NewReader(strings.Repeat("twice ", 2000)))
		_ = b.Flush()
	}},
	{"looks at what a write returns", func(w http.ResponseWriter, _ *http.Request) {
		n, err := w.Write([]byte("seven b"))
		fmt.Fprintf(w, " = %d, %v", n, err)
		m, err := io.Copy(w, struct{ io.Reader }{strings.NewReader("twelve bytes")})
		fmt.Fprintf(w, " = %d, %v", m, err)
	}},
}

// writer: what a handler may ask of its ResponseWriter.
func writer() harness.Scenario {
	s := scenario(3, "writer", "the handler's ResponseWriter can flush and copy, and a flush begins the answer; taking the connection over fails, or stores nothing",
		every("flush and copy", writers, func(c *harness.Client, a answer) {
			c.Send(bare(asking(c, a)))
			c.Send(asking(c, a))
			c.Send(asking(c, a))
		}),
		on(hijacking, "take over the connection", func(c *harness.Client) {
			r := order("POST", "/connection", c.Key("k1"), "")
			r.Mark, r.Wire = "", true
			c.Send(r)
			c.Send(r)
		}),
	)
	s.Rules = append(s.Rules, hijacked())
	return s
}

// hijacking is a stage whose handler takes the connection over, where that is possible.
func hijacking(w *harness.World, idem idempotent) http.Handler {
	n := 0
	return idem(config{Context: w.Context()})(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			w.WriteHeader(http.StatusNotImplemented)
			fmt.Fprintf(w, "run %d: no connection to take", n)
			return
		}
		defer conn.Close()
		fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nrun %d: taken over", n)
	}))
}

// hijacked: an answer that went past the middleware was not stored: the retry runs the handler. One
// that did not is replayed.
func hijacked() judge.Rule {
	return judge.Rule{Name: "hijacked", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for i, a := range h.Attempts {
			if a.Path != "/connection" || a.End != history.Answered {
				continue
			}
			want := fmt.Sprintf("run %d: taken over", i+1)
			if h.Attempts[0].Answer.Status == http.StatusNotImplemented {
				want = "run 1: no connection to take"
			}
			if a.Answer.Body != want {
				out = append(out, judge.Violation{
					Subject: fmt.Sprintf("body of #%d", a.N), Got: fmt.Sprintf("%q", a.Answer.Body), Want: fmt.Sprintf("%q", want),
					Attempts: []int{a.N}, Likely: "the handler wrote to the connection itself, and an answer that nobody wrote was stored.",
				})
			}
		}
		return out
	}}
}
