package scenarios

import (
	"fmt"
	"time"

	"example.com/idempotency/harness"
)

// ClientLeaves: the client goes away while the effect runs.
func (o Operation) ClientLeaves() harness.Scenario {
	during := func(again bool, fates ...harness.Fate) func(c *harness.Client) {
		return func(c *harness.Client) { o.leaves(c, 0, again, fates...) }
	}
	s := o.scenario(3, "client-leaves", fmt.Sprintf("the %s does not die with the client: there is exactly one, and the retry gets the full answer", o.Effect),
		harness.Case{Name: "during the " + o.Effect, Drive: during(false)},
		harness.Case{Name: "during the " + o.Effect + ", which takes long", Clock: true, Drive: func(c *harness.Client) {
			o.leaves(c, 20*time.Second, false) // less than the half minute after which a handler may give up
		}},
		harness.Case{Name: "and asks again meanwhile", Drive: during(true)},
		harness.Case{Name: "and it fails", Drive: during(false, o.fates(harness.Refuse)...)},
		harness.Case{Name: "at any moment", Drive: func(c *harness.Client) {
			r := o.Request(c.Key("k1"), 100)
			p := c.Start(r)
			c.LeaveAnyTime(p)
			c.Await(p)
			c.Settle()
			c.Retry(2, r.Expect(o.Created))
		}},
	)
	s.Explore = harness.Exploration{Preemptions: 1, Free: 1}
	s.Proves = started
	return s
}

// leaves has the client of a request leave while its effect is held, for so long, and ask again:
// meanwhile, or when that has ended as the fates say. Nobody waits then, which is no reason to give up.
func (o Operation) leaves(c *harness.Client, held time.Duration, again bool, fates ...harness.Fate) {
	r := o.Request(c.Key("k1"), 100)
	c.Fates(fates...)
	c.Hold()
	ps := []*harness.Pending{c.Start(r)}
	c.Settle()
	c.Leave(ps[0])
	c.Settle()
	if held > 0 {
		c.Advance(held)
	}
	if again {
		ps = append(ps, c.Start(r))
		c.Settle()
	}
	c.Release()
	c.Settle()
	c.Await(ps...)
	c.Settle()
	c.Retry(2, r.Expect(o.Created))
}

// HalfUpload: the client goes away while it sends, or while it is answered.
func (o Operation) HalfUpload() harness.Scenario {
	return o.scenario(3, "half-upload", fmt.Sprintf("a client that leaves in mid-upload causes no %s, and its complete retry works; one that leaves while the answer is written finds it whole", o.Effect), harness.Case{Name: "alone", Drive: func(c *harness.Client) {
		for i, at := range []int{1, 10} {
			r := o.Request(c.Key(fmt.Sprint("up", i+1)), int64(i+1)*100)
			half := r
			half.CutBody, half.Void = at, true
			c.Send(half.Noted("the client leaves after %d bytes of the body", at))
			c.Retry(2, r.Expect(o.Created))
		}
		for i, at := range []int{1, 20} {
			r := o.Request(c.Key(fmt.Sprint("down", i+1)), int64(i+1)*1000)
			half := r
			half.CutAnswer = at
			c.Send(half.Noted("the client leaves after %d bytes of the answer", at))
			c.Retry(2, r.Expect(o.Created))
		}
	}}, harness.Case{Name: "beside a complete one", Drive: func(c *harness.Client) {
		r := o.Request(c.Key("k1"), 100)
		half := r
		half.CutBody, half.Void = 10, true
		c.Hold()
		p := c.Start(r.Expect(o.Created))
		c.Settle()
		h := c.Start(half.Noted("the client leaves after %d bytes of the body", half.CutBody))
		c.Settle()
		q := c.Start(r)
		c.Settle()
		c.Release()
		c.Await(p, h, q)
		c.Send(r.Expect(o.Created))
	}})
}
