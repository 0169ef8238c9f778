package harness

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/textproto"
	"net/url"

	"example.com/idempotency/harness/history"
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
	Chunked   bool // the body is sent without its length, inside of the process
	Wire      bool // over net/http's own server and a connection in memory: the answer is what its client gets
	CutBody   int  // > 0: the client leaves when so many bytes of the body have arrived; an even number resets its connection
	CutAnswer int  // > 0: the client leaves when so many bytes of the answer are written
	Unread    bool // the client reads nothing of the answer before Release: not over a Wire

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

// Times returns n copies of r, for Burst.
func Times(n int, r Request) []Request {
	out := make([]Request, n)
	for i := range out {
		out[i] = r
	}
	return out
}

// DefaultCaller is the caller of a scenario in which there is only one.
const DefaultCaller = "ann"

func (c *Client) build(r Request, p *Pending) *http.Request {
	c.mu.Lock()
	n := len(c.attempt) + 1
	c.mu.Unlock()
	p.a = &history.Attempt{
		N: n, Intent: r.intent(), Mark: r.Mark, Void: r.Void, Want: r.Want, Note: r.Note,
		Method: r.Method, Path: r.Path, Caller: r.Caller, Key: r.Key, Body: clip(r.Body),
	}
	p.body = &body{w: c.World, rest: r.Body, slow: r.Slow, quiet: r.Wire, cutAt: -1, onCut: p.left}
	if r.CutBody > 0 {
		p.body.cutAt = r.CutBody
		p.body.reset = r.CutBody%2 == 0 && !r.Wire && c.live == nil // a connection breaks by itself
	}
	if r.CutAnswer > 0 {
		p.rec.breakAt, p.rec.onBreak = r.CutAnswer, p.left
	}
	ctx, cancel := context.WithCancel(context.WithValue(context.Background(), attemptKey{}, n))
	p.cancel = cancel
	p.body.ctx = ctx
	if r.Unread {
		p.rec.read = func() { c.answerGate.pass(ctx) }
	}
	u, err := url.ParseRequestURI(r.Path)
	if err != nil {
		panic("harness: path of a request: " + err.Error())
	}
	hr := &http.Request{
		Method: r.Method, URL: u, RequestURI: r.Path, Host: "pay.example", RemoteAddr: cmp.Or(r.From, "192.0.2.1:1234"),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: r.header(), Body: p.body, ContentLength: int64(len(r.Body)),
	}
	if r.Body == "" {
		hr.Body = http.NoBody
	} else if r.Chunked && c.live == nil {
		hr.ContentLength, hr.TransferEncoding = -1, []string{"chunked"}
	}
	return hr.WithContext(ctx)
}

// header is what the handler finds, as net/http's server leaves it.
func (r Request) header() http.Header {
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
	for k, vs := range h {
		for i, v := range vs {
			h[k][i] = textproto.TrimString(v)
		}
	}
	if r.Body != "" && h.Get("Content-Type") == "" {
		h.Set("Content-Type", "application/json")
	}
	return h
}

func (r Request) intent() string {
	if r.Intent != "" {
		return r.Intent
	}
	intent := fmt.Sprintf("key %q", r.Key)
	if r.Caller != "" && r.Caller != DefaultCaller {
		intent += " of " + r.Caller
	}
	return intent
}

func clip(s string) string {
	if len(s) <= maxBody {
		return s
	}
	return s[:256] + fmt.Sprintf("… (%d bytes)", len(s))
}
