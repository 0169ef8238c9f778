// Package follow shows a mock interview to the interviewer while it goes on: a page that loads itself
// anew, for a browser on the same machine. It only reads. Whoever does not know its address, or comes
// by another name of this machine, as a page that was opened elsewhere would, gets nothing.
package follow

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
	"net/http"
	"time"
)

// NewToken returns what makes an address hard to guess.
func NewToken() string { return rand.Text() }

// A Server answers GET /TOKEN/ with the page.
type Server struct {
	Token string
	Hosts []string              // by which it may be called, with the port
	Page  func() (*Page, error) // reads the session anew
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	switch {
	case !s.called(r.Host): // a name that somebody let point here (DNS rebinding)
		http.Error(w, "this page is not for that host", http.StatusMisdirectedRequest)
	case subtle.ConstantTimeCompare([]byte(r.URL.Path), []byte("/"+s.Token+"/")) != 1:
		http.Error(w, "not found", http.StatusNotFound)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "it only shows", http.StatusMethodNotAllowed)
	default:
		s.show(w)
	}
}

func (s *Server) called(host string) bool {
	for _, h := range s.Hosts {
		if h == host {
			return true
		}
	}
	return false
}

// show writes the page, or what keeps it from being one, which the next try may find mended.
func (s *Server) show(w http.ResponseWriter) {
	var b bytes.Buffer
	if err := s.write(&b); err != nil {
		b.Reset()
		if err := (&Page{Trouble: err.Error()}).Write(&b); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes())
}

// write writes the page of the session. A file may hold anything: what can not be shown is an error.
func (s *Server) write(w io.Writer) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the session is damaged: %v", v)
		}
	}()
	p, err := s.Page()
	if err != nil {
		return err
	}
	return p.Write(w)
}

// HTTP is a server that no client can hold up.
func (s *Server) HTTP() *http.Server {
	const patience = 10 * time.Second
	return &http.Server{Handler: s, ReadTimeout: patience, WriteTimeout: patience, MaxHeaderBytes: 16 << 10}
}
