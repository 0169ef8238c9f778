package fingerprinttest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// serverID: the server names what it makes, and says what became of it.
func serverID() harness.Scenario {
	return promise(1, "server-id", "the server chooses the id and the status, whatever a body says about them",
		harness.Case{Drive: func(c *harness.Client) {
			for i, more := range []string{
				`,"id":"ord_mine"`, `,"id":"ord_mine"`, `,"id":"rs_1"`, `,"id":""`, `,"id":null`, `,"id":7`, `,"orderId":"ord_mine","reservation":"rs_mine"`,
				`,"id":"ord_mine","location":"/orders/ord_mine","status":"cancelled"`, `,"status":null`,
			} {
				n := int64(i) + 1
				text, m := beside(c, n, more)
				c.Retry(2, withBody(fmt.Sprintf("order %d", n), text, m).Expect(order.Created))
			}
		}},
	)
}

// callers: an order belongs to who sent it.
func callers() harness.Scenario {
	long := strings.Repeat("u", 300)
	ids := []string{long + "1", long + "2", "7", "007", "b", "ann", "bob", "ANN", "a", "an", "nn", "anonymous", "null", "undefined", "0", "-", "a:b", "a b", "a|b", "ann,bob", "a/../b", "a%20b", `"ann"`, "ann@example.com", "Ann@example.com"}
	return promise(3, "callers", "an order belongs to its caller: the same body from somebody else is another order, and nobody sees somebody else's answer",
		harness.Case{Drive: func(c *harness.Client) {
			var rs []harness.Request
			for _, id := range ids {
				r := order.Request(c.Key("k"), 100).Expect(order.Created)
				r.Caller, r.Intent = id, fmt.Sprintf("order of %q", id)
				rs = append(rs, r)
			}
			for _, r := range append(rs, rs...) {
				c.Send(r)
			}
		}},
	)
}

// separate: the same order at two servers is two.
func separate() harness.Scenario {
	s := order.Separate() // its rules know that each server may number what it makes from 1
	s.Cases = harness.Traffic(func(c *harness.Client) {
		d := c.Another()
		a, b := order.Request(c.Key("k1"), 100).Expect(order.Created), order.Request(c.Key("k1"), 100).Expect(order.Created)
		a.Intent, b.Intent = "the first server's order", "the second server's order"
		for range 2 {
			c.Send(a)
			d.Send(b)
		}
	})
	return s
}

// routes: an order is one of its method and route. What comes by another is refused, or has an
// effect of its own; it never sees an order's answer.
func routes() harness.Scenario {
	elsewhere := []struct{ method, path string }{
		{"PUT", "/orders"},
		{"PATCH", "/orders"},
		{"DELETE", "/orders"},
		{"POST", "/orders/drafts"},
		{"POST", "/v2/orders"},
		{"POST", "/"},
	}
	admitted := []int{
		order.Created, http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented,
		http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusPermanentRedirect,
	}
	return promise(3, "routes", "an order belongs to its method and route: the same body sent elsewhere never gets the answer to an order",
		harness.Case{Drive: func(c *harness.Client) {
			for i, x := range elsewhere {
				r := order.Request(c.Key("k"), int64(i)+1).Expect(order.Created)
				other := r.Expect(admitted...)
				other.Method, other.Path, other.Intent = x.method, x.path, x.method+" "+x.path
				first, second := r, other
				if i%2 == 1 {
					first, second = other, r
				}
				c.Send(first)
				c.Send(second)
				c.Send(first)
				c.Send(second)
			}
			r := order.Request(c.Key("read"), 100).Expect(order.Created)
			for _, m := range []string{"GET", "HEAD"} {
				get := r.Refused(http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented)
				get.Method, get.Intent = m, "a look at orders"
				c.Send(get)
				c.Send(r)
				c.Send(get)
			}
		}},
	)
}

// executedAsRecognised: what is reserved is what was compared. A name that stands twice in an object
// is where the two part, if the body is read twice in different ways.
func executedAsRecognised() harness.Scenario {
	s := promise(1, "executed-as-recognised", "what is recognised is what is reserved: no order gets the answer to one that reserves other items, also when a member stands twice",
		harness.Case{Name: "items twice", Drive: func(c *harness.Client) {
			a, b, d := `[{"sku":"A","quantity":1}]`, `[{"sku":"B","quantity":2}]`, `[{"sku":"D","quantity":3}]`
			twice := func(x, y string) string { return fmt.Sprintf(`{"items":%s,"ref":%q,"items":%s}`, x, c.Key("k"), y) }
			once := func(x string) string { return fmt.Sprintf(`{"items":%s,"ref":%q}`, x, c.Key("k")) }
			ma, mb, md := mark("A", 1), mark("B", 2), mark("D", 3)
			ambiguous(c, twice(a, b), ma, mb)
			ambiguous(c, twice(a, d), ma, md)
			ambiguous(c, twice(d, b), md, mb)
			ambiguous(c, once(a), ma)
			ambiguous(c, once(b), mb)
			ambiguous(c, once(d), md)
			ambiguous(c, twice(b, a), mb, ma)
		}},
		harness.Case{Name: "a part of an item twice", Drive: func(c *harness.Client) {
			body := func(item string) string { return fmt.Sprintf(`{"items":[{%s}],"ref":%q}`, item, c.Key("k")) }
			ambiguous(c, body(`"sku":"A","quantity":1,"quantity":2`), mark("A", 1), mark("A", 2))
			ambiguous(c, body(`"sku":"A","quantity":3,"quantity":2`), mark("A", 3), mark("A", 2))
			ambiguous(c, body(`"sku":"A","quantity":1,"quantity":3`), mark("A", 1), mark("A", 3))
			for n := range 3 {
				ambiguous(c, body(fmt.Sprintf(`"sku":"A","quantity":%d`, n+1)), mark("A", n+1))
			}
			ambiguous(c, body(`"sku":"A","quantity":1,"sku":"B"`), mark("A", 1), mark("B", 1))
			ambiguous(c, body(`"sku":"D","quantity":1,"sku":"B"`), mark("D", 1), mark("B", 1))
			ambiguous(c, body(`"sku":"A","quantity":1,"sku":"D"`), mark("A", 1), mark("D", 1))
		}},
		harness.Case{Name: "items twice, the second time in part", Drive: func(c *harness.Client) {
			body := func(n int) string {
				return fmt.Sprintf(`{"items":[{"sku":"A","quantity":%d}],"ref":%q,"items":[{"sku":"B"}]}`, n, c.Key("k"))
			}
			for _, n := range []int{5, 7} { // package encoding/json decodes the second array on top of the first
				ambiguous(c, body(n), mark("A", n), mark("B", n))
			}
		}},
	)
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered(), judge.WantedStatus(), judge.SameAnswer(), meantAndDone()}
	return s
}

// or separates the marks of a body that can be understood in several ways.
const or = " or "

// ambiguous sends a body twice that means one of the marks. With more than one it may be refused.
func ambiguous(c *harness.Client, body string, marks ...string) {
	r := withBody(body, body, strings.Join(marks, or)).Expect(order.Created)
	if len(marks) > 1 {
		r = r.Expect(order.Created, http.StatusBadRequest).Noted("a member twice")
	}
	c.Retry(2, r)
}

// meantAndDone: who is told that an order was made is told of items that the body can mean, and these
// were reserved.
func meantAndDone() judge.Rule {
	return judge.Rule{Name: "meant-and-done", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || !a.Answer.Success() {
				continue
			}
			o, err := readAnswer(a.Answer.Body)
			v := judge.Violation{Attempts: []int{a.N}, Subject: fmt.Sprintf("items in the answer to #%d", a.N), Got: fmt.Sprintf("%.60q", o.mark()), Want: a.Mark}
			reserved := slices.ContainsFunc(h.Effects, func(e history.Effect) bool { return e.Mark == o.mark() && e.Ended.Before(a.EndedAt) })
			switch {
			case err != nil:
				v.Got = fmt.Sprintf("%.60q", a.Answer.Body)
			case !slices.Contains(strings.Split(a.Mark, or), o.mark()):
				v.Likely = "the fingerprint was made of another reading of the body than the reservation: read the items from what the fingerprint is made of."
			case !reserved:
				v.Want = "items that were reserved"
			default:
				continue
			}
			out = append(out, v)
		}
		return out
	}}
}
