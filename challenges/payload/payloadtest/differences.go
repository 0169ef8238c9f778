package payloadtest

import (
	"fmt"
	"strings"

	"example.com/idempotency/challenges/bank/banktest"
	"example.com/idempotency/harness"
)

// A pair is two payloads that are not the same, and what they differ in.
type pair struct{ a, b, note string }

// members makes payloads from what is added to a valid one. The members are sorted and there is no
// white space: the text is its own canonical form.
func members(n int64, more string) string {
	return fmt.Sprintf(`{"amount":%d,"currency":"USD","from":"alice"%s,"to":"bob"}`, n, more)
}

// differ sends each pair under a key of its own: the first is taken, the second refused, and the
// first replayed.
func differ(c *harness.Client, pairs []pair, body func(n int64, text string) (payload, mark string)) {
	for i, p := range pairs {
		n := int64(i) + 1
		a := transfer.Request(c.Key(fmt.Sprint("k", n)), n).Expect(transfer.Created)
		b := a.Refused(transfer.Mismatch...).Noted("%s", p.note)
		a.Body, a.Mark = body(n, p.a)
		b.Body, _ = body(n, p.b)
		c.Send(a)
		c.Send(b)
		c.Send(a)
	}
}

func withMembers(n int64, more string) (payload, mark string) {
	return members(n, more), banktest.TransferMark("alice", "bob", n, "USD")
}

// anyDifference: whatever differs, the payload is another one.
func anyDifference() harness.Scenario {
	return promise(1, "any-difference", "any difference makes another payload: value, type, nesting, order of an array, a member that is added or missing, also where nobody looks",
		harness.Case{Name: "in the four members", Drive: func(c *harness.Client) { differAccounts(c) }},
		harness.Case{Name: "in unknown members", Drive: func(c *harness.Client) { differ(c, unknownMembers, withMembers) }},
		harness.Case{Name: "in the text of a string", Drive: func(c *harness.Client) { differ(c, texts(), withMembers) }},
	)
}

// differAccounts varies from, to, amount and currency. Accounts are cut at another place, so that
// parts that were merely joined are equal.
func differAccounts(c *harness.Client) {
	type t struct {
		from, to string
		amount   int64
		currency string
	}
	pairs := [][2]t{
		{{"alice", "bob", 1, "USD"}, {"alice", "bob", 1, "EUR"}},
		{{"alice", "bob", 2, "USD"}, {"bob", "alice", 2, "USD"}},
		{{"alice", "bob", 3, "USD"}, {"carol", "bob", 3, "USD"}},
		{{"alice", "bob", 4, "USD"}, {"alice", "carol", 4, "USD"}},
		{{"alice", "bob", 5, "USD"}, {"Alice", "bob", 5, "USD"}},
		{{"alice", "bob", 6, "USD"}, {"alice ", "bob", 6, "USD"}},
		{{"alice", "bob", 70, "USD"}, {"alice", "bob", 7, "USD"}},
		{{"alice", "bob1", 80, "USD"}, {"alice", "bob", 180, "USD"}},
		{{"a", "bc", 9, "USD"}, {"ab", "c", 9, "USD"}},
	}
	for i, sep := range []string{":", "|", "/", "-", "_", ",", ";", " ", "\n", "\t", "\x00", "->", "&to=", `","to":"`} {
		n := int64(i) + 1000
		pairs = append(pairs, [2]t{{"a" + sep + "b", "c", n, "USD"}, {"a", "b" + sep + "c", n, "USD"}})
	}
	body := func(x t) string {
		return object("from", quote(x.from), "to", quote(x.to), "amount", fmt.Sprint(x.amount), "currency", quote(x.currency))
	}
	for i, p := range pairs {
		a := transfer.Request(c.Key(fmt.Sprint("k", i+1)), 1).Expect(transfer.Created)
		b := a.Refused(transfer.Mismatch...).Noted("another account, amount or currency")
		a.Body, b.Body = body(p[0]), body(p[1])
		a.Mark = banktest.TransferMark(p[0].from, p[0].to, p[0].amount, p[0].currency)
		c.Send(a)
		c.Send(b)
		c.Send(a)
	}
}

var unknownMembers = []pair{
	{``, `,"memo":"rent"`, "a member is added"},
	{`,"memo":"rent"`, ``, "a member is missing"},
	{`,"memo":"rent"`, `,"memo":"food"`, "another string"},
	{`,"memo":"a","note":"b"`, `,"memo":"b","note":"a"`, "values swapped"},
	{`,"memo":"a"`, `,"note":"a"`, "another name"},
	{`,"memo":null`, ``, "null is missing"},
	{`,"memo":""`, ``, "an empty string is missing"},
	{`,"memo":""`, `,"memo":null`, "null in place of an empty string"},
	{`,"memo":[]`, ``, "an empty array is missing"},
	{`,"memo":{}`, ``, "an empty object is missing"},
	{`,"memo":[]`, `,"memo":{}`, "an object in place of an array"},
	{`,"memo":[]`, `,"memo":null`, "null in place of an array"},
	{`,"memo":false`, ``, "false is missing"},
	{`,"memo":0`, `,"memo":false`, "false in place of 0"},
	{`,"memo":0`, `,"memo":null`, "null in place of 0"},
	{`,"memo":1`, `,"memo":"1"`, "a string in place of a number"},
	{`,"memo":1`, `,"memo":true`, "true in place of 1"},
	{`,"memo":true`, `,"memo":"true"`, "a string in place of true"},
	{`,"memo":null`, `,"memo":"null"`, "a string in place of null"},
	{`,"memo":1`, `,"memo":[1]`, "an array around a number"},
	{`,"memo":{"a":1}`, `,"memo":"{\"a\":1}"`, "an object as a string"},
	{`,"memo":{"a":1}`, `,"memo":{"a":2}`, "a number further in"},
	{`,"memo":{"a":1,"b":2}`, `,"memo":{"a":2,"b":1}`, "numbers swapped further in"},
	{`,"memo":{"a":1}`, `,"memo":{"b":1}`, "another name further in"},
	{`,"memo":{"a":1}`, `,"memo":{"a":1,"b":null}`, "null added further in"},
	{`,"memo":{"a":{"b":1}}`, `,"memo":{"a.b":1}`, "a path in place of nesting"},
	{`,"memo":{"a":{"b":1}}`, `,"memo":{"a":{},"b":1}`, "a member further out"},
	{`,"memo":{"a":1,"b":2}`, `,"memo":{"a":1},"note":{"b":2}`, "a member elsewhere"},
	{`,"memo":[1,2]`, `,"memo":[2,1]`, "another order of an array"},
	{`,"memo":[{"a":1},{"b":2}]`, `,"memo":[{"b":2},{"a":1}]`, "another order of an array of objects"},
	{`,"memo":["b","a"]`, `,"memo":["a","b"]`, "an array that is sorted"},
	{`,"memo":[1,1,2]`, `,"memo":[1,2,2]`, "the same set as another array"},
	{`,"memo":[1,1]`, `,"memo":[1]`, "a repeated element is missing"},
	{`,"memo":[[1],2]`, `,"memo":[[1,2]]`, "an array cut elsewhere"},
	{`,"memo":[[]]`, `,"memo":[]`, "an array around nothing"},
	{`,"memo":["a","b"]`, `,"memo":["a,b"]`, "two strings in one"},
	{`,"memo":["a b"]`, `,"memo":["a","b"]`, "one string in two"},
	{deep(`1`), deep(`2`), "a number two hundred levels in"},
}

func deep(leaf string) string {
	const levels = 100
	return `,"memo":` + strings.Repeat(`{"a":[`, levels) + leaf + strings.Repeat(`]}`, levels)
}

// texts are strings that are nearly the same.
func texts() []pair {
	var out []pair
	for _, x := range []struct{ a, b, note string }{
		{"Rent", "rent", "another case"},
		{"rent", "rent ", "a space behind"},
		{"rent", " rent", "a space before"},
		{"a b", "a  b", "another space"},
		{"a b", "ab", "no space"},
		{"a\nb", "a b", "a line break in place of a space"},
		{"a\nb", "a\r\nb", "another line break"},
		{"a\tb", `a\tb`, "a backslash in place of a tab"},
		{"<", `\u003c`, "the text of an escape"},
		{"a\x00b", "a\x00c", "a letter behind a NUL"},
		{"caf\u00e9", "cafe\u0301", "another composition"},
		{"caf\u00e9", "cafe", "no accent"},
		{"a\u00a0b", "a b", "another kind of space"},
		{"a\u200bb", "ab", "an invisible character"},
		{"\u0410", "A", "a letter that looks the same"},
		{"\U0001f600", "\U0001f601", "another emoji"},
		{`x","note":"y`, `x', 'note':'y`, "other quotes"},
	} {
		out = append(out, pair{`,"memo":` + quote(x.a), `,"memo":` + quote(x.b), x.note})
	}
	return append(out, pair{`,"memo":"x","note":"y"`, `,"memo":` + quote(`x","note":"y`), "a string that looks like two members"})
}
