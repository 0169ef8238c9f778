package inflighttest

import (
	"fmt"
	"net/http"
	"time"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// hold starts r and holds it in its charge.
func hold(c *harness.Client, r harness.Request) *harness.Pending {
	c.Hold(r.Mark)
	p := c.Start(r)
	c.Settle()
	return p
}

// atOnce sends r while the first request is held, and demands an answer meanwhile.
func atOnce(c *harness.Client, r harness.Request) {
	c.Due("while the first one was running", c.Start(r))
}

// conflictAtOnce: a duplicate in flight is told so, and is not kept waiting.
func conflictAtOnce() harness.Scenario {
	return promise(2, "conflict-at-once", "a duplicate that arrives while the first request is running is answered 409 at once: it neither waits nor charges",
		harness.Case{Name: "the first is held", Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			first := hold(c, r.Expect(pay.Created))
			for range 3 {
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(first)
		}},
		harness.Case{Name: "a bank that takes two seconds", Clock: true, Drive: func(c *harness.Client) {
			const takes = 2 * time.Second
			c.Takes(takes)
			r := pay.Request(c.Key("k1"), 100)
			sent := c.Now()
			end := sent.Add(takes)
			ps := []*harness.Pending{c.Start(r.Expect(pay.Created))}
			c.Settle()
			for _, passed := range []time.Duration{0, time.Second, takes - 100*time.Millisecond, takes - instant} {
				at := sent.Add(passed)
				if c.Before(c.Before(end)).Before(at) { // too near to the end, in real time
					continue
				}
				c.Advance(max(0, at.Sub(c.Now())))
				ps = append(ps, c.Start(r.Expect(pay.Conflict)))
				c.Settle()
				c.By(end)
			}
			c.Await(ps...)
		}},
		harness.Case{Name: "a hundred in flight", Drive: hundredInFlight},
	)
}

// hundredInFlight holds a hundred requests with keys of their own, and sends a duplicate of each.
func hundredInFlight(c *harness.Client) {
	const many = 100
	var rs []harness.Request
	var marks []string
	for i := range many {
		r := pay.Request(c.Key(fmt.Sprint("k", i+1)), int64(i)+1)
		rs, marks = append(rs, r), append(marks, r.Mark)
	}
	c.Hold(marks...)
	var ps []*harness.Pending
	for _, r := range rs {
		ps = append(ps, c.Start(r.Expect(pay.Created)))
	}
	c.Settle()
	for _, r := range rs {
		atOnce(c, r.Expect(pay.Conflict))
	}
	c.Release()
	c.Await(ps...)
}

// retryAfter: the 409 says when to come back.
func retryAfter() harness.Scenario {
	s := promise(2, "retry-after", "every 409 says when to come back: Retry-After, in whole seconds, at least 1",
		harness.Case{Name: "two at once", Drive: func(c *harness.Client) {
			c.Burst(harness.Times(2, pay.Request(c.Key("k1"), 100))...)
		}},
		harness.Case{Name: "the first takes minutes", Clock: true, Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			first := hold(c, r)
			for _, d := range []time.Duration{0, time.Millisecond, time.Second, 1500 * time.Millisecond, time.Minute, 10 * time.Minute} {
				c.Advance(d)
				atOnce(c, r)
			}
			c.Release()
			c.Await(first)
		}},
	)
	s.Rules = append(s.Rules, RetryAfter(pay.Conflict))
	s.Proves = toldToWait
	s.Explore = harness.Exploration{Preemptions: 2, Free: 2}
	return s
}

// notStored: the 409 is about this moment.
func notStored() harness.Scenario {
	told := func(last int, fates ...harness.Fate) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			c.Fates(fates...)
			first := hold(c, r)
			for range 2 {
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(first)
			c.Retry(2, r.Expect(last))
		}
	}
	return promise(2, "conflict-not-stored", "a 409 is not an answer to keep: as soon as the first request is done, whoever was told 409 gets the answer",
		harness.Case{Name: "the first succeeds", Drive: told(pay.Created)},
		harness.Case{Name: "the first is refused", Drive: told(pay.Created, harness.Refuse)},
		harness.Case{Name: "the first ends without a definite answer", Drive: told(pay.Keyed.Unknown, harness.LoseAfter)},
	)
}

// thirdRequest: a duplicate that is turned away changes nothing.
func thirdRequest() harness.Scenario {
	drive := func(odd ...func(harness.Request) harness.Request) func(c *harness.Client) {
		return func(c *harness.Client) {
			r := pay.Request(c.Key("k1"), 100)
			first := hold(c, r.Expect(pay.Created))
			for _, f := range odd {
				c.Start(f(r))
				c.Settle()
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(first)
			c.Retry(2, r.Expect(pay.Created))
		}
	}
	same := func(r harness.Request) harness.Request { return r.Expect(pay.Conflict) }
	return promise(2, "third-request", "a duplicate that is turned away takes nothing with it: the next one still finds the first request in flight",
		harness.Case{Name: "identical ones", Drive: drive(same, same)},
		harness.Case{Name: "invalid ones and broken ones", Drive: drive(invalid, anonymous, halfSent, halfAnswered)},
	)
}

func invalid(r harness.Request) harness.Request {
	r.Body = `{"amount":0,"currency":"USD"}`
	return r.Refused(http.StatusBadRequest, pay.Conflict, http.StatusUnprocessableEntity).Noted("amount 0")
}

func anonymous(r harness.Request) harness.Request {
	r.Caller, r.Intent = "", "a request of nobody"
	return r.Refused(http.StatusUnauthorized).Noted("no X-User-Id")
}

func halfSent(r harness.Request) harness.Request {
	r.CutBody, r.Void = 10, true
	return r.Noted("the client leaves after 10 bytes of the body")
}

func halfAnswered(r harness.Request) harness.Request {
	r.CutAnswer = 1
	return r.Noted("the client leaves after a byte of the answer")
}

// otherPayload: another payload under a key that is in flight.
func otherPayload() harness.Scenario {
	unprocessable := http.StatusUnprocessableEntity
	s := promise(2, "other-payload", "another payload under a key that is in flight is answered 409 or 422, and charges nothing: it never gets the other's answer",
		harness.Case{Name: "the first is held", Drive: func(c *harness.Client) {
			r, other := pay.Request(c.Key("k1"), 100), pay.Request(c.Key("k1"), 200)
			first := hold(c, r.Expect(pay.Created))
			for range 2 {
				atOnce(c, other.Refused(pay.Conflict, unprocessable).Noted("another payload"))
				atOnce(c, r.Expect(pay.Conflict))
			}
			c.Release()
			c.Await(first)
			c.Send(r.Expect(pay.Created))
			c.Send(other.Refused(pay.Created, pay.Conflict, unprocessable).Noted("another payload"))
			c.Send(r.Expect(pay.Created))
		}},
		harness.Case{Name: "two payloads at once", Drive: func(c *harness.Client) {
			c.Burst(
				pay.Request(c.Key("k1"), 100).Expect(pay.Created, pay.Conflict, unprocessable),
				pay.Request(c.Key("k1"), 200).Expect(pay.Created, pay.Conflict, unprocessable),
			)
		}},
	)
	s.Proves = overlap
	s.Rules = pay.Rules() // once the first is done, the other may get its answer: payload matching is not asked
	s.Explore = harness.Exploration{Preemptions: 2, Free: 2}
	return s
}

// thousand: duplicates of a stuck request are cheap.
func thousand() harness.Scenario {
	const many, batch = 1000, 50
	s := promise(2, "cheap-duplicates", "a thousand duplicates of a request that is stuck are all answered at once, leave nothing behind and disturb no other key",
		harness.Case{Drive: func(c *harness.Client) {
			r := pay.Request(c.Key("stuck"), 100)
			first := hold(c, r.Expect(pay.Created))
			c.Spawns(fmt.Sprintf("%d duplicates that were answered", many), many/10, func() {
				for i := range many / batch {
					var ps []*harness.Pending
					for range batch {
						ps = append(ps, c.Start(r.Expect(pay.Conflict)))
					}
					ps = append(ps, c.Start(pay.Request(c.Key(fmt.Sprint("free-", i+1)), int64(i)+1000).Expect(pay.Created)))
					c.Due(fmt.Sprintf("while one was stuck and %d duplicates of it came", (i+1)*batch), ps...)
				}
			})
			c.Release()
			c.Await(first)
			c.Send(r.Expect(pay.Created))
		}})
	s.Rules = append(s.Rules, RetryAfter(pay.Conflict), scenarios.Frugal("each duplicate starts a goroutine that lives until the first request is done."))
	return s
}

// lightDuplicates: nor do they fill the memory.
func lightDuplicates() harness.Scenario {
	const few, many = 1000, 6000
	s := promise(3, "light-duplicates", "however many duplicates of a request that is stuck are answered, the memory does not grow with them",
		harness.Case{Drive: func(c *harness.Client) {
			c.Inside("it looks at the memory")
			r := pay.Request(c.Key("stuck"), 100)
			first := hold(c, r.Expect(pay.Created))
			c.Send(r.Expect(pay.Conflict))
			heap := func(n int) int64 {
				c.Flood(n, "duplicates of it", func(int) harness.Request { return r.Expect(pay.Conflict) })
				c.Settle()
				return c.Heap()
			}
			before := heap(few)
			c.Cost(fmt.Sprintf("bytes of memory that %d duplicates hold that were answered", many), heap(many)-before, 1<<17)
			c.Release()
			c.Await(first)
			c.Send(r.Expect(pay.Created))
		}})
	s.Alone = true
	s.Rules = append(s.Rules, scenarios.Frugal("something of each duplicate lives until the first request is done: an entry in a list, a callback, a timer."))
	return s
}
