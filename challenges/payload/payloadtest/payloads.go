package payloadtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
	"example.com/idempotency/harness/scenarios"
)

// promise is a scenario of this challenge's own.
func promise(level int, name, story string, cases ...harness.Case) harness.Scenario {
	return harness.Scenario{
		Name: name, Level: level, Story: story, Cases: cases,
		Rules: append(transfer.Rules(), transfer.Extra...),
	}
}

// quote writes s as JSON, with nothing escaped that need not be.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic("harness: " + err.Error())
	}
	return strings.TrimSpace(b.String())
}

var zeros = strings.Repeat("0", 298)

// exactNumbers: numbers that a float64 can not tell apart are two numbers.
func exactNumbers() harness.Scenario {
	return promise(1, "exact-numbers", "numbers are compared digit by digit: two that a float64 can not tell apart are two payloads",
		harness.Case{Name: "in the amount", Drive: func(c *harness.Client) {
			for i, p := range [][2]int64{{9007199254740993, 9007199254740992}, {9007199254740992, 9007199254740993}, {9223372036854775807, 9223372036854775806}, {1000000000000000001, 1000000000000000000}} {
				k := c.Key(fmt.Sprint("k", i+1))
				a := transfer.Request(k, p[0]).Expect(transfer.Created)
				c.Send(a)
				c.Send(transfer.Request(k, p[1]).Refused(transfer.Mismatch...).Noted("another amount"))
				c.Send(a)
			}
		}},
		harness.Case{Name: "in unknown members", Drive: func(c *harness.Client) {
			differ(c, []pair{
				{`,"ref":12345678901234567890`, `,"ref":12345678901234567891`, "the twentieth digit"},
				{`,"ref":-9007199254740993`, `,"ref":-9007199254740992`, "below zero"},
				{`,"ref":[9007199254740993]`, `,"ref":[9007199254740992]`, "in an array"},
				{`,"ref":{"a":{"b":9007199254740993}}`, `,"ref":{"a":{"b":9007199254740992}}`, "further in"},
				{`,"ref":0.1`, `,"ref":0.10000000000000001`, "the seventeenth decimal"},
				{`,"ref":3.14159265358979323846`, `,"ref":3.14159265358979323847`, "the twentieth decimal"},
				{`,"ref":1`, `,"ref":1.00000000000000000001`, "a fraction"},
				{`,"ref":1`, `,"ref":-1`, "another sign"},
				{`,"ref":1.5e10`, `,"ref":1.5e1`, "a zero of the exponent"},
				{`,"ref":1e1000`, `,"ref":2e1000`, "beyond the largest float64"},
				{`,"ref":1` + zeros + `1`, `,"ref":1` + zeros + `2`, "the last of three hundred digits"},
			}, withMembers)
		}},
	)
}

// megabyte is how long the text in a large payload is.
const megabyte = 1 << 20

// lastByte: a large payload counts to its last byte.
func lastByte() harness.Scenario {
	return promise(1, "last-byte", "a payload counts as a whole: the last byte of a megabyte makes another one",
		harness.Case{Name: "a megabyte", Drive: func(c *harness.Client) {
			r := transfer.Request(c.Key("k1"), 1).Expect(transfer.Created)
			body := func(memo string) string { return members(1, `,"memo":"`+memo+`"`) }
			r.Body = body(strings.Repeat("x", megabyte))
			other := r.Refused(transfer.Mismatch...)
			c.Send(r)
			for _, o := range []struct{ memo, note string }{
				{strings.Repeat("x", megabyte-1) + "y", "the last byte of a megabyte"},
				{strings.Repeat("x", megabyte/2) + "y" + strings.Repeat("x", megabyte/2-1), "a byte in the middle"},
				{strings.Repeat("x", megabyte+1), "a byte more"},
			} {
				other.Body, other.Note = body(o.memo), o.note
				c.Send(other)
			}
			c.Send(r)
		}},
		harness.Case{Name: "two megabytes", Drive: func(c *harness.Client) {
			r := transfer.Request(c.Key("k1"), 1).Expect(transfer.Created)
			memo := strings.Repeat("x", 2_000_000-len(members(1, `,"memo":""`)))
			r.Body = members(1, `,"memo":"`+memo+`"`)
			other := r.Refused(transfer.Mismatch...).Noted("the last byte of two megabytes")
			other.Body = members(1, `,"memo":"`+memo[1:]+`y"`)
			c.Send(r)
			c.Send(other)
			c.Send(r)
		}},
	)
}

// noCollisions: what is compared does not collide in practice.
func noCollisions() harness.Scenario {
	pairs := []pair{ // equal under the hash of the whole payload
		{"pgkihpmr", "fzgztsie", "FNV-1a of 32 bits"},
		{"knbkfvhm", "zodssvym", "FNV-1 of 32 bits"},
		{"fxqdogvm", "ezzrupgk", "CRC-32"},
		{"ppfzreqd", "ffrhejih", "CRC-32C"},
		{"lbvnkioc", "mzalaigs", "Adler-32"},
		{"vgszigaz", "mjxtrnuo", "h*31+c"},
		{"zhqfcbuo", "xakygrrz", "h*33+c"},
		{"oztafxsw", "kzlxiwok", "the first four bytes of SHA-256"},
		{"ykzbrcqb", "tnwudzhc", "the first four bytes of SHA-1"},
		{"qwffpdin", "yydywneg", "the first four bytes of MD5"},
		{"plumless", "buckeroo", "CRC-32 of the text alone"},
		{"AaBB", "BBAa", "letters and their sum"},
	}
	return promise(1, "no-collisions", "payloads that share a weak hash are two payloads: the comparison does not collide in practice",
		harness.Case{Drive: func(c *harness.Client) {
			differ(c, pairs, func(_ int64, memo string) (payload, mark string) {
				return withMembers(100, `,"memo":"`+memo+`"`)
			})
		}},
	)
}

// sameMeaning: the same JSON in another form is the same payload, or another one, as the handler
// likes. It never has an effect of its own, and its bytes as they were first are still replayed.
func sameMeaning() harness.Scenario {
	return promise(1, "same-meaning", "the same JSON written in another way is replayed or answered 422, and never moves money again",
		harness.Case{Drive: func(c *harness.Client) {
			for i, text := range []string{
				`{"to":"bob","ref":{"b":[1,2],"a":"x"},"from":"alice","currency":"USD","amount":%d}`,
				` { "amount" : %d , "currency":"USD", "from":"alice", "ref":{ "a" : "x", "b" : [ 1 , 2 ] }, "to":"bob" }` + "\r\n",
				`{"amount":%d,"currency":"USD","from":"\u0061lice","ref":{"a":"\u0078","b":[1,2]},"to":"bob"}`,
				`{"\u0061mount":%d,"currency":"USD","from":"alice","ref":{"a":"x","b":[1,2]},"to":"bob"}`,
			} {
				n := int64(i) + 1
				r := transfer.Request(c.Key(fmt.Sprint("k", n)), n)
				r.Body = members(n, `,"ref":{"a":"x","b":[1,2]}`)
				other := r.Expect(append(transfer.Mismatch, transfer.Created)...).Noted("the same in other words")
				other.Body = fmt.Sprintf(text, n)
				c.Send(r.Expect(transfer.Created))
				c.Send(other)
				c.Send(r.Expect(transfer.Created))
			}
		}},
	)
}

// badBodyUnderUsedKey: what can not be understood is not the same payload.
func badBodyUnderUsedKey() harness.Scenario {
	return promise(1, "bad-body-under-used-key", "an invalid body under a used key is answered 400 or 422, never with the key's answer",
		harness.Case{Drive: func(c *harness.Client) {
			r := transfer.Request(c.Key("k1"), 100).Expect(transfer.Created)
			c.Send(r)
			for _, b := range transfer.Malformed {
				bad := r.Refused(append(transfer.Mismatch, http.StatusBadRequest)...).Noted("%s", b.Note)
				bad.Body = b.Text
				c.Send(bad)
			}
			c.Send(r)
		}},
	)
}

// serverID: the server names what it makes.
func serverID() harness.Scenario {
	return promise(1, "server-id", "the server chooses the id: nothing that a client writes into the body becomes a part of what the server says",
		harness.Case{Drive: func(c *harness.Client) {
			for i, more := range []string{
				`,"id":"tr_mine"`, `,"id":"tr_mine"`, `,"id":"tr_1"`, `,"id":""`, `,"id":null`,
				`,"id":"tr_mine","location":"/transfers/tr_mine","status":"pending"`,
			} {
				n := int64(i) + 1
				r := transfer.Request(c.Key(fmt.Sprint("k", n)), n).Expect(transfer.Created)
				r.Body, r.Mark = members(n, more), banktest.TransferMark("alice", "bob", n, "USD")
				c.Send(r)
				c.Send(r)
			}
		}},
	)
}

// hashNotCopy: a stored payload costs a hash.
func hashNotCopy() harness.Scenario {
	const many = 16
	large := func(c *harness.Client, name string, n int64, text string, want ...int) harness.Request {
		r := transfer.Request(c.Key(name), n).Expect(want...)
		r.Body = members(n, `,"memo":"`+strings.Repeat(text, megabyte)+`"`)
		return r
	}
	kept := func(c *harness.Client, send func(name string, n int64)) {
		send("warm", 1000)
		before := c.Heap()
		for i := range many {
			send(fmt.Sprint("k", i+1), int64(i)+1)
		}
		c.Cost(fmt.Sprintf("bytes kept of %d payloads of a megabyte, each sent twice", many), c.Heap()-before, many*megabyte/4)
	}
	s := promise(3, "hash-not-copy", "a stored payload costs a hash, not a copy: large bodies do not stay in memory, nor do those that are refused",
		harness.Case{Name: "with two texts", Drive: func(c *harness.Client) {
			kept(c, func(name string, n int64) {
				c.Send(large(c, name, n, "x", transfer.Created))
				c.Send(large(c, name, n, "y").Refused(transfer.Mismatch...).Noted("another payload"))
			})
		}},
		harness.Case{Name: "refused, and then of unknown outcome", Drive: func(c *harness.Client) {
			kept(c, func(name string, n int64) {
				c.Fates(harness.Refuse, harness.LoseAfter)
				c.Send(large(c, name, n, "x", transfer.Keyed.Refused))
				c.Send(large(c, name, n, "x", transfer.Keyed.Unknown))
			})
		}},
	)
	s.Rules = append(s.Rules, scenarios.Frugal("the body is kept to compare it with the next one; a hash of it would do."))
	s.Alone = true
	return s
}
