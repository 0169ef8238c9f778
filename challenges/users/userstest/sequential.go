package userstest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

// moments are when a late duplicate comes.
var moments = []time.Duration{time.Millisecond, 1500 * time.Millisecond, time.Minute, 36 * time.Hour}

func happyPath() harness.Scenario {
	return scenario(1, "happy-path", "PUT creates with 201 and replaces with 200, GET shows, DELETE removes, POST makes a new user, and each change is told in one event", harness.Case{Drive: func(c *harness.Client) {
		id := c.Key("ann")
		c.Send(put(id, ann).Expect(201))
		c.Send(get(id).Expect(200))
		c.Send(head(id).Expect(200))
		c.Advance(time.Minute)
		c.Send(put(id, bob).Expect(200))
		c.Send(get(id).Expect(200))
		c.Send(del(id).Expect(204))
		c.Send(get(id).Expect(404))
		c.Send(head(id).Expect(404))
		c.Send(get(idOf(c.Send(post(cid)))).Expect(200))
		for i, b := range []struct{ text, note string }{
			{odd.json(), "letters of many kinds"},
			{" { \"email\" : \"dan@example.com\" ,\n \"name\" : \"Dan\" } \n", "white space and another order"},
			{`{"name":"\u0045ve","email":"eve@example.com","phone":{"name":"x"},"tags":[1,2]}`, "unknown members"},
			{`{"name":"Fay","email":"fay@example.com","updatedAt":"1999-12-31T00:00:00Z"}`, "updatedAt, which is the server's to say"},
		} {
			id := c.Key(fmt.Sprint("u", i+1))
			c.Send(putBody(id, b.text).Expect(201).Noted("%s", b.note))
			c.Send(get(id).Expect(200))
			c.Send(get(idOf(c.Send(postBody(b.text).Noted("%s", b.note)))).Expect(200))
		}
	}})
}

func putAgain() harness.Scenario {
	return scenario(1, "put-again", "the same PUT sent again and again is as good as once: one event, and the same user, updatedAt included, however late", harness.Case{Drive: func(c *harness.Client) {
		id := c.Key("ann")
		for i, p := range []person{ann, bob} {
			c.Send(put(id, p).Expect(201 - i)) // 201, then 200
			c.Retry(2, put(id, p).Expect(200))
			for _, d := range moments {
				c.Advance(d)
				c.Send(put(id, p).Expect(200))
				c.Send(get(id).Expect(200))
			}
		}
		posted := idOf(c.Send(post(cid)))
		c.Send(put(posted, ann).Expect(200))
		c.Advance(time.Minute)
		c.Retry(2, put(posted, ann).Expect(200))
	}})
}

// others differ from the one before in a way that a careless comparison overlooks.
var others = []person{
	bob,
	{"Bob", "new@example.com"},
	{"Rob", "new@example.com"},
	{"rob", "new@example.com"},
	{" rob", "new@example.com"},
	{" rob", "New@example.com"},
	{"plumless", "new@example.com"},
	{"buckeroo", "new@example.com"}, // an equal CRC-32, also of the body
	{"Jojo", "e@example.com"},
	{"Jo", "joe@example.com"}, // equal when joined
	{"Jo|x", "e@example.com"},
	{"Jo", "x|e@example.com"}, // equal when joined with the character between
	{"Jo/x", "e@example.com"},
	{"Jo", "x/e@example.com"},
	{"e@example.com", "e@example.com"},
	{strings.Repeat("J", 3000) + "a", "e@example.com"},
	{strings.Repeat("J", 3000) + "b", "e@example.com"},
}

func putReplaces() harness.Scenario {
	return scenario(1, "put-replaces", "another PUT replaces the whole user and moves updatedAt: nothing of the old one is merged in", harness.Case{Name: "all of them", Drive: func(c *harness.Client) {
		id := c.Key("ann")
		c.Send(put(id, ann).Expect(201))
		for _, p := range others {
			c.Advance(time.Second)
			c.Send(put(id, p).Expect(200))
			c.Send(get(id).Expect(200))
		}
		c.Send(putBody(id, `{"name":"Cid","email":"cid@example.com","phone":"5550100"}`).Expect(200).Noted("an unknown member"))
		c.Send(put(id, bob).Expect(200).Noted("without it"))
		c.Send(get(id).Expect(200))
		for i, b := range []string{`{"name":"Cid"}`, `{"email":"cid@example.com"}`} {
			part := c.Key(fmt.Sprint("part", i+1))
			c.Send(put(part, ann).Expect(201))
			c.Send(putBody(part, b).Expect(200, 400).Noted("a member is missing"))
			c.Send(get(part).Expect(200))
			c.Send(put(part, bob).Expect(200))
		}
	}}, harness.Case{Name: "seconds later", Drive: func(c *harness.Client) {
		c.Takes(time.Millisecond) // outside of the process, too, time goes by as it is
		c.Send(put(c.Key("ann"), ann).Expect(201))
		c.Advance(3 * time.Second)
		c.Send(put(c.Key("ann"), bob).Expect(200))
		c.Send(get(c.Key("ann")).Expect(200))
	}})
}

// thereAndBack catches whoever remembers requests where they should look at the user.
func thereAndBack() harness.Scenario {
	return scenario(1, "there-and-back", "what counts is the user, not the requests before: A, then B, then A again is A, also after a DELETE, and no header plays a part", harness.Case{Drive: func(c *harness.Client) {
		id := c.Key("ann")
		c.Send(put(id, ann).Expect(201))
		for range 2 {
			for _, p := range []person{bob, ann} {
				c.Advance(time.Second)
				c.Send(put(id, p).Expect(200))
				c.Send(get(id).Expect(200))
			}
		}
		c.Send(del(id).Expect(204))
		c.Send(put(id, ann).Expect(201))
		c.Send(get(id).Expect(200))
		keyed := c.Key("keyed")
		for i, r := range []harness.Request{put(keyed, ann), put(keyed, bob), del(keyed), put(keyed, ann), put(keyed, bob)} {
			r.Key, r.Caller = c.Key("key-1"), []string{"ann", "bob"}[i%2]
			c.Send(r.Expect([]int{201, 200, 204, 201, 200}[i]))
			c.Send(get(keyed))
		}
	}})
}

// alike are ids that must not be taken for one another.
var alike = []string{"ann", "Ann", "an", "annn", " ann", "7", "07", "7.0", "a b", "a+b", "a-b", "a_b", "a~b", "a:b", "me@example.com", "caf\u00e9", "cafe\u0301", "%20", "null", "new", "costarring", "liquid"}

func pathID() harness.Scenario {
	return scenario(1, "path-id", "the path says which user is meant, byte by byte: the body may repeat that id, and any other one in it is answered 400 and changes nothing",
		harness.Case{Name: "ids in bodies", Drive: func(c *harness.Client) {
			id, other := c.Key("ann"), c.Key("other")
			with := func(id string, p person) string {
				return fmt.Sprintf(`{"id":%q,"name":%q,"email":%q}`, id, p.Name, p.Email)
			}
			c.Send(put(other, cid).Expect(201))
			for _, x := range []string{other, c.Key("nobody"), c.Key("ANN"), id + "x", id[:len(id)-1]} {
				bad := putBody(id, with(x, bob)).Refused(400).Noted("another id in the body")
				c.Send(bad)
				c.Send(get(id).Expect(404))
			}
			c.Send(putBody(id, with(id, ann)).Expect(201).Noted("the path's id in the body"))
			c.Send(putBody(id, with(id, ann)).Expect(200).Noted("the path's id in the body"))
			for _, x := range []string{other, c.Key("nobody")} {
				c.Send(putBody(id, with(x, bob)).Refused(400).Noted("another id in the body"))
				c.Send(get(id).Expect(200))
			}
			c.Send(get(other).Expect(200))
			c.Send(get(c.Key("nobody")).Expect(404))
			spaced := c.Key("a b")
			c.Send(putBody(spaced, with("a%20"+spaced[2:], bob)).Refused(400).Noted("the id as it is escaped in the path"))
			c.Send(putBody(spaced, with(spaced, bob)).Expect(201).Noted("the path's id in the body"))
		}},
		harness.Case{Name: "look-alikes", Drive: func(c *harness.Client) {
			for i, id := range alike {
				c.Send(put(c.Key(id), person{fmt.Sprint("Nr ", i), ann.Email}).Expect(201))
			}
			for _, id := range alike {
				c.Send(get(c.Key(id)).Expect(200))
			}
			c.Send(del(c.Key("ann")).Expect(204))
			c.Send(get(c.Key("Ann")).Expect(200))
			c.Send(get(c.Key("ann")).Expect(404))
		}},
	)
}

func deleteAgain() harness.Scenario {
	return scenario(1, "delete-again", "a second DELETE finds nothing and tells nobody, and a PUT after it creates the user anew", harness.Case{Drive: func(c *harness.Client) {
		id, nobody := c.Key("ann"), c.Key("nobody")
		gone := []int{http.StatusNoContent, http.StatusNotFound}
		c.Retry(2, del(nobody).Expect(gone...).Noted("a user who never was"))
		for range 2 {
			c.Send(put(id, ann).Expect(201))
			c.Send(del(id).Expect(204))
			c.Retry(2, del(id).Expect(gone...))
			for _, d := range moments {
				c.Advance(d)
				c.Send(del(id).Expect(gone...))
				c.Send(get(id).Expect(404))
			}
		}
		posted := idOf(c.Send(post(cid)))
		c.Send(del(posted).Expect(204))
		c.Retry(2, del(posted).Expect(gone...))
		c.Send(put(posted, cid).Expect(201))
		c.Send(get(posted).Expect(200))
		c.Send(get(nobody).Expect(404))
	}})
}

func safeMethods() harness.Scenario {
	return scenario(1, "safe-methods", "GET and HEAD change nothing and tell nobody, however often", harness.Case{Drive: func(c *harness.Client) {
		id, nobody := c.Key("ann"), c.Key("nobody")
		look := func(id string, code int) {
			for _, d := range moments {
				c.Send(get(id).Expect(code))
				c.Advance(d)
				c.Send(head(id).Expect(code))
				c.Send(get(id).Expect(code))
			}
		}
		look(nobody, 404)
		c.Send(put(id, ann).Expect(201))
		look(id, 200)
		c.Send(put(id, bob).Expect(200))
		look(id, 200)
		c.Send(del(id).Expect(204))
		look(id, 404)
		c.Send(put(nobody, ann).Expect(201))
	}})
}
