package scenarios

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
)

// The scenarios of this file are for challenges in which a key belongs to a payload. Operation's
// Mismatch lists what another payload under a used key is answered.

// OtherPayload: a used key is not for another payload.
func (o Operation) OtherPayload() harness.Scenario {
	return o.scenario(1, "other-payload", fmt.Sprintf("another payload under a used key is answered %s and has no %s, and the key's own payload is still answered as before", either(o.Mismatch), o.Effect), harness.Case{Drive: func(c *harness.Client) {
		r, other := o.Request(c.Key("k1"), 100).Expect(o.Created), o.Request(c.Key("k1"), 200).Refused(o.Mismatch...).Noted("another payload")
		c.Send(r)
		c.Retry(2, other)
		c.Send(r)
		c.Advance(time.Minute)
		c.Send(other)
		c.Send(r)
		c.Retry(2, o.Request(c.Key("k2"), 200).Expect(o.Created)) // nothing is wrong with the payload itself
	}})
}

// OtherHeaders: how a request travels is no part of it.
func (o Operation) OtherHeaders() harness.Scenario {
	headers := []http.Header{
		{"User-Agent": {"shop/2.1 (retry)"}},
		{"Accept": {"*/*"}, "Accept-Language": {"de"}, "Accept-Encoding": {"br"}},
		{"Content-Type": {"application/json; charset=utf-8"}},
		{"Date": {"Sat, 01 Jan 2000 00:01:00 GMT"}, "X-Request-Id": {"7f3a"}, "X-Retry-Count": {"1"}},
		{"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}, "X-Forwarded-For": {"198.51.100.7"}, "Via": {"1.1 proxy"}},
		{"Cookie": {"session=2"}, "Referer": {"https://shop.example/pay"}, "Origin": {"https://shop.example"}},
	}
	return o.scenario(1, "other-headers", "a retry that travels with other headers is the same request", harness.Case{Drive: func(c *harness.Client) {
		r := o.Request(c.Key("k1"), 100).Expect(o.Created)
		c.Send(r)
		for _, h := range headers {
			again := r
			again.Header = h
			c.Send(again)
		}
		c.Send(r)
	}})
}

// OtherPayloadInFlight: another payload while the first is running.
func (o Operation) OtherPayloadInFlight() harness.Scenario {
	s := o.scenario(2, "other-payload-in-flight", fmt.Sprintf("another payload under a key that is in flight is answered %s, at once or when the first is done: it has no %s and never gets the other's answer", either(o.turnedAway()), o.Effect),
		harness.Case{Drive: func(c *harness.Client) {
			r, other := o.Request(c.Key("k1"), 100), o.Request(c.Key("k1"), 200).Noted("another payload")
			c.Hold(r.Mark)
			ps := []*harness.Pending{c.Start(r.Expect(o.Created))}
			c.Settle()
			for range 2 {
				ps = append(ps, c.Start(other.Refused(o.turnedAway()...)), c.Start(r.Expect(o.Created, o.Conflict)))
				c.Settle()
			}
			c.Release()
			c.Await(ps...)
			c.Send(r.Expect(o.Created))
			c.Send(other.Refused(o.Mismatch...))
			c.Send(r.Expect(o.Created))
		}})
	s.Proves = overlapped
	return s
}

// PayloadRace: two payloads, one key, at once.
func (o Operation) PayloadRace() harness.Scenario {
	s := o.scenario(2, "payload-race", fmt.Sprintf("two payloads at once under one key: one %s, the other is answered %s, and from then on each gets what the winner decided", o.Effect, either(o.turnedAway())),
		harness.Case{Drive: func(c *harness.Client) {
			a, b := o.Request(c.Key("k1"), 100), o.Request(c.Key("k1"), 200)
			during, after := append(o.turnedAway(), o.Created), append(slices.Clone(o.Mismatch), o.Created)
			c.Burst(a.Expect(during...), b.Expect(during...))
			for range 2 {
				c.Send(a.Expect(after...))
				c.Send(b.Expect(after...))
			}
		}})
	s.Rules = o.rules(o.OnePayload())
	s.Proves = overlapped
	s.Explore = harness.Exploration{Preemptions: 2, Every: true, Free: 4}
	return s
}

// PayloadAfterFailure: whose the key is when the first payload's effect failed.
func (o Operation) PayloadAfterFailure() harness.Scenario {
	s := o.scenario(3, "payload-after-failure", fmt.Sprintf("a refused %s leaves the key to any payload, also to one that waits; one of unknown outcome keeps it for its own", o.Effect),
		harness.Case{Name: "refused", Drive: func(c *harness.Client) {
			a, b := o.Request(c.Key("k1"), 100), o.Request(c.Key("k1"), 200)
			c.FateOf(a.Mark, harness.Refuse)
			c.Hold(a.Mark)
			first := c.Start(a.Expect(o.Keyed.Refused))
			c.Settle()
			second := c.Start(b.Expect(append(o.turnedAway(), o.Created)...))
			c.Settle()
			c.Release()
			c.Await(first, second)
			c.Retry(2, b.Expect(o.Created))
			c.Send(a.Expect(o.Mismatch...))
			c.Send(b.Expect(o.Created))
		}},
		harness.Case{Name: "unknown", Drive: func(c *harness.Client) {
			for i, f := range []harness.Fate{harness.LoseBefore, harness.LoseAfter} {
				k := c.Key(fmt.Sprint("k", i+1))
				n := int64(i+1) * 1000
				c.Fates(f)
				c.Send(o.Request(k, n).Expect(o.Keyed.Unknown))
				c.Send(o.Request(k, n+1).Refused(o.Mismatch...).Noted("another payload"))
				c.Send(o.Request(k, n).Expect(o.Keyed.Unknown))
			}
		}},
	)
	s.Proves = started
	return s
}

// PayloadStorm: any traffic, in which keys meet more than one payload.
func (o Operation) PayloadStorm() harness.Scenario {
	s := o.Storm()
	s.Story = "whatever the order of retries, duplicates, other payloads, failures and disconnects"
	s.Storm = &harness.Storm{Draw: func(t *rapid.T, key func(string) string) harness.Weather {
		wx := o.draw(t, key)
		for i, m := range wx.Moves {
			if rapid.IntRange(0, 3).Draw(t, "payload") < 3 || m.Request.Caller != harness.DefaultCaller {
				continue
			}
			other := o.Request(m.Request.Key, int64(i)+1000)
			m.Request.Body, m.Request.Mark = other.Body, other.Mark
			wx.Moves[i] = m
		}
		return wx
	}}
	s.Rules = slices.DeleteFunc(o.rules(), func(r judge.Rule) bool {
		return r.Name == judge.KnownStatus().Name || r.Name == judge.UnknownSticks(0).Name
	})
	codes := append(o.turnedAway(), o.Created, o.Keyed.Refused, o.Keyed.Unknown)
	s.Rules = append(s.Rules, judge.KnownStatus(codes...), ofWinners(judge.UnknownSticks(o.Keyed.Unknown)), o.OnePayload())
	return s
}

// turnedAway lists what another payload may be answered while the first is running.
func (o Operation) turnedAway() []int { return append([]int{o.Conflict}, o.Mismatch...) }
