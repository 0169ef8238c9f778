package userstest

import (
	"strings"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// told says that an event has to have been published.
func told(h *history.History) string {
	if len(h.Effects) > 0 {
		return ""
	}
	return "no event was published"
}

func clientLeaves() harness.Scenario {
	a, b, d := put("u", ann), put("u", bob), del("u")
	s := scenario(3, "client-leaves", "a request is carried out whole or not at all, whenever its client goes away: no change without its event, no event without its change, and the retry works",
		left("during the event of a new user", a, a),
		left("during the event of a change", b, b, a),
		left("during the event of the end", d, d, a),
		left("during the event, and another comes", a, b),
		harness.Case{Name: "while it waits for another", Drive: func(c *harness.Client) {
			rs := renamed(c.Key, all(a, b, get("u")))
			c.Hold()
			p := c.Start(rs[0])
			c.Settle()
			q := c.Start(rs[1])
			c.Settle()
			c.Leave(q)
			c.Settle()
			c.Release()
			c.Await(p, q)
			c.Settle()
			c.Send(rs[0].Expect(200))
			c.Send(rs[2].Expect(200))
		}},
		harness.Case{Name: "during the event of a POST", Drive: func(c *harness.Client) {
			c.Hold()
			p := c.Start(post(ann))
			c.Settle()
			c.Leave(p)
			c.Settle()
			c.Release()
			c.Await(p)
			c.Settle()
			c.Send(get(idOf(c.Send(post(ann)))).Expect(200))
		}},
		harness.Case{Name: "at any moment", Drive: func(c *harness.Client) {
			rs := renamed(c.Key, all(a, get("u")))
			p := c.Start(rs[0])
			c.LeaveAnyTime(p)
			c.Await(p)
			c.Settle()
			c.Send(rs[1])
			c.Retry(2, rs[0].Expect(200, 201))
			c.Send(rs[1].Expect(200))
		}},
	)
	s.Proves = told
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	return s
}

// left has the client of the first request leave while its event is held and another waits.
func left(name string, first, second harness.Request, before ...harness.Request) harness.Case {
	return harness.Case{Name: name, Drive: func(c *harness.Client) {
		for _, r := range renamed(c.Key, before) {
			c.Send(r)
		}
		rs := renamed(c.Key, all(first, second, get("u")))
		c.Hold()
		p := c.Start(rs[0])
		c.Settle()
		q := c.Start(rs[1])
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Await(p, q)
		c.Settle()
		c.Send(rs[2])
		c.Retry(2, rs[1])
		c.Send(rs[2])
	}}
}

func halfUpload() harness.Scenario {
	cut := func(r harness.Request, at int) harness.Request {
		r.CutBody, r.Void = at, true
		return r.Noted("the client leaves after %d bytes of the body", at)
	}
	return scenario(3, "half-upload", "a client that leaves in mid-upload changes nothing, and its complete retry works; one that leaves while it is answered finds the change made", harness.Case{Drive: func(c *harness.Client) {
		for i, name := range []string{"one", "ten", "most", "all but blanks"} {
			id := c.Key(name)
			body := bob.json() + strings.Repeat(" ", 100)
			at := []int{1, 10, len(bob.json()) - 1, len(bob.json())}[i]
			c.Send(cut(putBody(id, body), at))
			c.Send(get(id).Expect(404))
			c.Send(put(id, ann).Expect(201))
			c.Send(cut(putBody(id, body), at))
			c.Send(cut(postBody(body), at))
			c.Send(get(id).Expect(200))
			c.Send(putBody(id, body).Expect(200))
		}
		for _, at := range []int{1, 12} {
			half := put(c.Key("down"), ann)
			half.CutAnswer = at
			c.Send(half.Noted("the client leaves after %d bytes of the answer", at))
			c.Send(get(c.Key("down")).Expect(200))
			c.Send(del(c.Key("down")).Expect(204))
		}
	}})
}

func cleanEnd() harness.Scenario {
	s := scenario(3, "clean-end", "after the server's context ends no goroutine is left", harness.Case{Clock: true, Drive: func(c *harness.Client) {
		u, v := c.Key("u"), c.Key("v")
		c.Send(put(u, ann))
		c.Send(del(u))
		c.Send(post(ann))
		c.Hold()
		p, q, x := c.Start(put(v, ann)), c.Start(put(v, ann)), c.Start(del(v))
		c.Settle()
		c.Leave(p)
		c.Settle()
		c.Release()
		c.Await(p, q, x)
		c.Shutdown()
		c.Leftover()
	}})
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered()}
	return s
}

// separate has two servers keep a user of the same id. Rules about one user do not apply.
func separate() harness.Scenario {
	s := scenario(3, "separate", "two handlers built side by side share nothing, even where their users have the same ids", harness.Case{Drive: func(c *harness.Client) {
		d, id := c.Another(), c.Key("ann")
		c.Send(put(id, ann).Expect(201))
		d.Send(get(id).Expect(404))
		d.Send(put(id, ann).Expect(201))
		d.Send(del(id).Expect(204))
		c.Send(get(id).Expect(200))
		c.Send(del(id).Expect(204))
	}})
	s.Rules = []judge.Rule{judge.NoFaults(), judge.EveryoneAnswered(), judge.WantedStatus(), userShown()}
	return s
}
