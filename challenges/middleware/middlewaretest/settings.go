package middlewaretest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

// keyRequired: without a key nothing runs, and nothing changes.
func keyRequired() harness.Scenario {
	s := pay.KeyRequired()
	for i := range s.Cases {
		s.Cases[i].Name = "a key for each caller"
	}
	s.Cases = append(s.Cases, on(zero, "the zero Config", func(c *harness.Client) {
		r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
		none := pay.Request("", 100).Refused(http.StatusBadRequest).Noted("no Idempotency-Key")
		long := pay.Request(strings.Repeat("x", 256), 100).Refused(http.StatusBadRequest).Noted("key of 256 bytes")
		for range 2 {
			c.Send(none)
			c.Send(long)
			c.Send(r)
		}
	}))
	return s
}

// unprotected is a request that runs each time it is sent: the n-th wish for the same.
func unprotected(r harness.Request, n int) harness.Request {
	r.Intent = fmt.Sprintf("%s, unprotected, no. %d", r.Method, n)
	return r.Expect(pay.Created)
}

// optional: who sends no key is not protected, who sends one is.
func optional() harness.Scenario {
	return ordering(1, "optional", "with Optional a request without a key runs each time, also when it is the same; one with a key runs once",
		on(simple(config{Optional: true}), "", func(c *harness.Client) {
			none := order("POST", "/orders", "", "")
			n := 0
			again := func(note string, h http.Header) {
				for range 2 {
					n++
					r := unprotected(none, n).Noted("%s", note)
					r.Header = h.Clone()
					c.Send(r)
				}
			}
			again("no key", nil)
			for _, blank := range []string{"", "  ", "\t"} {
				again(fmt.Sprintf("key %q", blank), http.Header{"Idempotency-Key": {blank}})
			}
			keyed := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
			c.Retry(3, keyed)
			again("no key", nil)
			c.Send(keyed)
			c.Send(pay.Request(strings.Repeat("x", 256), 200).Refused(http.StatusBadRequest).Noted("key of 256 bytes"))
		}))
}

// headerName: the key is where the Config says.
func headerName() harness.Scenario {
	under := func(r harness.Request, name, key string) harness.Request {
		r.Key, r.Wire = "", true
		r.Header = r.Header.Clone()
		if r.Header == nil {
			r.Header = http.Header{}
		}
		r.Header[name] = []string{key}
		r.Intent = fmt.Sprintf("%s: %s", http.CanonicalHeaderKey(name), key)
		return r.Expect(pay.Created).Noted("%s: %s", name, key)
	}
	drive := func(name string, spelled ...string) func(c *harness.Client) {
		return func(c *harness.Client) {
			for i, k := range []string{"k1", "k2"} {
				r := pay.Request("", int64(i+1)*100)
				c.Send(under(r, name, k))
				for _, s := range spelled {
					c.Send(under(r, s, k))
				}
			}
		}
	}
	elsewhere := func(c *harness.Client) {
		drive("X-Request-Id", "x-request-id", "X-REQUEST-ID")(c)
		other := under(pay.Request("", 300), "Idempotency-Key", "k3").Refused(http.StatusBadRequest)
		c.Send(other)
		for _, k := range []string{"k4", "k5"} { // says nothing here
			r := under(pay.Request("", 400), "X-Request-Id", "k")
			r.Header.Set("Idempotency-Key", k)
			c.Send(r)
		}
	}
	return ordering(1, "header-name", "the key is taken from the header that Config.Header names, whatever the case of its letters, and from no other",
		on(simple(config{}), "not set", drive("Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY")),
		on(simple(config{Header: "X-Request-Id"}), "X-Request-Id", elsewhere),
		on(simple(config{Header: "x-request-id"}), "x-request-id", elsewhere),
	)
}

// methods: only those of the list are protected.
func methods() harness.Scenario {
	drive := func(protected, others []string) func(c *harness.Client) {
		return func(c *harness.Client) {
			n := 0
			run := func(m, key string) {
				n++
				c.Send(unprotected(order(m, "/orders", key, ""), n))
			}
			for _, m := range others {
				run(m, "")
				run(m, c.Key("k"))
				run(m, c.Key("k"))
			}
			for _, m := range protected {
				c.Retry(2, order(m, "/orders", c.Key("k"), "").Expect(pay.Created))
				none := order(m, "/orders", "", "").Refused(http.StatusBadRequest)
				c.Send(none.Noted("no key"))
			}
			for _, m := range others {
				run(m, c.Key("k"))
			}
		}
	}
	return ordering(1, "methods", "requests of other methods run each time, with or without a key, and nothing of them is stored; those of the list are protected, each method for itself",
		on(simple(config{}), "not set", drive([]string{"POST", "PUT", "PATCH"}, []string{"GET", "DELETE", "OPTIONS", "QUERY", "post", "Put"})),
		on(simple(config{Methods: []string{"DELETE", "PURGE"}}), "DELETE and PURGE", drive([]string{"DELETE", "PURGE"}, []string{"POST", "PUT", "PATCH", "GET"})),
	)
}

// untilTheEnd: as for every key that expires, and for 24 hours where nothing else is set.
func untilTheEnd() harness.Scenario {
	s := pay.RememberedUntilTheEnd()
	s.Cases = append(s.Cases, on(zero, "TTL not set", func(c *harness.Client) {
		r := pay.Request(c.Key("k1"), 100).Expect(pay.Created)
		c.Send(r)
		for _, d := range []time.Duration{time.Hour, 22 * time.Hour, time.Hour - 1, 1} {
			c.Advance(d)
			c.Send(r)
		}
	}))
	return s
}
