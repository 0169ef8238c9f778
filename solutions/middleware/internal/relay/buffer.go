package relay

import (
	"net/http"
	"strconv"
)

// NewBuffer returns what a handler may write to in the place of w, which is not touched.
func NewBuffer(w http.ResponseWriter) http.ResponseWriter {
	b := &blank{header: http.Header{}}
	if h := w.Header(); h != nil {
		b.header = h.Clone()
	}
	if _, ok := w.(http.Flusher); !ok {
		return struct{ http.ResponseWriter }{b}
	}
	return b
}

// A blank is an http.ResponseWriter whose client is not there yet. It refuses what a server would.
type blank struct {
	header http.Header
	status int
	room   int // bytes of the declared Content-Length that are left; -1: none is declared
}

// Header implements http.ResponseWriter.
func (b *blank) Header() http.Header { return b.header }

// WriteHeader implements http.ResponseWriter.
func (b *blank) WriteHeader(status int) {
	if status < 100 || status > 999 {
		panic("invalid WriteHeader code " + strconv.Itoa(status)) // as net/http says
	}
	if b.status != 0 || status < 200 {
		return
	}
	b.status, b.room = status, -1
	if n, err := strconv.Atoi(b.header.Get("Content-Length")); err == nil && n >= 0 {
		b.room = n
	}
}

// Write implements http.ResponseWriter.
func (b *blank) Write(p []byte) (int, error) {
	b.WriteHeader(http.StatusOK)
	switch {
	case b.status == http.StatusNoContent || b.status == http.StatusNotModified:
		return 0, http.ErrBodyNotAllowed
	case b.room >= 0 && len(p) > b.room:
		return 0, http.ErrContentLength
	case b.room >= 0:
		b.room -= len(p)
	}
	return len(p), nil
}

// Flush implements http.Flusher.
func (b *blank) Flush() { b.WriteHeader(http.StatusOK) }
