package fingerprinttest

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness"
)

// texts are strings that are nearly the same.
func texts() []pair {
	var out []pair
	for _, x := range []struct{ a, b, note string }{
		{"Rush", "rush", "another case"},
		{"rush", "rush ", "a space behind"},
		{"rush", " rush", "a space before"},
		{"a b", "a  b", "another space"},
		{"a b", "ab", "no space"},
		{"a\nb", "a b", "a line break in place of a space"},
		{"a\nb", "a\r\nb", "another line break"},
		{"a\tb", `a\tb`, "a backslash in place of a tab"},
		{"<", `\u003c`, "the text of an escape"},
		{"a\x00b", "a\x00c", "a letter behind a NUL"},
		{"caf\u00e9", "cafe\u0301", "another composition"},
		{"caf\u00e9", "cafe", "no accent"},
		{"stra\u00dfe", "strasse", "another spelling"},
		{"a\u00a0b", "a b", "another kind of space"},
		{"a\u200bb", "ab", "an invisible character"},
		{"\u0410", "A", "a letter that looks the same"},
		{"\U0001f600", "\U0001f601", "another emoji"},
		{"a\u00c3\u00a9", "a\u00e9", "a letter decoded twice"},
		{"100", "1e2", "a number as text"},
		{"2026-01-02T15:04:05Z", "2026-01-02T15:04:05.000Z", "a time as text"},
		{`x","note":"y`, `x', 'note':'y`, "other quotes"},
	} {
		out = append(out, pair{`,"memo":` + quote(x.a), `,"memo":` + quote(x.b), x.note})
	}
	return append(out, pair{`,"memo":"x","note":"y"`, `,"memo":` + quote(`x","note":"y`), "a string that looks like two members"})
}

// exactNumbers: numbers that a float64 can not tell apart are two numbers.
func exactNumbers() harness.Scenario {
	return promise(1, "exact-numbers", "numbers count digit by digit: two that a float64 can not tell apart make two orders",
		harness.Case{Name: "in a quantity", Drive: func(c *harness.Client) {
			for i, n := range []int64{9007199254740993, 9007199254740992, 9223372036854775807, 9223372036854775806, 1000000000000000001, 1000000000000000000} {
				c.Retry(2, order.Request(c.Key(fmt.Sprint("k", i/2)), n).Expect(order.Created))
			}
		}},
		harness.Case{Name: "in unknown members", Drive: func(c *harness.Client) {
			differ(c, []pair{
				{`,"no":12345678901234567890`, `,"no":12345678901234567891`, "another twentieth digit"},
				{`,"no":9007199254740993`, `,"no":9007199254740992`, "another sixteenth digit"},
				{`,"no":-9007199254740993`, `,"no":-9007199254740992`, "another digit below zero"},
				{`,"no":[9007199254740993]`, `,"no":[9007199254740992]`, "another digit in an array"},
				{`,"no":{"a":{"b":9007199254740993}}`, `,"no":{"a":{"b":9007199254740992}}`, "another digit further in"},
				{`,"no":0.1`, `,"no":0.10000000000000001`, "another seventeenth decimal"},
				{`,"no":3.14159265358979323846`, `,"no":3.14159265358979323847`, "another twentieth decimal"},
				{`,"no":1`, `,"no":1.00000000000000000001`, "a fraction"},
				{`,"no":1`, `,"no":-1`, "another sign"},
				{`,"no":0.5`, `,"no":0.7`, "another fraction below one"},
				{`,"no":` + digits + `1`, `,"no":` + digits + `2`, "another hundredth digit"},
				{`,"no":0.` + digits + `1`, `,"no":0.` + digits + `2`, "another hundredth decimal"},
				{`,"no":1e400`, `,"no":1e401`, "an exponent beyond a float64"},
				{`,"no":1e-400`, `,"no":1e-401`, "a fraction below a float64"},
			}, beside)
		}},
	)
}

var digits = strings.Repeat("123456789", 11)

// megabyte is how long the text in a large order is.
const megabyte = 1 << 20

// lastByte: a large order counts to its last byte.
func lastByte() harness.Scenario {
	return promise(1, "last-byte", "an order counts as a whole: the last byte of a megabyte makes another one",
		harness.Case{Drive: func(c *harness.Client) {
			x := func(n int) string { return strings.Repeat("x", n) }
			var rs []harness.Request
			for i, v := range []struct{ memo, note string }{
				{x(megabyte), "a megabyte"},
				{x(megabyte-1) + "y", "another last byte"},
				{x(megabyte/2) + "y" + x(megabyte/2-1), "another byte in the middle"},
				{x(megabyte + 1), "a byte more"},
			} {
				body := fmt.Sprintf(`{"items":[{"quantity":1,"sku":"A"}],"memo":%q,"ref":%q}`, v.memo, c.Key("k"))
				if i > 0 {
					body = fmt.Sprintf(`{"ref":%q,"memo":%q,"items":[{"sku":"A","quantity":1}]}`, c.Key("k"), v.memo)
				}
				rs = append(rs, withBody(v.note, body, mark("A", 1)).Expect(order.Created).Noted("%s", v.note))
			}
			for _, r := range append(rs, rs...) {
				c.Send(r)
			}
		}},
	)
}

// noCollisions: a fingerprint does not collide in practice.
func noCollisions() harness.Scenario {
	pairs := []pair{ // canonical bodies with these texts are equal under the hash
		{"viyuljrg", "urtkownp", "an equal FNV-1a of 32 bits"},
		{"bibqomle", "rvqycbki", "an equal FNV-1a of 32 bits behind the caller"},
		{"atnxnjou", "hotqcjpd", "an equal FNV-1a of 32 bits behind the caller and a colon"},
		{"fpraskks", "ezraoaah", "an equal FNV-1a of 32 bits behind the caller and a bar"},
		{"gvyepukj", "pwrcijwu", "an equal FNV-1a of 32 bits behind the caller's line"},
		{"jowzbhgi", "nhhxetng", "an equal FNV-1a of 32 bits behind the caller and a NUL"},
		{"akkhsycn", "ibyugknu", "an equal FNV-1a of 32 bits behind the caller and a space"},
		{"wenezoxw", "eaazftjz", "an equal FNV-1 of 32 bits"},
		{"mhktumbm", "hwbrvggu", "an equal CRC-32"},
		{"oilrtgpp", "ybprhiuc", "an equal CRC-32C"},
		{"HHHHHHHHHHHHHHHHHHHH", "LHHHHHHHOHHHHHHLIHHH", "an equal CRC-64 (ISO)"},
		{"HHHHHHHHHHHHHHHHHHHH", "@GCMOLCNNOGKH@BEHHHH", "an equal CRC-64 (ECMA)"},
		{"abba", "baab", "an equal Adler-32"},
		{"AaBB", "BBAa", "an equal h*31+c, and the same letters"},
		{"abab", "bAbA", "an equal h*33+c"},
		{"nnrtgkib", "youaroku", "equal first four bytes of SHA-256"},
		{"loldrwas", "wmcetzyo", "equal first four bytes of SHA-1"},
		{"pswabguz", "pdlsmxdi", "equal first four bytes of MD5"},
	}
	return promise(1, "no-collisions", "orders that share a weak hash are two orders: the fingerprint does not collide in practice",
		harness.Case{Drive: func(c *harness.Client) {
			sent := map[string]bool{}
			for _, p := range pairs {
				for _, memo := range []string{p.a, p.b} {
					r := withBody("order "+memo, fmt.Sprintf(`{"items":[{"quantity":1,"sku":"A"}],"memo":%q}`, memo), mark("A", 1))
					if r = r.Expect(order.Created).Noted("%s", p.note); !sent[memo] {
						c.Send(r)
					}
					sent[memo] = true
				}
			}
		}},
	)
}
