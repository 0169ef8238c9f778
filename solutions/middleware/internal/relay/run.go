package relay

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
)

// Run has next answer r, passes the answer on to w and returns it: nil where there is none to
// remember. A panic passes through.
func Run(w http.ResponseWriter, r *http.Request, next http.Handler) *Answer {
	if a, keep := Try(w, r, next); keep {
		return a
	}
	return nil
}

// Try is Run that returns the answer in any case, and whether it is to be remembered.
func Try(w http.ResponseWriter, r *http.Request, next http.Handler) (a *Answer, keep bool) {
	own, up := Request(r)
	defer func() { r.Pattern, r.MultipartForm = own.Pattern, own.MultipartForm }() // as if there were one request
	out := NewRecorder(w)
	next.ServeHTTP(out.Writer(), own)
	return out.Answer(), !up.Broken() && !out.Hijacked
}

// Request returns what a handler gets in the place of r: it outlives the client, and its upload is
// watched.
func Request(r *http.Request) (*http.Request, *Upload) {
	r = r.WithContext(context.WithoutCancel(r.Context()))
	return r, Watch(r)
}

// An Upload is a request's body that remembers whether it broke off.
type Upload struct {
	io.ReadCloser
	broke atomic.Bool
}

// Watch puts an Upload in the place of the body of r. It is nil where there is no body.
func Watch(r *http.Request) *Upload {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	u := &Upload{ReadCloser: r.Body}
	r.Body = u
	return u
}

// Read implements io.Reader.
func (u *Upload) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	var limit *http.MaxBytesError
	if err != nil && err != io.EOF && !errors.As(err, &limit) {
		u.broke.Store(true)
	}
	return n, err
}

// Broken reports whether the body broke off.
func (u *Upload) Broken() bool { return u != nil && u.broke.Load() }
