package harness

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"example.com/idempotency/harness/history"
)

// Flood sends n requests, one after the other, and notes what they are. They and their effects, all
// of which succeed, are not recorded: it is for traffic that no history could hold. A request that
// is not answered, or not as its Want says, is recorded, and is the last. The scenario must be Alone.
func (c *Client) Flood(n int, what string, request func(i int) Request) {
	if c.live != nil {
		if c.live.short > 0 {
			panic(unmet("it sends thousands of requests, which takes longer than keys live"))
		}
		c.live.spend(n)
	}
	if c.sched != nil {
		panic("harness: a scenario that sends a Flood must be Alone")
	}
	c.setFlooded(true)
	defer c.setFlooded(false)
	c.note(history.Gate, fmt.Sprintf("%d %s", n, what))
	var sent atomic.Pointer[Pending] // the last
	var over atomic.Bool
	done := make(chan struct{})
	go func() { // not on the caller's goroutine, which must outlive a handler that is abandoned
		defer close(done)
		for i := 0; i < n && !over.Load(); i++ {
			p, r := c.floodOne(request(i))
			sent.Store(p)
			p.serve(r)
			if !slices.Contains(p.a.Want, p.Status()) && over.CompareAndSwap(false, true) {
				c.record(p)
			}
		}
	}()
	for before := sent.Load(); ; before = sent.Load() {
		select {
		case <-done:
			return
		case <-time.After(patience):
		}
		if p := sent.Load(); p != nil && p == before && over.CompareAndSwap(false, true) {
			c.gaveUp(p)
			c.record(p)
			panic(enough{})
		}
	}
}

// floodOne makes one request of a Flood, as it is sent.
func (c *Client) floodOne(r Request) (*Pending, *http.Request) {
	p := &Pending{c: c, rec: newRecorder(), done: make(chan struct{})}
	hr := c.build(r, p)
	c.mu.Lock()
	defer c.mu.Unlock()
	p.a.Sent = c.now()
	return p, hr
}

// record takes p into the history.
func (c *Client) record(p *Pending) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.attempt = append(c.attempt, p.a)
}

func (w *World) setFlooded(on bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flooded = on
}

// flood is an effect of a Flood; the id is empty when none is on.
func (w *World) flood(c Call) (id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.flooded {
		return ""
	}
	w.floods++
	return c.Prefix + "_" + strconv.Itoa(len(w.effects)+w.floods)
}
