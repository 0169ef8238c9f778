package middleware

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
)

// A recorder passes an answer on to the client and notes it down. Unlike the client it never leaves:
// a write fails only where it would fail for every client.
type recorder struct {
	http.ResponseWriter
	before   http.Header // as the outer handlers left it
	answer   answer
	upload   upload
	hijacked bool
}

func newRecorder(w http.ResponseWriter) *recorder {
	r := &recorder{ResponseWriter: w}
	if h := w.Header(); len(h) > 0 {
		r.before = h.Clone()
	}
	return r
}

// writer returns what the handler writes to. It has Flush where the client's has it: Flush cannot
// say that it does nothing, so handlers ask whether it is there.
func (r *recorder) writer() http.ResponseWriter {
	if _, ok := r.ResponseWriter.(http.Flusher); ok {
		return flusher{r}
	}
	return r
}

// finish returns the answer, when the handler has returned. There is none, for anybody else, to a
// broken upload, or where the handler has written to the connection itself.
func (r *recorder) finish() *answer {
	if r.upload.broke.Load() || r.hijacked {
		return nil
	}
	if r.answer.status == 0 { // nothing was written: the header is as the handler left it
		r.answer.header, r.answer.removed = changes(r.before, r.Header())
	}
	return &r.answer
}

// commit notes down status and header, the first time: later changes reach no client. It comes
// before the write is passed on, where outer handlers may add to the header.
func (r *recorder) commit(status int) {
	if r.answer.status == 0 {
		r.answer.status = status
		r.answer.header, r.answer.removed = changes(r.before, r.Header())
	}
}

// WriteHeader implements http.ResponseWriter.
func (r *recorder) WriteHeader(status int) {
	if status >= 200 || status == http.StatusSwitchingProtocols { // the others announce an answer
		r.commit(status)
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (r *recorder) Write(p []byte) (int, error) {
	r.commit(http.StatusOK)
	r.answer.body = append(r.answer.body, p...)
	return r.pass(len(p))
}

// WriteString implements io.StringWriter.
func (r *recorder) WriteString(s string) (int, error) {
	r.commit(http.StatusOK)
	r.answer.body = append(r.answer.body, s...)
	return r.pass(len(s))
}

// ReadFrom implements io.ReaderFrom: what is read goes straight to its place.
func (r *recorder) ReadFrom(src io.Reader) (total int64, err error) {
	for {
		body := slices.Grow(r.answer.body, 512)
		n, err := src.Read(body[len(body):cap(body)])
		if n > 0 {
			r.commit(http.StatusOK)
			r.answer.body = body[:len(body)+n]
			m, err := r.pass(n)
			total += int64(m)
			if err != nil {
				return total, err
			}
		}
		if err == io.EOF {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// pass sends the last n bytes of the body. If no client may get them, they are taken out again.
func (r *recorder) pass(n int) (int, error) {
	rest := len(r.answer.body) - n
	_, err := r.ResponseWriter.Write(r.answer.body[rest:])
	if errors.Is(err, http.ErrBodyNotAllowed) || errors.Is(err, http.ErrContentLength) {
		r.answer.body = r.answer.body[:rest]
		return 0, err
	}
	return n, nil
}

// FlushError flushes, for http.ResponseController.
func (r *recorder) FlushError() error {
	before := r.answer
	r.commit(http.StatusOK)
	if !r.answer.flushed {
		r.answer.flushed, r.answer.early = true, len(r.answer.body)
	}
	err := http.NewResponseController(r.ResponseWriter).Flush()
	if errors.Is(err, http.ErrNotSupported) {
		r.answer = before
		return err
	}
	return nil
}

// Hijack implements http.Hijacker.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(r.ResponseWriter).Hijack()
	r.hijacked = r.hijacked || err == nil
	return conn, rw, err
}

// Unwrap lets http.ResponseController find the rest, such as deadlines.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// A flusher is a recorder whose client can be flushed.
type flusher struct{ *recorder }

// Flush implements http.Flusher.
func (f flusher) Flush() { _ = f.FlushError() }
