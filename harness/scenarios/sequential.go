package scenarios

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

// HappyPath: one request, one effect, the answer that the README describes.
func (o Operation) HappyPath() harness.Scenario {
	return o.scenario(1, "happy-path", fmt.Sprintf("a single request is answered %d, with one %s of what it asks for", o.Created, o.Effect), harness.Case{Drive: func(c *harness.Client) {
		for i, n := range []int64{100, 1, 9007199254740993} {
			c.Send(o.Request(c.Key(fmt.Sprint("k", i+1)), n).Expect(o.Created))
		}
		for i, b := range o.Wellformed {
			r := o.Request(c.Key(fmt.Sprint("w", i+1)), 1).Expect(o.Created).Noted("%s", b.Note)
			r.Body, r.Mark = b.Text, b.Mark
			c.Send(r)
		}
	}})
}

// Retry: identical requests one after the other have one effect and one answer.
func (o Operation) Retry() harness.Scenario {
	return o.scenario(1, "retry", fmt.Sprintf("the same request sent again and again has one %s, and one answer", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		c.Retry(2, o.Request(c.Key("k1"), 100).Expect(o.Created))
		c.Send(o.Request(c.Key("k2"), 200).Expect(o.Created))
		c.Retry(3, o.Request(c.Key("k1"), 100).Expect(o.Created))
	}})
}

// Replay: a replay is the first answer, also later.
func (o Operation) Replay() harness.Scenario {
	return o.scenario(1, "replay-is-the-answer", "a retry is answered with the first answer: status, body, Content-Type and Location, also later", harness.Case{Drive: func(c *harness.Client) {
		r := o.Request(c.Key("k1"), 9007199254740993).Expect(o.Created)
		c.Advance(123456789) // a clock begins at a whole second, and time is kept in less
		c.Send(r)
		c.Send(r)
		for _, d := range []time.Duration{time.Millisecond, 1500 * time.Millisecond, time.Minute} {
			c.Advance(d)
			c.Send(r)
		}
	}})
}

// OtherKeys: other keys are other requests, also with equal bodies.
func (o Operation) OtherKeys() harness.Scenario {
	return o.scenario(1, "other-keys", fmt.Sprintf("another key is another %s, also when the bodies are equal", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		for i, n := range []int64{100, 100, 200, 100} {
			c.Send(o.Request(c.Key(fmt.Sprint("k", i+1)), n).Expect(o.Created))
		}
	}})
}

// OpaqueKeys: a key is opaque.
func (o Operation) OpaqueKeys() harness.Scenario {
	long := strings.Repeat("k", 240)
	pairs := [][]string{
		{"case", "CASE", "Case"},
		{"00", "0", "0.0", "-0", "000"},
		{"1e3", "1000"},
		{"a b", "a  b", "ab", "a\tb"},
		{"a,b", "a, b", "a"},
		{"k-1", "k_1", "k.1", "k1", "k/1", "k:1", "k%2D1", "k+1"},
		{"null", "undefined", "true", "nil"},
		{"../k", "./k", "k/", "/k"},
		{"it's", "its", "'its'", "`its`"},                // quotes of other languages
		{"plumless", "buckeroo"},                         // equal CRC-32 (IEEE)
		{"costarring", "liquid"},                         // equal FNV-1a, 32 bits
		{"Aa", "BB"},                                     // equal under h*31+c
		{"creamwove", "quists"},                          // equal FNV-1a, 32 bits
		{"8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ"}, // equal FNV-1a, 64 bits
		{long + "123456789012345", long + "123456789012346"},
		{"a" + long, "b" + long},
	}
	return o.scenario(1, "opaque-key", "keys are compared byte by byte: never truncated, trimmed inside, folded or hashed weakly", harness.Case{Drive: func(c *harness.Client) {
		n := int64(0)
		for _, p := range pairs {
			for _, k := range p {
				n++
				c.Send(o.Request(k, n).Expect(o.Created))
			}
		}
		for _, k := range []string{"caf\u00e9", "cafe\u0301", "CAFE\u0301", "caf\xe8", "caf\xe9", "caf\ufffd"} { // RFC 9110 lets a server refuse these
			n++
			c.Send(o.Request(k, n).Expect(o.Created, http.StatusBadRequest))
		}
	}})
}

// KeyRequired: no key, no effect.
func (o Operation) KeyRequired() harness.Scenario {
	return o.scenario(1, "key-required", fmt.Sprintf("a request without a key is answered 400, and there is no %s", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		none := o.Request("", 100).Refused(http.StatusBadRequest)
		c.Send(none.Noted("no Idempotency-Key"))
		c.Send(none.Noted("no Idempotency-Key"))
		for _, blank := range []string{"", "   ", "\t"} {
			r := none.Noted("Idempotency-Key: %q", blank)
			r.Header = http.Header{"Idempotency-Key": {blank}}
			c.Send(r)
		}
		c.Send(o.Request(c.Key("k1"), 100).Expect(o.Created))
	}})
}

// BadBody: what can not be understood is refused.
func (o Operation) BadBody() harness.Scenario {
	return o.scenario(1, "bad-body", fmt.Sprintf("a body that is not a valid request is answered 400, and there is no %s", o.Effect), harness.Case{Drive: func(c *harness.Client) {
		for i, b := range o.Malformed {
			r := o.Request(c.Key(fmt.Sprint("k", i+1)), 100).Refused(http.StatusBadRequest).Noted("%s", b.Note)
			r.Body = b.Text
			c.Send(r)
		}
	}})
}

// NoTrace: what is refused before the effect leaves nothing behind.
func (o Operation) NoTrace() harness.Scenario {
	return o.scenario(1, "no-trace", "a request that is refused as invalid leaves no trace: its key can be used, and an existing record stays as it is", harness.Case{Drive: func(c *harness.Client) {
		for i, b := range o.Malformed {
			k := c.Key(fmt.Sprint("k", i+1))
			bad := o.Request(k, 100).Refused(http.StatusBadRequest).Noted("%s", b.Note)
			bad.Body, bad.Intent = b.Text, "an invalid request"
			c.Send(bad)
			c.Send(o.Request(k, int64(i)+10).Expect(o.Created))
			bad.Want = append([]int{http.StatusBadRequest, o.Created}, o.Mismatch...)
			c.Send(bad)
			c.Send(o.Request(k, int64(i)+10).Expect(o.Created))
		}
		k := c.Key("anon")
		anon := o.Request(k, 5).Refused(http.StatusUnauthorized).Noted("no X-User-Id")
		anon.Caller, anon.Intent = "", "a request of nobody"
		c.Send(anon)
		c.Send(o.Request(k, 5).Expect(o.Created))
		c.Send(anon)
		c.Send(o.Request(k, 5).Expect(o.Created))
	}})
}
