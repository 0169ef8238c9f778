package checkouttest

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// storm: any traffic about two orders, and at its end everybody asks once more. The books of the
// history are its model: orders, payments, refunds, and the bank's ledger.
func storm() harness.Scenario {
	s := scenario(3, "storm", "money is conserved whatever the order of retries, duplicates, disconnects, expiries and failures")
	s.Storm = &harness.Storm{Draw: draw, Runs: 400}
	s.Proves = func(h *history.History) string {
		if len(h.Effects) > 0 && h.Overlap() {
			return ""
		}
		return "no two requests for one thing were in flight at the same time"
	}
	return s
}

const stormTTL = 10 * time.Minute

// Each gap has its own millisecond, so that no request comes at the very instant at which another
// one, or its key, ends.
var (
	gaps   = []time.Duration{0, 0, 0, 0, time.Second, 3 * time.Second, time.Minute, stormTTL - time.Minute, stormTTL, 3 * stormTTL}
	takes  = []time.Duration{0, time.Second, 2 * time.Second}
	fates  = []harness.Fate{"", "", "", "", harness.Refuse, harness.LoseBefore, harness.LoseAfter, harness.LoseAfter, harness.Panic}
	leaves = []time.Duration{0, 0, 0, 0, 0, 0, 1, 500 * time.Millisecond}
	deeds  = []string{"create", "pay", "pay", "pay", "fulfil", "fulfil", "refund", "refund", "refund", "look", "stranger"}
)

// A move is one request of the storm, told without the ids that only answers bring.
type move struct {
	deed       string
	order, key int
	after      time.Duration
	leaves     time.Duration
	odd        int
}

// A tempest is a storm on its way.
type tempest struct {
	c        *harness.Client
	orders   []string            // their ids
	payments []*harness.Pending  // that may tell a payment's id
	paid     map[int]string      // order → payment, once it was told
	sent     []harness.Request   // each wish once
	all      []*harness.Pending  // everything
	known    map[string]struct{} // of sent
}

var (
	prices  = []int64{100, 250}
	amounts = []int64{30, 70, 100, 250}
)

func draw(t *rapid.T, _ func(string) string) harness.Weather {
	wx := harness.Weather{
		Setting: stormTTL,
		Takes:   rapid.SampledFrom(takes).Draw(t, "takes"),
		Fates:   rapid.SliceOfN(rapid.SampledFrom(fates), 0, 8).Draw(t, "fates"),
	}
	var moves []move
	for range rapid.IntRange(1, 14).Draw(t, "requests") {
		moves = append(moves, move{
			deed: rapid.SampledFrom(deeds).Draw(t, "deed"), order: rapid.IntRange(0, 1).Draw(t, "order"), key: rapid.IntRange(0, 3).Draw(t, "key"),
			after: rapid.SampledFrom(gaps).Draw(t, "gap"), leaves: rapid.SampledFrom(leaves).Draw(t, "leaves"), odd: rapid.IntRange(0, 15).Draw(t, "odd"),
		})
	}
	wx.Drive = func(c *harness.Client) {
		(&tempest{c: c, paid: map[int]string{}, known: map[string]struct{}{}}).rage(moves)
	}
	return wx
}

func (t *tempest) rage(moves []move) {
	for i, n := range prices {
		t.orders = append(t.orders, ordered(t.c, fmt.Sprint("order-", i+1), n))
	}
	for _, m := range moves {
		t.c.Advance(m.after + time.Millisecond)
		t.listen()
		r, ok := t.request(m)
		if !ok {
			continue
		}
		p := t.c.Start(r)
		t.all = append(t.all, p)
		if m.deed == "pay" {
			t.payments = append(t.payments, p)
		}
		if m.leaves > 0 {
			t.c.LeaveAfter(p, m.leaves)
		}
	}
	t.c.Await(t.all...)
	t.calm()
}

// listen learns the ids of payments from the answers that have come.
func (t *tempest) listen() {
	for _, p := range t.payments {
		for i, id := range t.orders {
			if p.Status() == 201 && p.Path() == pay(id, "", 1).Path {
				t.paid[i] = idIn(p)
			}
		}
	}
}

// request makes the request of a move, if it can be made yet.
func (t *tempest) request(m move) (r harness.Request, ok bool) {
	id, p := t.orders[m.order], t.paid[m.order]
	switch m.deed {
	case "create":
		r = create(t.c.Key(fmt.Sprint("make-order-", m.order+1)), prices[m.order])
	case "pay":
		r = pay(id, t.c.Key(fmt.Sprint("p", m.key%2+1)), prices[m.order])
	case "fulfil":
		r = fulfil(id)
	case "refund":
		r = refund(p, t.c.Key(fmt.Sprint("r", m.key+1)), amounts[m.key])
	case "look":
		return look("orders", id), true
	case "stranger":
		return as("bob", pay(id, t.c.Key(fmt.Sprint("p", m.key%2+1)), prices[m.order])).Refused(404), true
	}
	if m.deed == "refund" && p == "" {
		return r, false
	}
	if k := r.Path + " " + r.Key; m.deed != "create" {
		if _, ok := t.known[k]; !ok {
			t.known[k] = struct{}{}
			t.sent = append(t.sent, r)
		}
	}
	switch {
	case m.odd == 13 && r.Body != "":
		r.CutBody, r.Void, r.Note = 1+len(r.Body)/2, true, "the body breaks off"
	case m.odd == 14:
		r.CutAnswer, r.Note = 10, "the client leaves while it is answered"
	case m.odd == 15 && r.Body != "":
		r.Slow = true
	}
	return r, true
}

// calm has every client ask again, until everything is known.
func (t *tempest) calm() {
	t.c.Advance(time.Second)
	t.c.Calm()
	for range 2 {
		for _, r := range t.sent {
			t.c.Send(r)
		}
		t.c.Advance(recovery)
	}
	t.listen()
	for i, id := range t.orders {
		t.c.Send(look("orders", id))
		if p := t.paid[i]; p != "" {
			t.c.Send(look("payments", p))
		}
	}
}
