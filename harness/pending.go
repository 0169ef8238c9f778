package harness

import (
	"context"
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/petermattis/goid"

	"example.com/idempotency/harness/history"
)

// A Pending is a request that was sent.
type Pending struct {
	c      *Client
	a      *history.Attempt
	rec    *recorder
	body   *body
	line   *wire // nil: the handler is called directly
	cancel context.CancelFunc
	done   chan struct{}
	goid   atomic.Int64
}

func (p *Pending) name() string { return fmt.Sprintf("#%d", p.a.N) }

// serve runs the handler as a connection of net/http's server does.
func (p *Pending) serve(r *http.Request) {
	p.goid.Store(goid.Get())
	if p.line != nil {
		defer close(p.done)
		p.overWire(r)
		return
	}
	returned := false
	defer func() {
		v := recover()
		p.cancel()
		_ = p.body.Close()
		p.settle(returned, v)
		close(p.done)
	}()
	p.c.handler.ServeHTTP(p.rec, r)
	returned = true
	p.rec.finish()
}

// settle records how the attempt ended. It runs deferred, so that the stack of a panic is there.
func (p *Pending) settle(returned bool, v any) {
	a := p.a
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.c.closed {
		return
	}
	outside := p.c.live != nil
	if outside {
		p.c.live.seen(p)
	}
	at := p.c.now()
	if !outside || a.End != history.Left { // nobody outside knows when the handler of a client that has left returns
		a.Returned = at
	}
	if !returned && a.Where == "" && !outside {
		a.Where = panicLine()
	}
	if lost, ok := v.(Lost); ok {
		a.Lost = lost.Why
	} else if v != nil {
		a.Panic = fmt.Sprint(v)
	}
	if a.End != "" {
		return
	}
	a.EndedAt = at
	a.End = history.Answered
	if !returned {
		a.End = history.Dropped
		return
	}
	a.Answer = p.rec.result()
}

// left records that the client is gone.
func (p *Pending) left() {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.a.End == "" && !p.c.closed {
		p.a.End = history.Left
		p.a.EndedAt = p.c.now()
	}
	p.cancel()
	if p.line != nil {
		p.line.near.Close()
	}
}

// Path is the path that p was sent to.
func (p *Pending) Path() string { return p.a.Path }

// Answered reports whether p has its answer.
func (p *Pending) Answered() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

// Status is the status of the answer to p, 0 when there is none.
func (p *Pending) Status() int {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.a.End != history.Answered {
		return 0
	}
	return p.a.Answer.Status
}

// Answer is the answer to p: the zero Answer when there is none.
func (p *Pending) Answer() history.Answer {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	if p.a.End != history.Answered {
		return history.Answer{}
	}
	return p.a.Answer
}
