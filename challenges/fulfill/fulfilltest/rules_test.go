package fulfilltest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// Each rule of the challenge's own has histories, written by hand, that it admits and that it does not.
var tables = []struct {
	rule judge.Rule
	rows []row
}{
	{oneEffect(), []row{
		{"shipped once", h(fulfils(1), begins(1), done, told(1, 200)), ""},
		{"refused, then refunded", h(fulfils(1), begins(1), refusedNow, told(1, 422), cancels(2), begins(2), done), ""},
		{"shipped twice", h(fulfils(1), begins(1), done, told(1, 200), fulfils(2), begins(2)), "shipments and refunds"},
		{"shipped and refunded at once", h(fulfils(1), cancels(2), begins(1), begins(2)), "shipments and refunds"},
		{"refunded in doubt", h(fulfils(1), begins(1), lost, told(1, 502), cancels(2), begins(2)), "shipments and refunds"},
		{"shipped though it is pending", h(of("pending-1", fulfils(1)), begins(1)), "shipments and refunds"},
	}},
	{noEarlySuccess(), []row{
		{"told when it is done", h(fulfils(1), begins(1), done, told(1, 200)), ""},
		{"it was given so", h(of("fulfilled-1", fulfils(1)), told(1, 200)), ""},
		{"told before the end", h(fulfils(1), begins(1), fulfils(2), told(2, 200), done), "shipments of order"},
		{"202 is a success", h(fulfils(1), begins(1), fulfils(2), told(2, 202), done), "shipments of order"},
		{"cancelled, it says, and it was shipped", h(fulfils(1), begins(1), done, cancels(2), told(2, 200)), "refunds of order"},
	}},
	{oneWinner(), []row{
		{"one goes ahead", h(fulfils(1), cancels(2), begins(1), told(2, 409), done, told(1, 200)), ""},
		{"it was refused, and nothing else came", h(fulfils(1), cancels(2), begins(1), told(2, 409), refusedNow, told(1, 422)), ""},
		{"it moved on before", h(fulfils(1), begins(1), done, told(1, 200), cancels(2), told(2, 409)), ""},
		{"a client that left may take its request along", h(fulfils(1), departs(1)), ""},
		{"each makes way for the other", h(fulfils(1), cancels(2), told(1, 409), told(2, 409)), "shipments and refunds that began"},
	}},
	{orderShown(), []row{
		{"with a message", h(fulfils(1), said(1, `{"message":"ok","order":{"id":"paid-1","status":"fulfilled","fulfilledAt":1}}`)), ""},
		{"a cancellation need not show it", h(cancels(1), said(1, `{}`)), ""},
		{"a time that never was", h(cancels(1), said(1, `{"order":{"id":"paid-1","status":"cancelled","fulfilledAt":"0001-01-01T00:00:00Z"}}`)), ""},
		{"no order", h(fulfils(1), said(1, `OK`)), "order in the answer"},
		{"somebody else's", h(fulfils(1), said(1, `{"order":{"id":"paid-2","status":"fulfilled","fulfilledAt":1}}`)), "id of the order"},
		{"as it was before", h(fulfils(1), said(1, `{"order":{"id":"paid-1","status":"paid"}}`)), "status of the order"},
		{"no time", h(fulfils(1), said(1, `{"order":{"id":"paid-1","status":"fulfilled"}}`)), "fulfilledAt"},
		{"a time of a cancelled order", h(cancels(1), said(1, `{"order":{"id":"paid-1","status":"cancelled","fulfilledAt":1}}`)), "fulfilledAt"},
	}},
	{sameOrder(), []row{
		{"another message", h(fulfils(1), said(1, `{"order":{"at":1}}`), fulfils(2), said(2, `{"message":"again","order":{"at":1}}`)), ""},
		{"nobody knows when", h(of("fulfilled-1", fulfils(1)), said(1, `{"order":{"fulfilledAt":1}}`), of("fulfilled-1", fulfils(2)), said(2, `{"order":{"fulfilledAt":2}}`)), ""},
		{"another time", h(fulfils(1), said(1, `{"order":{"at":1.5}}`), fulfils(2), said(2, `{"order":{"at":1}}`)), "at of the order"},
		{"a member less", h(fulfils(1), said(1, `{"order":{"at":1}}`), fulfils(2), said(2, `{"order":{}}`)), "at of the order"},
	}},
	{statusAgrees(), []row{
		{"409 while it is shipped", h(fulfils(1), begins(1), cancels(2), told(2, 409), done, told(1, 200)), ""},
		{"409 in doubt", h(fulfils(1), begins(1), lost, told(1, 502), cancels(2), told(2, 409)), ""},
		{"502 in doubt", h(fulfils(1), begins(1), lost, told(1, 502), cancels(2), told(2, 502)), ""},
		{"a shared refusal", h(fulfils(1), fulfils(2), begins(1), refusedNow, told(1, 422), told(2, 422)), ""},
		{"a refusal shared with one that came when it was over, and not answered yet", h(fulfils(1), begins(1), refusedNow, fulfils(2), told(1, 422), told(2, 422)), ""},
		{"given up after ten seconds", h(fulfils(1), begins(1), later(10*time.Second), told(1, 502), done), ""},
		{"after a panic", h(fulfils(1), begins(1), panicked, fulfils(2), told(2, 500)), ""},
		{"given up at once", h(fulfils(1), begins(1), later(9*time.Second), told(1, 502), done), "status of #1"},
		{"a refusal that was kept", h(fulfils(1), begins(1), refusedNow, told(1, 422), fulfils(2), told(2, 422)), "status of #2"},
		{"the other's refusal", h(fulfils(1), cancels(2), begins(1), refusedNow, told(1, 422), told(2, 402)), "status of #2"},
		{"409 for no reason", h(fulfils(1), begins(1), refusedNow, told(1, 422), fulfils(2), told(2, 409)), "status of #2"},
		{"409 though it is done", h(fulfils(1), begins(1), done, told(1, 200), fulfils(2), told(2, 409)), "status of #2"},
		{"200 for a pending one", h(of("pending-1", fulfils(1)), told(1, 200)), "status of #1"},
		{"502 though it is known", h(fulfils(1), begins(1), done, told(1, 502)), "status of #1"},
		{"no such status", h(fulfils(1), begins(1), done, told(1, 201)), "status of #1"},
	}},
}

// A row is a history and, of what the rule says about it, the beginning; empty: it says nothing.
type row struct {
	why     string
	history *history.History
	want    string
}

func TestRules(t *testing.T) {
	for _, table := range tables {
		for _, r := range table.rows {
			t.Run(table.rule.Name+"/"+r.why, func(t *testing.T) {
				vs := table.rule.Check(r.history)
				if r.want == "" {
					assert.Empty(t, vs)
				} else if assert.Len(t, vs, 1) {
					assert.Contains(t, vs[0].Subject, r.want)
				}
			})
		}
	}
}

// A script is a history in the making; each step takes the next moment.
type script struct {
	history.History
	at time.Duration
	n  int
}

type step func(*script)

func h(steps ...step) *history.History {
	s := &script{}
	for _, st := range steps {
		st(s)
	}
	return &s.History
}

func (s *script) now() history.Moment {
	s.n++
	return history.Moment{Seq: s.n, At: s.at}
}

func later(d time.Duration) step { return func(s *script) { s.at += d } }

func fulfils(n int) step { return sends(n, "fulfill") }
func cancels(n int) step { return sends(n, "cancel") }

func sends(n int, do string) step {
	return func(s *script) {
		s.Attempts = append(s.Attempts, history.Attempt{N: n, Path: "/orders/paid-1/" + do, Sent: s.now()})
	}
}

// of makes the request that is sent one for another order.
func of(id string, send step) step {
	return func(s *script) {
		send(s)
		a := &s.Attempts[len(s.Attempts)-1]
		a.Path = "/orders/" + id + strings.TrimPrefix(a.Path, "/orders/paid-1")
	}
}

// begins: the request that is #n begins its effect.
func begins(n int) step {
	return func(s *script) {
		a := s.Attempt(n)
		e := history.Effect{N: len(s.Effects) + 1, By: n, Name: goalOf(*a).effect, Mark: orderOf(*a), Started: s.now()}
		if e.Name == "refund" {
			e.Mark = fmt.Sprintf("100 of %s", e.Mark)
		}
		s.Effects = append(s.Effects, e)
	}
}

// The last effect that began ends.
var (
	done       = ends(history.Done)
	refusedNow = ends(history.Refused)
	lost       = ends(history.Unknown)
)

func ends(o history.Outcome) step {
	return func(s *script) {
		e := &s.Effects[len(s.Effects)-1]
		e.Outcome, e.Ended = o, s.now()
	}
}

func panicked(s *script) {
	lost(s)
	s.Effects[len(s.Effects)-1].Panics = true
}

func told(n, status int) step {
	return func(s *script) {
		a := s.Attempt(n)
		a.End, a.EndedAt, a.Returned, a.Answer.Status = history.Answered, s.now(), s.now(), status
	}
}

func said(n int, body string) step {
	return func(s *script) {
		told(n, 200)(s)
		s.Attempt(n).Answer.Body = body
	}
}

func departs(n int) step {
	return func(s *script) {
		a := s.Attempt(n)
		a.End, a.EndedAt, a.Returned = history.Left, s.now(), s.now()
	}
}
