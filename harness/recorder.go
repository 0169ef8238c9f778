package harness

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"example.com/idempotency/harness/history"
)

// maxBody is how much of an answer's body is kept; beyond it length and digest are.
const maxBody = 64 << 10

// maxAnswer is how much of an answer a client takes: no answer that a scenario asks for is longer.
const maxAnswer = 32 << 20

// errClientGone is what a handler gets that writes to a client that has left.
var errClientGone = errors.New("write: broken pipe")

// A recorder is the http.ResponseWriter of a request. It behaves as net/http's own does: implicit
// 200, the header as it is at the first write, a sniffed Content-Type, no body for 204 and 304.
type recorder struct {
	mu       sync.Mutex
	header   http.Header
	answer   history.Answer
	body     []byte
	sum      hash.Hash
	wrote    bool
	returned bool // the handler has; what it writes now is misuse
	breakAt  int  // the client leaves when so many bytes are written; -1: never
	onBreak  func()
	read     func() // returns when the client reads; nil: it does
	gone     bool
	flood    bool // the answer was longer than a client takes
}

func newRecorder() *recorder { return &recorder{header: http.Header{}, breakAt: -1} }

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(code int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writeHeader(code, nil)
}

func (r *recorder) writeHeader(code int, first []byte) {
	if r.returned {
		r.answer.Late = true
		return
	}
	if code < 100 || code > 999 {
		panic(fmt.Sprintf("invalid WriteHeader code %v", code))
	}
	if r.wrote || code < 200 {
		return
	}
	r.wrote = true
	h := r.header.Clone()
	if first != nil && bodyAllowed(code) && !has(h, "Content-Type") && !has(h, "Content-Encoding") && !has(h, "Transfer-Encoding") {
		h.Set("Content-Type", http.DetectContentType(first))
	}
	r.answer.Status, r.answer.Header = code, h
}

// begin takes what a server has sent before the body.
func (r *recorder) begin(code int, h http.Header) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wrote = true
	r.answer.Status, r.answer.Header = code, h
}

func has(h http.Header, k string) bool { _, ok := h[k]; return ok }

func bodyAllowed(code int) bool { return code >= 200 && code != 204 && code != 304 }

func (r *recorder) Write(p []byte) (int, error) {
	if r.read != nil {
		r.read()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.returned {
		r.answer.Late = true
		return 0, http.ErrBodyNotAllowed
	}
	if !r.wrote {
		r.writeHeader(http.StatusOK, p)
	}
	if !bodyAllowed(r.answer.Status) {
		return 0, http.ErrBodyNotAllowed
	}
	if r.gone {
		return 0, errClientGone
	}
	if r.breakAt >= 0 && r.answer.Size+int64(len(p)) > int64(r.breakAt) {
		n := r.breakAt - int(r.answer.Size)
		r.keep(p[:n])
		r.gone = true
		r.onBreak()
		return n, errClientGone
	}
	r.keep(p)
	if r.answer.Size > maxAnswer {
		r.gone, r.flood = true, true
	}
	return len(p), nil
}

func (r *recorder) keep(p []byte) {
	r.answer.Size += int64(len(p))
	if room := maxBody - len(r.body); room > 0 {
		r.body = append(r.body, p[:min(room, len(p))]...)
	}
	if r.answer.Size <= maxBody {
		return
	}
	if r.sum == nil {
		r.sum = sha256.New()
		r.sum.Write(r.body)
		p = p[max(0, len(p)-int(r.answer.Size-maxBody)):]
	}
	r.sum.Write(p)
}

// WriteString implements io.StringWriter.
func (r *recorder) WriteString(s string) (int, error) { return r.Write([]byte(s)) }

// ReadFrom implements io.ReaderFrom, as net/http's writer does.
func (r *recorder) ReadFrom(src io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{r}, src)
}

// Flush implements http.Flusher.
func (r *recorder) Flush() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.wrote {
		r.writeHeader(http.StatusOK, nil)
	}
}

// SetReadDeadline and the like let http.ResponseController find what it asks for.
func (r *recorder) SetReadDeadline(time.Time) error  { return nil }
func (r *recorder) SetWriteDeadline(time.Time) error { return nil }
func (r *recorder) EnableFullDuplex() error          { return nil }

// leave makes every later write fail.
func (r *recorder) leave() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gone = true
}

// finish ends the answer when the handler has returned.
func (r *recorder) finish() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.wrote && !r.returned {
		r.writeHeader(http.StatusOK, nil)
	}
	r.returned = true
}

// late reports whether the handler wrote after it had returned.
func (r *recorder) late() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.answer.Late
}

// flooded reports whether the answer was longer than a client takes.
func (r *recorder) flooded() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.flood
}

// result copies the answer out.
func (r *recorder) result() history.Answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := r.answer
	a.Body = string(r.body)
	if r.sum != nil {
		a.Digest = hex.EncodeToString(r.sum.Sum(nil))
	}
	a.Header = maps.Clone(a.Header)
	for k, v := range a.Header {
		a.Header[k] = slices.Clone(v)
	}
	return a
}
