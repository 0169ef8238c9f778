package relay

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
)

// A Recorder passes an answer on and notes it down.
type Recorder struct {
	http.ResponseWriter
	Hijacked bool // the handler has taken over the connection
	before   http.Header
	answer   Answer
}

// NewRecorder returns a Recorder in front of w.
func NewRecorder(w http.ResponseWriter) *Recorder {
	return &Recorder{ResponseWriter: w, before: w.Header().Clone()}
}

// Writer returns what the handler writes to. It has Flush where w has it.
func (r *Recorder) Writer() http.ResponseWriter {
	if _, ok := r.ResponseWriter.(http.Flusher); ok {
		return flusher{r}
	}
	return r
}

// Answer returns the answer, when the handler has returned.
func (r *Recorder) Answer() *Answer {
	a := r.answer
	if a.Status == 0 {
		a.Header, a.Removed = changes(r.before, r.Header())
	}
	return &a
}

func (r *Recorder) commit(status int) {
	if r.answer.Status == 0 {
		r.answer.Status = status
		r.answer.Header, r.answer.Removed = changes(r.before, r.Header())
	}
}

// WriteHeader implements http.ResponseWriter.
func (r *Recorder) WriteHeader(status int) {
	if status >= 200 || status == http.StatusSwitchingProtocols {
		r.commit(status)
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter. A client that has left does not make it fail.
func (r *Recorder) Write(p []byte) (int, error) {
	r.commit(http.StatusOK)
	_, err := r.ResponseWriter.Write(p)
	if errors.Is(err, http.ErrBodyNotAllowed) || errors.Is(err, http.ErrContentLength) {
		return 0, err
	}
	r.answer.Body = append(r.answer.Body, p...)
	return len(p), nil
}

// ReadFrom implements io.ReaderFrom.
func (r *Recorder) ReadFrom(src io.Reader) (int64, error) {
	return io.Copy(struct{ io.Writer }{r}, src)
}

// FlushError flushes, for http.ResponseController.
func (r *Recorder) FlushError() error {
	before := r.answer
	r.commit(http.StatusOK)
	if !r.answer.Flushed {
		r.answer.Flushed, r.answer.Early = true, len(r.answer.Body)
	}
	err := http.NewResponseController(r.ResponseWriter).Flush()
	if errors.Is(err, http.ErrNotSupported) {
		r.answer = before
		return err
	}
	return nil
}

// Hijack implements http.Hijacker.
func (r *Recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(r.ResponseWriter).Hijack()
	r.Hijacked = r.Hijacked || err == nil
	return conn, rw, err
}

// Unwrap lets http.ResponseController find the rest.
func (r *Recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

type flusher struct{ *Recorder }

// Flush implements http.Flusher.
func (f flusher) Flush() { _ = f.FlushError() }
