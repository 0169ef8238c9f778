package middleware

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
)

// path returns the path of r as the outermost handler saw it: http.StripPrefix and the like change
// r.URL, and two handlers that are mounted in two places must not share a key.
func path(r *http.Request) string {
	p, _, query := strings.Cut(r.RequestURI, "?")
	switch {
	case p == "": // not from a server
		p = r.URL.EscapedPath()
	case p[0] != '/': // as a proxy is asked: http://host/path
		if u, err := url.Parse(p); err == nil {
			p = u.EscapedPath()
		}
	}
	switch {
	case strings.Contains(p, "%"):
		return canonical(p)
	case query:
		return strings.Clone(p) // it is remembered, and would hold on to a megabyte of query
	}
	return p
}

// canonical escapes each segment of a path anew: /%70ay is /pay, and /a%2Fb is not /a/b, as
// http.ServeMux has it.
func canonical(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		if u, err := url.PathUnescape(s); err == nil {
			segments[i] = url.PathEscape(u)
		}
	}
	return strings.Join(segments, "/")
}

// An upload is a request's body that remembers whether it broke off.
type upload struct {
	io.ReadCloser
	broke atomic.Bool // the handler may read on another goroutine
}

// watch returns what a handler reads in the place of body.
func (u *upload) watch(body io.ReadCloser) io.ReadCloser {
	if body == nil || body == http.NoBody {
		return body
	}
	u.ReadCloser = body
	return u
}

// Read implements io.Reader.
func (u *upload) Read(p []byte) (int, error) {
	n, err := u.ReadCloser.Read(p)
	if err != nil && err != io.EOF && !tooLarge(err) {
		u.broke.Store(true)
	}
	return n, err
}

// tooLarge reports whether the body ended at the limit of an http.MaxBytesHandler: so will a retry.
func tooLarge(err error) bool {
	var limit *http.MaxBytesError
	return errors.As(err, &limit)
}
