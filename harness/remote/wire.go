// Package remote reaches servers outside of the kit's process: it speaks HTTP with them, starts and
// stops them, and serves the effects that they call.
package remote

import (
	"bufio"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"example.com/idempotency/harness"
)

// A Wire is a handler that passes each request on to the server at Addr, on a connection of its own,
// and its answer back. A request is sent once: nothing is sent again behind the caller's back. The
// body goes out as it comes in, so that a slow client is one at the server, too; when the context of a
// request ends its connection is closed. Where no answer comes it panics with harness.Lost.
type Wire struct {
	Addr   string
	Host   string // what the server is called; empty: Addr
	Prefix string // of every path
	TLS    bool
}

// dialing is how long it may take to reach a server.
const dialing = 5 * time.Second

// ServeHTTP implements http.Handler.
func (w Wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	conn, err := w.dial(ctx)
	if err != nil {
		panic(harness.Lost{Why: reason(err)})
	}
	defer conn.Close()
	context.AfterFunc(ctx, func() { conn.Close() })
	sent := make(chan error, 1)
	go func() {
		err := w.send(conn, r)
		if err != nil && ctx.Err() == nil && errors.Is(err, io.ErrUnexpectedEOF) { // the client has left in mid-upload
			conn.Close()
		}
		sent <- err
	}()
	if err := receive(rw, conn, r); err != nil {
		panic(harness.Lost{Why: reason(err)})
	}
}

func (w Wire) dial(ctx context.Context) (net.Conn, error) {
	d := &net.Dialer{Timeout: dialing}
	if w.TLS {
		return (&tls.Dialer{NetDialer: d}).DialContext(ctx, "tcp", w.Addr)
	}
	return d.DialContext(ctx, "tcp", w.Addr)
}

// send writes the request, byte by byte as it is: package http would refuse some keys.
func (w Wire) send(conn io.Writer, r *http.Request) error {
	var head strings.Builder
	fmt.Fprintf(&head, "%s %s%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", r.Method, w.Prefix, r.RequestURI, cmp.Or(w.Host, w.Addr))
	for k, vs := range r.Header {
		for _, v := range vs {
			fmt.Fprintf(&head, "%s: %s\r\n", k, v)
		}
	}
	if r.ContentLength > 0 || r.Method == http.MethodPost || r.Method == http.MethodPut || r.Method == http.MethodPatch {
		fmt.Fprintf(&head, "Content-Length: %d\r\n", r.ContentLength)
	}
	head.WriteString("\r\n")
	if _, err := io.WriteString(conn, head.String()); err != nil {
		return err
	}
	_, err := io.Copy(struct{ io.Writer }{conn}, r.Body)
	return err
}

// receive reads the answer and writes it to rw.
func receive(rw http.ResponseWriter, conn io.Reader, r *http.Request) error {
	in := bufio.NewReader(conn)
	res, err := http.ReadResponse(in, r)
	for err == nil && res.StatusCode < 200 { // it announces another one
		res, err = http.ReadResponse(in, r)
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	for k, vs := range res.Header {
		rw.Header()[k] = vs
	}
	rw.WriteHeader(res.StatusCode)
	buf := make([]byte, 4<<10)
	for {
		n, err := res.Body.Read(buf)
		if n > 0 {
			if _, werr := rw.Write(buf[:n]); werr != nil {
				return nil // the client has left, which it knows itself
			}
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("the answer %d broke off in its body: %w", res.StatusCode, err)
		}
	}
}

// reason says in a few words why there was no answer.
func reason(err error) string {
	var dial *net.OpError
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nobody listens there"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return "the connection was closed before one was complete"
	case errors.Is(err, context.Canceled), errors.Is(err, net.ErrClosed):
		return "the client has left"
	case errors.As(err, &dial):
		return dial.Err.Error()
	}
	return fmt.Sprintf("what came is not HTTP: %.80q", strings.TrimPrefix(err.Error(), "net/http: "))
}
