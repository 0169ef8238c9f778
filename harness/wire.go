package harness

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"

	"github.com/petermattis/goid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// A wire is a connection in memory between a client and net/http's own server, which runs the
// handler: what the client gets is what a client of a real server gets, byte for byte.
type wire struct {
	near, far net.Conn
	accept    sync.Once
	stop      chan struct{} // closed: nothing more is accepted
	called    bool          // the server has called the handler; guarded by World.mu
	returned  chan struct{} // closed when the handler has returned
	over      chan struct{} // closed when the server is done with the connection
	end       sync.Once     // closes over
}

func newWire() *wire {
	w := &wire{stop: make(chan struct{}), returned: make(chan struct{}), over: make(chan struct{})}
	w.near, w.far = net.Pipe()
	return w
}

// overWire serves r as a client and a server do that are connected.
func (p *Pending) overWire(r *http.Request) {
	w := p.line
	srv := &http.Server{Handler: http.HandlerFunc(p.behindWire), ErrorLog: log.New(io.Discard, "", 0), ConnState: w.state}
	var running sync.WaitGroup
	running.Go(func() { _ = srv.Serve(w) })
	running.Go(func() { _ = r.Write(w.near) }) // a server may answer and hang up before it has read all
	err := p.receive(r)
	p.arrived(err)
	w.near.Close()
	close(w.stop)
	running.Wait()
	<-w.over
	if p.wasCalled() {
		<-w.returned
	}
}

// receive reads the answer to r; an error means that it was not whole.
func (p *Pending) receive(r *http.Request) error {
	res, err := http.ReadResponse(bufio.NewReader(p.line.near), r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	p.rec.begin(res.StatusCode, res.Header)
	_, err = io.Copy(p.rec, res.Body)
	return err
}

// behindWire is the server's handler: the one under test, watched.
func (p *Pending) behindWire(w http.ResponseWriter, r *http.Request) {
	interleave.Name(p.name())
	p.goid.Store(goid.Get())
	p.c.mu.Lock()
	p.line.called = true
	p.c.mu.Unlock()
	returned := false
	defer func() {
		v := recover()
		p.c.mu.Lock()
		if !p.c.closed {
			p.a.Returned = p.c.now()
			if !returned {
				p.a.Where = panicLine()
			}
			if v != nil {
				p.a.Panic = fmt.Sprint(v)
			}
		}
		p.c.mu.Unlock()
		close(p.line.returned)
		if v != nil {
			panic(v) // the server closes the connection
		}
	}()
	p.c.handler.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), attemptKey{}, p.a.N)))
	returned = true
}

func (p *Pending) wasCalled() bool {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	return p.line.called
}

// arrived records what the client has got.
func (p *Pending) arrived(err error) {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.c.closed || p.a.End != "" {
		return
	}
	p.a.EndedAt = p.c.now()
	p.a.End = history.Answered
	if err != nil {
		p.a.End = history.Dropped
		return
	}
	p.a.Answer = p.rec.result()
}

func (w *wire) state(_ net.Conn, s http.ConnState) {
	if s == http.StateClosed || s == http.StateHijacked {
		w.end.Do(func() { close(w.over) })
	}
}

// Accept implements net.Listener: there is one connection.
func (w *wire) Accept() (c net.Conn, err error) {
	w.accept.Do(func() { c = w.far })
	if c == nil {
		<-w.stop
		err = net.ErrClosed
	}
	return c, err
}

// Close implements net.Listener.
func (w *wire) Close() error { return nil }

// Addr implements net.Listener.
func (w *wire) Addr() net.Addr { return w.far.LocalAddr() }
