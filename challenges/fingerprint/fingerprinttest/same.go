package fingerprinttest

import (
	"fmt"
	"net/http"
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// sameMeaning: the same JSON in another form is the same order, whichever comes first. Strings and
// numbers are written the same way in all forms.
func sameMeaning() harness.Scenario {
	forms := [][]string{
		{
			`{"items":[{"sku":"A-1","quantity":%[1]d}],"ref":%[2]q}`,
			`{"ref":%[2]q,"items":[{"sku":"A-1","quantity":%[1]d}]}`,
			`{"items":[{"quantity":%[1]d,"sku":"A-1"}],"ref":%[2]q}`,
			"\r\n\t {\n  \"items\": [\n    {\n      \"sku\": \"A-1\",\n      \"quantity\": %[1]d\n    }\n  ],\n  \"ref\": %[2]q\n}\n\n",
		},
		{
			`{"items":[{"sku":"A-1","quantity":%[1]d,"options":{"size":"M","color":"red"}}],"ref":%[2]q}`,
			`{"items":[{"options":{"color":"red","size":"M"},"quantity":%[1]d,"sku":"A-1"}],"ref":%[2]q}`,
			`{"items":[{"options" : {"size":"M" ,"color":"red"},"sku":"A-1","quantity":%[1]d}],"ref":%[2]q}`,
		},
		{
			`{"items":[{"sku":"A-1","quantity":%[1]d}],"ref":%[2]q,"a":{"x":{"c":1,"d":[]},"y":"a  b"},"b":[{"p":1,"q":{"s":null,"t":true}},2.50]}`,
			`{"b":[{"q":{"t":true,"s":null},"p":1},2.50],"a":{"y":"a  b","x":{"d":[],"c":1}},"ref":%[2]q,"items":[{"sku":"A-1","quantity":%[1]d}]}`,
			`{ "a" : { "x" : { "c" : 1 , "d" : [ ] } , "y" : "a  b" } , "b" : [ { "p" : 1 , "q" : { "s" : null , "t" : true } } , 2.50 ] , "items" : [ { "sku" : "A-1" , "quantity" : %[1]d } ] , "ref" : %[2]q }`,
		},
		{
			`{"items":[{"sku":"A-1","quantity":%[1]d}],"ref":%[2]q,"":0,"B":1,"a":2,"a b":3,"aa":4,"é":5,"😀":6,"\n":7,"10":8,"9":9}`,
			`{"9":9,"10":8,"\n":7,"😀":6,"é":5,"aa":4,"a b":3,"a":2,"B":1,"":0,"ref":%[2]q,"items":[{"sku":"A-1","quantity":%[1]d}]}`,
		},
	}
	const levels = 20
	forms = append(forms, []string{
		`{"items":[{"sku":"A-1","quantity":%[1]d}],"ref":%[2]q,"deep":` + strings.Repeat(`{"a":1,"b":[`, levels) + strings.Repeat(`]}`, levels) + `}`,
		`{"deep":` + strings.Repeat(`{"b":[`, levels) + strings.Repeat(`],"a":1}`, levels) + `,"items":[{"sku":"A-1","quantity":%[1]d}],"ref":%[2]q}`,
	})
	return promise(1, "same-meaning", "the same JSON with its members in another order, at any depth, or with other white space is the same order",
		harness.Case{Drive: func(c *harness.Client) {
			n := int64(0)
			for _, fs := range forms {
				for first := range fs { // each form comes first once
					n++
					r := order.Request(c.Key("k"), n).Expect(order.Created)
					for i := range fs {
						r.Body = fmt.Sprintf(fs[(first+i)%len(fs)], n, c.Key("k"))
						c.Send(r.Noted("form %d of the same order", i+1))
					}
				}
			}
		}},
	)
}

// otherHeaders: how a request travels is no part of it.
func otherHeaders() harness.Scenario {
	s := told(order.OtherHeaders(), "how a request travels does not count: a retry with other headers, also with an Idempotency-Key, or from another address is the same order")
	s.Cases = append(s.Cases, harness.Case{Name: "Idempotency-Key", Drive: func(c *harness.Client) {
		r := order.Request(c.Key("k1"), 100).Expect(order.Created)
		c.Send(r)
		for _, k := range []string{"a", "b"} {
			again, other := r, order.Request(c.Key("k2"), 200).Expect(order.Created)
			again.Header = http.Header{"Idempotency-Key": {k}}
			other.Header = http.Header{"Idempotency-Key": {"a"}}
			c.Send(again.Noted("with Idempotency-Key: %s", k))
			c.Send(other.Noted("another order with Idempotency-Key: a"))
		}
		c.Send(r)
	}}, harness.Case{Name: "another address", Drive: func(c *harness.Client) {
		r := order.Request(c.Key("k1"), 100).Expect(order.Created)
		for _, from := range []string{"192.0.2.1:1234", "192.0.2.1:40001", "198.51.100.7:443", "[2001:db8::1]:50000"} {
			r.From = from
			c.Send(r.Noted("from %s", from))
		}
	}})
	return s
}

// duplicates: two clicks, also when the two are written in different ways.
func duplicates() harness.Scenario {
	s := order.Duplicates()
	s.Cases = append(s.Cases, harness.Case{Name: "two at once, written in different ways", Drive: func(c *harness.Client) {
		r := order.Request(c.Key("k1"), 100)
		again := r.Noted("written in another way")
		again.Body = wordings[1](quote(c.Key("k1")), 100)
		c.Burst(r, again)
		c.Send(r.Expect(order.Created))
		c.Send(again.Expect(order.Created))
	}})
	return s
}

// alikeAtOnce: what is not the same order is not held back or merged.
func alikeAtOnce() harness.Scenario {
	both := func(other func(c *harness.Client) harness.Request) func(c *harness.Client) {
		return func(c *harness.Client) {
			a, b := order.Request(c.Key("k1"), 100).Expect(order.Created), other(c).Expect(order.Created)
			c.Burst(a, b)
			c.Send(b)
			c.Send(a)
		}
	}
	s := promise(2, "alike-at-once", "two orders at once that differ in a byte, or in who sends them, are two reservations",
		harness.Case{Name: "another byte", Drive: both(func(c *harness.Client) harness.Request {
			return order.Request(c.Key("k2"), 100)
		})},
		harness.Case{Name: "another caller", Drive: both(func(c *harness.Client) harness.Request {
			r := order.Request(c.Key("k1"), 100)
			r.Caller, r.Intent = "bob", r.Intent+" of bob"
			return r
		})},
	)
	s.Explore = harness.Exploration{Preemptions: 1, Free: 4}
	s.Proves = met
	return s
}

// met says that two different orders have to be in flight together.
func met(h *history.History) string {
	for i, a := range h.Attempts {
		for _, b := range h.Attempts[i+1:] {
			if a.Intent != b.Intent && b.Sent.Before(a.Returned) && a.Sent.Before(b.Returned) {
				return ""
			}
		}
	}
	return "no two different orders were in flight at the same time"
}

func noQueue() harness.Scenario {
	return told(order.NoQueue(), "a request that is held in its reservation delays no other order")
}

func refused() harness.Scenario {
	return told(order.Refused(), "a refused reservation is answered 422 and is not remembered: a retry may succeed")
}

// unknown also asks again in other words.
func unknown() harness.Scenario {
	s := order.Unknown()
	s.Cases[0].Name = "in the same words"
	s.Cases = append(s.Cases, harness.Case{Name: "in other words", Drive: func(c *harness.Client) {
		for way := range 3 {
			c.Fates(harness.LoseAfter)
			r := order.Request(c.Key(fmt.Sprint("k", way)), int64(way)+1).Expect(order.Keyed.Unknown)
			c.Send(r)
			r.Body = reword(r.Body, way)
			c.Retry(2, r.Noted("in other words"))
		}
	}})
	return s
}
