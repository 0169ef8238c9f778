package fingerprinttest

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness"
)

// A pair is two bodies that are not the same, and what they differ in. Each is what stands in an
// order beside its items, or in place of them.
type pair struct{ a, b, note string }

// differ sends both bodies of each pair, and both again: they are two orders.
func differ(c *harness.Client, pairs []pair, body func(c *harness.Client, n int64, text string) (body, mark string)) {
	for i, p := range pairs {
		n := int64(i) + 1
		text, m := body(c, n, p.a)
		a := withBody(fmt.Sprintf("order %d", n), text, m).Expect(order.Created)
		text, m = body(c, n, p.b)
		b := withBody(fmt.Sprintf("order %d with %s", n, p.note), text, m).Expect(order.Created).Noted("%s", p.note)
		for _, r := range []harness.Request{a, b, a, b} {
			c.Send(r)
		}
	}
}

// beside makes an order with more members than its items.
func beside(c *harness.Client, n int64, more string) (body, m string) {
	return fmt.Sprintf(`{"items":[{"sku":"A-1","quantity":%d}],"ref":%q%s}`, n, c.Key("k"), more), mark("A-1", n)
}

// anyDifference: whatever differs, the order is another one.
func anyDifference() harness.Scenario {
	return promise(1, "any-difference", "any difference makes another order: value, type, nesting, order of an array, a member that is added or missing, also where nobody looks",
		harness.Case{Name: "in the items", Drive: differentItems},
		harness.Case{Name: "in other members of an item", Drive: func(c *harness.Client) {
			differ(c, besideItems, func(c *harness.Client, n int64, more string) (string, string) {
				return fmt.Sprintf(`{"items":[{"sku":"A-1","quantity":%d%s}],"ref":%q}`, n, more, c.Key("k")), mark("A-1", n)
			})
		}},
		harness.Case{Name: "in unknown members", Drive: func(c *harness.Client) { differ(c, unknownMembers, beside) }},
		harness.Case{Name: "in a member that looks like something else", Drive: func(c *harness.Client) { differ(c, speaking(), beside) }},
		harness.Case{Name: "in the text of a string", Drive: func(c *harness.Client) { differ(c, texts(), beside) }},
	)
}

// An entry is an item of an order, for its body and its mark.
type entry struct {
	sku string
	n   int
}

func entries(es []entry) (items, m string) {
	var s []string
	var parts []any
	for _, e := range es {
		s = append(s, fmt.Sprintf(`{"sku":%s,"quantity":%d}`, quote(e.sku), e.n))
		parts = append(parts, e.sku, e.n)
	}
	return "[" + strings.Join(s, ",") + "]", mark(parts...)
}

// differentItems varies the items. Articles are cut at another place too, so that parts that were
// merely joined are equal.
func differentItems(c *harness.Client) {
	pairs := [][2][]entry{
		{{{"A", 1}}, {{"B", 1}}},
		{{{"A", 1}}, {{"A", 2}}},
		{{{"A", 1}}, {{"a", 1}}},
		{{{"A", 1}}, {{"A ", 1}}},
		{{{"A", 1}}, {{"A", 1}, {"A", 1}}},
		{{{"A", 2}}, {{"A", 1}, {"A", 1}}},
		{{{"A", 1}}, {{"A", 1}, {"B", 1}}},
		{{{"A", 1}, {"B", 1}}, {{"B", 1}, {"A", 1}}},
		{{{"A", 1}, {"B", 2}}, {{"A", 2}, {"B", 1}}},
		{{{"A", 1}, {"B", 1}, {"B", 1}}, {{"A", 1}, {"A", 1}, {"B", 1}}},
		{{{"A", 11}}, {{"A1", 1}}},
		{{{"A", 1}, {"B", 1}}, {{"A1B", 1}}},
	}
	for _, sep := range []string{":", "x", "*", "=", "|", ",", " ", "×"} {
		for _, next := range []string{",", ";", "|", " ", "\n", "&", " ,"} {
			pairs = append(pairs, [2][]entry{{{"A", 1}, {"B", 2}}, {{"A" + sep + "1" + next + "B", 2}}})
		}
	}
	for i, p := range pairs {
		var rs []harness.Request
		for j, es := range p {
			items, m := entries(es)
			r := withBody(fmt.Sprintf("order %d.%d", i+1, j+1), fmt.Sprintf(`{"items":%s,"ref":"%s-%d"}`, items, c.Key("k"), i), m)
			rs = append(rs, r.Expect(order.Created).Noted("other items"))
		}
		for _, r := range append(rs, rs...) {
			c.Send(r)
		}
	}
}

var besideItems = []pair{
	{``, `,"size":"M"`, "a member is added to an item"},
	{`,"size":"L"`, `,"size":"M"`, "another size"},
	{`,"size":"m"`, `,"size":"M"`, "a size in another case"},
	{`,"gift":false`, `,"gift":true`, "a gift"},
	{`,"gift":null`, ``, "null is missing"},
	{`,"options":{"text":"Ann","font":1}`, `,"options":{"text":"Bob","font":1}`, "another engraving"},
	{`,"options":["red","blue"]`, `,"options":["blue","red"]`, "another order of options"},
}

// speaking are members whose names a handler may take for something of its own.
func speaking() []pair {
	var out []pair
	for _, name := range []string{
		"id", "status", "createdAt", "timestamp", "user", "userId", "user_id", "caller", "X-User-Id", "method", "path", "route",
		"body", "key", "idempotencyKey", "requestId", "nonce", "hash", "fingerprint", "window", "_", "",
	} {
		out = append(out,
			pair{fmt.Sprintf(`,%q:"x"`, name), fmt.Sprintf(`,%q:"y"`, name), fmt.Sprintf("another %q", name)},
			pair{``, fmt.Sprintf(`,%q:%q`, name, harness.DefaultCaller), fmt.Sprintf("%q added", name)},
		)
	}
	return out
}

var unknownMembers = []pair{
	{``, `,"memo":"rush"`, "a member is added"},
	{`,"memo":"rush"`, `,"memo":"slow"`, "another string"},
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
	{`,"memo":null`, `,"memo":"<nil>"`, "the text of a nil"},
	{`,"memo":1`, `,"memo":[1]`, "an array around a number"},
	{`,"memo":{"a":1}`, `,"memo":"{\"a\":1}"`, "an object as a string"},
	{`,"memo":{"a":1}`, `,"memo":"map[a:1]"`, "an object as Go prints it"},
	{`,"memo":{"a":1}`, `,"memo":{"a":2}`, "a number further in"},
	{`,"memo":{"a":1,"b":2}`, `,"memo":{"a":2,"b":1}`, "numbers swapped further in"},
	{`,"memo":{"a":1}`, `,"memo":{"b":1}`, "another name further in"},
	{`,"memo":{"a":1}`, `,"memo":{"a":1,"b":null}`, "null added further in"},
	{`,"memo":{"a":{"b":1}}`, `,"memo":{"a.b":1}`, "a path in place of nesting"},
	{`,"memo":{"a":{"b":1}}`, `,"memo":{"a":{},"b":1}`, "a member further out"},
	{`,"memo":{"a":1,"b":2}`, `,"memo":{"a":1},"note":{"b":2}`, "a member elsewhere"},
	{`,"memo":[1,2]`, `,"memo":{"0":1,"1":2}`, "an object with indices for names"},
	{`,"memo":[1,2]`, `,"memo":[2,1]`, "another order of an array"},
	{`,"memo":[{"a":1},{"b":2}]`, `,"memo":[{"b":2},{"a":1}]`, "another order of an array of objects"},
	{`,"memo":["b","a"]`, `,"memo":["a","b"]`, "an array that is sorted"},
	{`,"memo":[1,1,2]`, `,"memo":[1,2,2]`, "the same set as another array"},
	{`,"memo":[1,1]`, `,"memo":[1]`, "a repeated element is missing"},
	{`,"memo":[[1],2]`, `,"memo":[[1,2]]`, "an array cut elsewhere"},
	{`,"memo":[[]]`, `,"memo":[]`, "an array around nothing"},
	{`,"memo":["a","b"]`, `,"memo":["a,b"]`, "two strings in one"},
	{`,"memo":["a b"]`, `,"memo":["a","b"]`, "one string in two"},
	{`,"memo":12`, `,"memo":"","note":12`, "a number elsewhere"},
	{`,"ab":"c"`, `,"a":"bc"`, "a letter that moves from a name to its value"},
	{`,"a":"b","c":"d"`, `,"a":"bcd"`, "a name that becomes text"},
	{`,"memo":["ab","c"]`, `,"memo":["a","bc"]`, "a letter that moves to the next string"},
	{`,"a":"1","b":"2"`, `,"a":"1&b=2"`, "a member in the text of another, as in a form"},
	{`,"a":"1","b":"2"`, `,"a":"1,b:2"`, "a member in the text of another, with a colon"},
	{`,"a":"1","b":"2"`, `,"a":"1 b:2"`, "a member in the text of another, as Go prints it"},
	{`,"a":"1","b":"2"`, `,"a":"1\nb=2"`, "a member in the text of another, in a line of its own"},
	{deep(`1`), deep(`2`), "a number thirty levels in"},
}

func deep(leaf string) string {
	const levels = 30
	return `,"memo":` + strings.Repeat(`{"a":[`, levels) + leaf + strings.Repeat(`]}`, levels)
}
