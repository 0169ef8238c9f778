package harness

import (
	"fmt"
	"slices"
	"strconv"

	"example.com/idempotency/harness/history"
)

// Flood sends n requests, one after the other, and notes what they are. They and their effects, all
// of which succeed, are not recorded: it is for traffic that no history could hold. A request that
// is not answered as its Want says is recorded, and is the last. The scenario must be Alone.
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
	done := make(chan struct{})
	go func() { // not on the caller's goroutine, which must outlive a handler that is abandoned
		defer close(done)
		for i := 0; i < n && c.floodOne(request(i)); i++ {
		}
	}()
	<-done
}

// floodOne sends one request of a Flood; false: it was not answered as it should be.
func (c *Client) floodOne(r Request) bool {
	p := &Pending{c: c, rec: newRecorder(), done: make(chan struct{})}
	hr := c.build(r, p)
	c.mu.Lock()
	p.a.Sent = c.now()
	c.mu.Unlock()
	p.serve(hr)
	if p.a.End == history.Answered && slices.Contains(r.Want, p.a.Answer.Status) {
		return true
	}
	c.mu.Lock()
	c.attempt = append(c.attempt, p.a)
	c.mu.Unlock()
	return false
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
