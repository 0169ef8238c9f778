package harness

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/petermattis/goid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
)

// A Request is one HTTP request to send. The zero value of each field but Method and Path is fine.
type Request struct {
	Method, Path string
	Header       http.Header // beside those below
	Caller       string      // X-User-Id
	Key          string      // Idempotency-Key, with the run's own suffix: see Client.Key
	From         string      // the address that it comes from; empty: always the same
	Body         string

	Intent string // what the client wants to happen once; empty: caller and key
	Mark   string // recognises the effect that the request asks for
	Void   bool   // the request must be refused before any effect
	Want   []int  // the only statuses admitted; empty: the rules decide
	Note   string // what is special about it, for people: "body breaks off"

	Slow      bool // the body arrives in two pieces
	Wire      bool // over net/http's own server and a connection in memory: the answer is what its client gets
	CutBody   int  // > 0: the client leaves when so many bytes of the body have arrived
	CutAnswer int  // > 0: the client leaves when so many bytes of the answer are written

	// Prepare completes the request when it is sent, such as with the id of an order that it makes
	// first. See Client.Ready.
	Prepare func(c *Client, r *Request)
}

// Expect returns r with the only statuses that the scenario admits.
func (r Request) Expect(codes ...int) Request { r.Want = codes; return r }

// Refused returns r as a request that must be answered with one of the codes and have no effect.
func (r Request) Refused(codes ...int) Request { r.Want, r.Void = codes, true; return r }

// Noted returns r with a note for people.
func (r Request) Noted(format string, args ...any) Request {
	r.Note = fmt.Sprintf(format, args...)
	return r
}

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

// Send sends r and waits for the answer.
func (c *Client) Send(r Request) *Pending {
	p := c.Start(r)
	c.Await(p)
	for n := 0; c.live != nil && c.live.insists(p, n); n++ {
		p = c.Start(r)
		c.Await(p)
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

// Times returns n copies of r, for Burst.
func Times(n int, r Request) []Request {
	out := make([]Request, n)
	for i := range out {
		out[i] = r
	}
	return out
}

// Start sends r and does not wait.
func (c *Client) Start(r Request) *Pending {
	r = c.Ready(r)[0]
	c.asked(r)
	p := &Pending{c: c, rec: newRecorder(), done: make(chan struct{})}
	if r.Wire {
		p.line = newWire()
	}
	hr := c.build(r, p)
	if c.live != nil {
		c.live.pace(p.a)
	}
	c.mu.Lock()
	p.a.Sent = c.now()
	c.attempt = append(c.attempt, p.a)
	c.sent = append(c.sent, p)
	c.mu.Unlock()
	class := ""
	if r.CutAnswer == 0 && r.CutBody == 0 {
		class = r.Method + " " + r.Path + "\x00" + r.Caller + "\x00" + r.Key + "\x00" + r.Body + "\x00" + r.Intent
	}
	name := p.name()
	if p.line != nil {
		name = "client of " + name // the server calls the handler on another goroutine
	}
	c.drive.start(name, class, func() { p.serve(hr) })
	return p
}

func (c *Client) build(r Request, p *Pending) *http.Request {
	h := r.Header.Clone()
	if h == nil {
		h = http.Header{}
	}
	if r.Caller != "" {
		h.Set("X-User-Id", r.Caller)
	}
	if r.Key != "" {
		h.Set("Idempotency-Key", r.Key)
	}
	for k, vs := range h { // as net/http's server does
		for i, v := range vs {
			h[k][i] = textproto.TrimString(v)
		}
	}
	if r.Body != "" && h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	c.mu.Lock()
	n := len(c.attempt) + 1
	c.mu.Unlock()
	intent := r.Intent
	if intent == "" {
		intent = fmt.Sprintf("key %q", r.Key)
		if r.Caller != "" && r.Caller != DefaultCaller {
			intent += " of " + r.Caller
		}
	}
	p.a = &history.Attempt{
		N: n, Intent: intent, Mark: r.Mark, Void: r.Void, Want: r.Want, Note: r.Note,
		Method: r.Method, Path: r.Path, Caller: r.Caller, Key: r.Key, Body: clip(r.Body),
	}
	p.body = &body{w: c.World, rest: r.Body, slow: r.Slow, quiet: r.Wire, cutAt: -1, onCut: p.left}
	if r.CutBody > 0 {
		p.body.cutAt = r.CutBody
	}
	if r.CutAnswer > 0 {
		p.rec.breakAt, p.rec.onBreak = r.CutAnswer, p.left
	}
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), attemptKey{}, n))
	p.cancel = cancel
	p.body.ctx = ctx
	u, err := url.ParseRequestURI(r.Path)
	if err != nil {
		panic("harness: path of a request: " + err.Error())
	}
	hr := &http.Request{
		Method: r.Method, URL: u, RequestURI: r.Path, Host: "pay.example", RemoteAddr: cmp.Or(r.From, "192.0.2.1:1234"),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Body: p.body, ContentLength: int64(len(r.Body)),
	}
	if r.Body == "" {
		hr.Body = http.NoBody
	}
	return hr.WithContext(ctx)
}

// DefaultCaller is the caller of a scenario in which there is only one.
const DefaultCaller = "ann"

func clip(s string) string {
	if len(s) <= maxBody {
		return s
	}
	return s[:256] + fmt.Sprintf("… (%d bytes)", len(s))
}

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

// LeaveAnyTime makes the client of p go away at a moment that the schedule chooses.
func (c *Client) LeaveAnyTime(p *Pending) {
	c.drive.start("client of "+p.name(), "", func() {
		interleave.Point("leave")
		if c.live != nil {
			time.Sleep(time.Duration(rand.N(3000)) * time.Microsecond)
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
		c.mu.Lock()
		if p.a.End == "" {
			p.a.End, p.a.EndedAt = history.Unanswered, c.now()
		}
		c.mu.Unlock()
		p.a.Where = c.drive.where(p)
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

// Another returns a client of a second handler in the same World, built like the first.
func (c *Client) Another() *Client {
	c.Inside("it builds two handlers side by side")
	d := *c
	d.made = nil
	d.raise()
	return &d
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

// Settle waits until everything that runs waits for something.
func (c *Client) Settle() { c.drive.settle() }

// Advance lets virtual time pass.
func (c *Client) Advance(d time.Duration) {
	c.drive.advance(d)
	c.note(history.Clock, d.String()+" later")
}

// Hold makes effects wait, from now until Release: those with one of the marks, or all.
func (c *Client) Hold(marks ...string) {
	c.owned()
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

// Release lets the held effects go on.
func (c *Client) Release() {
	c.note(history.Gate, "effects are let go")
	c.openGates()
}

func (w *World) openGates() {
	w.effectGate.open()
	w.bodyGate.open()
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, g := range w.markGates {
		g.open()
	}
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

// Shutdown ends the server's context.
func (c *Client) Shutdown() {
	c.Inside("it ends the server's context")
	c.quit()
	c.note(history.Quit, "the server shuts down")
}
