package harness

import (
	"fmt"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// Settle waits until everything that runs waits for something.
func (c *Client) Settle() { c.drive.settle() }

// Advance lets virtual time pass.
func (c *Client) Advance(d time.Duration) {
	c.drive.advance(d)
	c.note(history.Clock, d.String()+" later")
}

// Due demands that all of ps are answered now: it lets everything run, and time pass if need be,
// and notes the moment for the rule judge.Due. The text completes "requests answered …".
func (c *Client) Due(text string, ps ...*Pending) {
	c.drive.hurry(ps)
	var ns []int
	for _, p := range ps {
		ns = append(ns, p.a.N)
	}
	c.note(history.Due, text, ns...)
	if c.live != nil && !allDone(ps) { // the verdict is sure: what follows would only wait as long again
		c.lab.hung.Add(1)
		panic(enough{})
	}
}

// Hold makes effects wait, from now until Release: those with one of the marks, or all.
func (c *Client) Hold(marks ...string) {
	c.owned()
	if c.live != nil {
		c.live.held = true
	}
	if len(marks) == 0 {
		c.note(history.Gate, "effects are held")
		c.effectGate.shut()
		return
	}
	c.note(history.Gate, fmt.Sprintf("effects of %s are held", several(marks)))
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range marks {
		g := &gate{}
		g.shut()
		c.markGates[m] = g
	}
}

func several(marks []string) string {
	if len(marks) > 3 {
		return fmt.Sprintf("%d requests", len(marks))
	}
	return strings.Join(marks, ", ")
}

// HoldBodies makes the second pieces of slow bodies wait, from now until Release.
func (c *Client) HoldBodies() {
	c.Inside("it stalls uploads")
	c.note(history.Gate, "slow bodies are held")
	c.bodyGate.shut()
}

// Release lets the held effects and bodies go on, and clients read their answers.
func (c *Client) Release() {
	var let []string
	if c.effectGate.isShut() || c.marksHeld() {
		let = append(let, "effects are let go")
	}
	if c.bodyGate.isShut() {
		let = append(let, "slow bodies are let go")
	}
	if c.answerGate.isShut() {
		let = append(let, "clients read their answers")
	}
	if len(let) > 0 {
		c.note(history.Gate, strings.Join(let, ", "))
	}
	c.openGates()
}

func (w *World) marksHeld() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, g := range w.markGates {
		if g.isShut() {
			return true
		}
	}
	return false
}

func (w *World) openGates() {
	w.effectGate.open()
	w.bodyGate.open()
	w.answerGate.open()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, g := range w.markGates {
		g.open()
	}
}

// Fates sets what becomes of the next calls of effects, in order; later ones succeed.
func (c *Client) Fates(f ...Fate) {
	c.fated(f)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.next = append(c.next, f...)
}

// FateOf sets what becomes of the next calls of the effect with this mark, in order.
func (c *Client) FateOf(mark string, f ...Fate) {
	c.fated(f)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faulty[mark] = append(c.faulty[mark], f...)
}

// Takes sets how much virtual time every effect takes from now on.
func (c *Client) Takes(d time.Duration) {
	if d > 0 && c.live != nil {
		c.owned()
		c.live.timed(d)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.takes = d
}

// Effects returns how many effects have started.
func (c *Client) Effects() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.effects)
}

// Another returns a client of a second handler in the same World, built like the first.
func (c *Client) Another() *Client {
	c.Inside("it builds two handlers side by side")
	d := *c
	d.made = nil
	d.raise()
	return &d
}

// Shutdown ends the server's context.
func (c *Client) Shutdown() {
	c.Inside("it ends the server's context")
	c.quit()
	c.note(history.Quit, "the server shuts down")
}

// Leftover notes the goroutines that are left some time after Shutdown, as a fault.
func (c *Client) Leftover() {
	c.Inside("it counts the goroutines that are left")
	for _, d := range []time.Duration{0, time.Second, time.Minute, time.Hour, 48 * time.Hour} {
		c.drive.advance(d)
		if len(others()) == 0 {
			return
		}
	}
	gs := others()
	c.fault(history.Fault{Kind: history.Leak, Text: fmt.Sprint(len(gs)), Where: strings.Join(lines(gs), ", ")})
}
