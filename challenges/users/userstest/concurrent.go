package userstest

import (
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
)

// overlapped says that two requests about one user have to be in flight together.
func overlapped(h *history.History) string {
	if h.Overlap() {
		return ""
	}
	return "no two requests for one user were in flight at the same time"
}

// atOnce has some requests come at once when others have been answered, and looks at the user
// afterwards. Every order of the statements of two is tried.
func atOnce(name string, before []harness.Request, burst, after []harness.Request) harness.Case {
	named := func(c *harness.Client, rs []harness.Request) []harness.Request { return renamed(c.Key, rs) }
	return harness.Case{Name: name, Drive: func(c *harness.Client) {
		for _, r := range named(c, before) {
			c.Send(r)
		}
		c.Burst(named(c, burst)...)
		for _, r := range named(c, after) {
			c.Send(r)
		}
	}}
}

// renamed gives the users of requests the run's own names.
func renamed(key func(string) string, rs []harness.Request) []harness.Request {
	var out []harness.Request
	for _, r := range rs {
		if id := pathOf(history.Attempt{Path: r.Path}); id != "" {
			x := about(r.Method, key(id), r.Body)
			r.Path, r.Intent = x.Path, x.Intent
		}
		out = append(out, r)
	}
	return out
}

func all(rs ...harness.Request) []harness.Request { return rs }

// raced is a scenario of level 2 in which every order with two preemptions is tried.
func raced(name, story string, cases ...harness.Case) harness.Scenario {
	s := scenario(2, name, story, cases...)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Free: 2}
	return s
}

func duplicates() harness.Scenario {
	put, again := put("u", ann), put("u", ann).Expect(200)
	s := raced("duplicates", "two identical PUTs at once are one change with one event: one is told 201, and a duplicate 200 or 409",
		atOnce("of a new user", nil, all(put, put), all(again, get("u").Expect(200))),
		atOnce("of one who is there", all(putBody("u", bob.json())), all(put, put), all(again, get("u").Expect(200))),
	)
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

func putRace() harness.Scenario {
	a, b := put("u", ann), put("u", bob)
	return raced("put-race", "different PUTs at once end in one of the bodies, whole, and every answer and event agrees with one order of the two",
		atOnce("of a new user", nil, all(a, b), all(get("u").Expect(200))),
		atOnce("of one who is there", all(put("u", cid)), all(a, b), all(get("u").Expect(200))),
		atOnce("one of them back to what it was", all(a), all(b, a), all(get("u").Expect(200))),
	)
}

func deleteRace() harness.Scenario {
	a, b, d := put("u", ann), put("u", bob), del("u")
	return raced("delete-race", "DELETEs at once delete and tell once, and PUT against DELETE is as if one had come first",
		atOnce("twice", all(a), all(d, d), all(get("u").Expect(404), a)),
		atOnce("against the same PUT", all(a), all(d, a), all(get("u"), b, get("u").Expect(200))),
		atOnce("against another PUT", all(a), all(b, d), all(get("u"), d, get("u").Expect(404))),
		atOnce("of nobody yet", nil, all(a, d), all(get("u"), a, get("u").Expect(200))),
	)
}

func postRace() harness.Scenario {
	s := scenario(2, "post-race", "POSTs at once make a user each, and none takes an id that a PUT takes meanwhile",
		harness.Case{Name: "two", Drive: func(c *harness.Client) {
			var ids []string
			for _, p := range c.Burst(post(ann), post(ann)) {
				ids = append(ids, idOf(p))
			}
			for _, id := range ids {
				c.Send(get(id).Expect(200))
			}
		}},
		harness.Case{Name: "against a PUT", Drive: func(c *harness.Client) {
			next := successors(idOf(c.Send(post(ann))))[0]
			ps := c.Burst(post(bob), put(next, cid).Noted("an id that a counter may come to"))
			c.Send(get(idOf(ps[0])).Expect(200))
			c.Send(get(next).Expect(200))
		}},
	)
	s.Explore = harness.Exploration{Preemptions: 2, Free: 2}
	return s
}

// notYet looks at what a duplicate is told while the event of the first request is held.
func notYet() harness.Scenario {
	held := func(name string, first, second harness.Request, before ...harness.Request) harness.Case {
		return harness.Case{Name: name, Drive: func(c *harness.Client) {
			for _, r := range renamed(c.Key, before) {
				c.Send(r)
			}
			rs := renamed(c.Key, all(first, second, get("u")))
			c.Hold()
			var ps []*harness.Pending
			for _, r := range rs {
				ps = append(ps, c.Start(r))
				c.Settle()
			}
			c.Release()
			c.Await(ps...)
			c.Send(rs[2])
		}}
	}
	a, b, d := put("u", ann), put("u", bob), del("u")
	s := scenario(2, "not-yet", "nobody is told 2xx about a change whose event is not out, a duplicate no more than the first: it waits, or is answered 409",
		held("created", a, a),
		held("updated", b, b, a),
		held("deleted", d, d, a),
		held("created, then replaced", a, b),
		held("deleted, then created", d, a, a),
		harness.Case{Name: "the next, and one more", Drive: func(c *harness.Client) {
			rs := renamed(c.Key, all(a, b, a, get("u")))
			c.Hold()
			ps := []*harness.Pending{c.Start(rs[0])}
			c.Settle()
			ps = append(ps, c.Start(rs[1]))
			c.Settle()
			c.Release()
			c.Hold()
			c.Settle()
			ps = append(ps, c.Start(rs[2]))
			c.Settle()
			c.Release()
			c.Await(ps...)
			c.Send(rs[3])
		}},
		harness.Case{Name: "events that take seconds", Clock: true, Drive: func(c *harness.Client) {
			rs := renamed(c.Key, all(a, b, get("u")))
			c.Takes(3 * time.Second)
			p := c.Start(rs[0])
			c.Settle()
			q := c.Start(rs[1])
			c.Await(p, q)
			c.Send(rs[2])
		}},
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Samples: 10, Free: 1}
	return s
}

func slowBodies() harness.Scenario {
	slow := func(r harness.Request) harness.Request { r.Slow = true; return r }
	a, b, d := put("u", ann), put("u", bob), del("u")
	s := scenario(2, "slow-bodies", "the same holds when bodies arrive slowly: what a request has seen before its body is there may have changed",
		atOnce("duplicates, both slow", nil, all(slow(a), slow(a)), all(get("u").Expect(200))),
		atOnce("a slow PUT and its duplicate", nil, all(slow(a), a), all(get("u").Expect(200))),
		atOnce("a slow PUT and another", nil, all(slow(a), b), all(get("u").Expect(200))),
		atOnce("a slow PUT and a DELETE", all(b), all(slow(a), d), all(get("u"))),
	)
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 1, Free: 2}
	return s
}

// snapshot lets many read and change users at once: an answer must not be made from a user that
// somebody else is changing.
func snapshot() harness.Scenario {
	s := scenario(2, "snapshot", "an answer shows a user as it was at one moment: no data race, and reads beside writes agree with them", harness.Case{Drive: func(c *harness.Client) {
		u, v := c.Key("u"), c.Key("v")
		c.Burst(put(u, ann), put(u, bob), get(u), get(u), head(u), put(v, cid), get(v))
		c.Burst(put(u, cid), get(u), del(u), get(u), put(v, ann), del(v), post(ann))
		c.Burst(put(u, ann), put(u, bob), get(u), put(v, bob), get(v), post(ann))
		c.Send(get(u))
		c.Send(get(v))
		c.Send(put(u, ann).Expect(200, 201))
		c.Send(get(u).Expect(200))
	}})
	s.Proves = overlapped
	s.Explore = harness.Exploration{Samples: 40, Free: 8}
	return s
}
