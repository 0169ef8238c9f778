package userstest

import (
	"fmt"
	"strconv"
	"strings"

	"example.com/idempotency/harness"
)

func postNew() harness.Scenario {
	return scenario(1, "post-is-new", "every POST makes another user, also of the same body, and the id is the server's: one in the body is ignored", harness.Case{Drive: func(c *harness.Client) {
		mine := c.Key("mine")
		c.Send(put(mine, bob).Expect(201))
		var made []string
		for _, b := range []string{ann.json(), ann.json(), fmt.Sprintf(`{"id":%q,"name":"Eve","email":"eve@example.com"}`, mine), `{"id":"free","name":"Eve","email":"eve@example.com"}`} {
			made = append(made, idOf(c.Send(postBody(b))))
		}
		for _, id := range append(made, mine) {
			c.Send(get(id).Expect(200))
		}
		c.Send(get("free").Expect(404))
		c.Send(put(made[0], cid).Expect(200))
		c.Send(del(made[1]).Expect(204))
		c.Send(get(made[0]).Expect(200))
		c.Send(get(made[1]).Expect(404))
	}})
}

func postOverwritesNobody() harness.Scenario {
	return scenario(1, "post-overwrites-nobody", "a POST never gets an id that somebody has or had, also one that a PUT has taken before", harness.Case{Drive: func(c *harness.Client) {
		c.OneInstant()
		first := idOf(c.Send(post(ann)))
		last := idOf(c.Send(post(ann)))
		taken := successors(last)
		for _, id := range taken {
			c.Send(put(id, cid).Expect(201).Noted("an id that a counter may come to"))
		}
		var made []string
		for range 3 {
			made = append(made, idOf(c.Send(post(bob))))
		}
		for _, id := range append(taken, made...) {
			c.Send(get(id).Expect(200))
		}
		c.Send(del(made[2]).Expect(204))
		c.Send(del(first).Expect(204))
		c.Send(del(taken[2]).Expect(204))
		for range 3 {
			c.Send(get(idOf(c.Send(post(bob)))).Expect(200))
		}
		c.Send(get(made[2]).Expect(404).Noted("deleted before"))
		c.Send(get(first).Expect(404).Noted("deleted before"))
	}})
}

// successors guesses the next ids of a server that has just given out id, where it counts: the
// digits at its end, and one more each time. Other ids have none, so that these are simply others.
func successors(id string) []string {
	head := strings.TrimRight(id, "0123456789")
	tail := id[len(head):]
	if len(tail) > 15 { // no counter has come so far
		head, tail = id, ""
	}
	n, _ := strconv.ParseInt(tail, 10, 64)
	var out []string
	for i := range int64(4) {
		out = append(out, fmt.Sprintf("%s%0*d", head, len(tail), n+i+1))
	}
	return out
}
