package harness

import (
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// A Client sends requests to the handler under test, in the bubble of one run.
type Client struct {
	*World
	lab     *lab
	handler http.Handler
	drive   driver
	made    map[string]string // see Made
}

// patience is how long of virtual time a client waits for an answer while nothing holds it back.
const patience = 2 * time.Minute

// Send sends r and waits for the answer.
func (c *Client) Send(r Request) *Pending {
	p := c.Start(r)
	c.Await(p)
	for n := 0; c.live != nil && c.live.insists(p, n); n++ {
		p = c.Start(r)
		c.Await(p)
	}
	if c.live != nil && c.live.stays(p) { // the verdict is sure, and each that follows would be asked about as long
		panic(enough{})
	}
	return p
}

// Retry sends r n times, one after the other.
func (c *Client) Retry(n int, r Request) {
	for range n {
		c.Send(r)
	}
}

// Burst sends all the requests at once and waits for their answers. Where the schedule is not
// explored the effects are held until every request has come as far as it can.
func (c *Client) Burst(rs ...Request) []*Pending {
	rs = c.Ready(rs...)
	ps := c.drive.burst(c, func() []*Pending {
		var ps []*Pending
		for _, r := range rs {
			ps = append(ps, c.Start(r))
		}
		return ps
	})
	c.Await(ps...)
	return ps
}

// Start sends r and does not wait.
func (c *Client) Start(r Request) *Pending {
	r = c.Ready(r)[0]
	c.asked(r)
	p := &Pending{c: c, rec: newRecorder(), done: make(chan struct{})}
	r.Slow = r.Slow || c.live != nil && c.live.level
	if r.Wire {
		p.line = newWire()
	}
	hr := c.build(r, p)
	if r.Unread {
		c.Inside("its client does not read an answer")
		c.answerGate.shut()
	}
	if c.live != nil {
		c.live.pace(p.a)
	}
	c.mu.Lock()
	p.a.Sent = c.now()
	c.attempt = append(c.attempt, p.a)
	c.sent = append(c.sent, p)
	c.mu.Unlock()
	class := ""
	if r.CutAnswer == 0 && r.CutBody == 0 && !r.Unread {
		class = r.Method + " " + r.Path + "\x00" + r.Caller + "\x00" + r.Key + "\x00" + r.Body + "\x00" + r.Intent
	}
	name := p.name()
	if p.line != nil {
		name = "client of " + name // the server calls the handler on another goroutine
	}
	c.drive.start(name, class, func() { p.serve(hr) })
	return p
}

// LeaveAnyTime makes the client of p go away at a moment that the schedule chooses.
func (c *Client) LeaveAnyTime(p *Pending) {
	c.drive.start("client of "+p.name(), "", func() {
		interleave.Point("leave")
		if c.live != nil {
			c.live.anyTime(p)
			return
		}
		c.Leave(p)
	})
}

// Leave makes the client of p go away now: its request's context ends, reads and writes fail.
func (c *Client) Leave(p *Pending) {
	p.left()
	p.body.leave()
	p.rec.leave()
}

// LeaveAfter makes the client of p go away when d of virtual time has passed.
func (c *Client) LeaveAfter(p *Pending, d time.Duration) {
	c.drive.start("client of "+p.name(), "", func() {
		time.Sleep(c.realLasts(d))
		c.Leave(p)
	})
}

// Await waits until the handlers of all of ps have returned, as long as the client's patience lasts.
func (c *Client) Await(ps ...*Pending) {
	out := c.drive.await(ps, patience)
	lost := false
	for _, p := range ps {
		if p.rec.flooded() {
			c.fault(history.Fault{Kind: history.Flood, Text: fmt.Sprintf("that to #%d, of more than %d MB", p.a.N, maxAnswer>>20)})
			lost = true
		}
		if p.Answered() {
			continue
		}
		c.gaveUp(p)
		if out == spins {
			c.lab.hung.Add(1)
			c.fault(history.Fault{Kind: history.Stuck, Text: fmt.Sprintf("the handler of #%d loops without end", p.a.N), Where: p.a.Where})
		}
		lost = true
	}
	if out == timedOut && c.live != nil {
		c.lab.hung.Add(1)
	}
	if lost { // the verdict is sure: what follows would only wait as long again
		panic(enough{})
	}
}

// gaveUp notes that the client of p waits no longer, and where its handler does.
func (c *Client) gaveUp(p *Pending) {
	c.mu.Lock()
	if p.a.End == "" {
		p.a.End, p.a.EndedAt = history.Unanswered, c.now()
	}
	c.mu.Unlock()
	p.a.Where = c.drive.where(p)
}
