package userstest

import (
	"fmt"

	"example.com/idempotency/harness"
)

// malformed are bodies that nothing may come of. Several begin well.
var malformed = []struct{ text, note string }{
	{``, "no body"},
	{` `, "a blank body"},
	{`{`, "JSON that breaks off"},
	{`{"name":"Eve","email":"eve@example.com"`, "JSON that breaks off before the last brace"},
	{`{"name":"Eve","email":"eve@example.com"} {}`, "a second JSON value"},
	{`{"name":"Eve","email":"eve@example.com"}x`, "trailing bytes"},
	{`{"name":"Eve","email":"eve@example.com"}}`, "a closing brace too many"},
	{`{"name":"Eve","email":"eve@example.com",}`, "a trailing comma"},
	{`{"name":"Eve","email":5}`, "email as a number"},
	{`{"email":"eve@example.com","name":{"first":"Eve"}}`, "name as an object"},
	{`{"name":"Eve","email":["eve@example.com"]}`, "email as an array"},
	{`{"name":true,"email":"eve@example.com"}`, "name true"},
	{`name=Eve&email=eve@example.com`, "a form"},
	{`[{"name":"Eve","email":"eve@example.com"}]`, "an array"},
	{`null`, "null"},
	{`"Eve"`, "a string"},
}

func badBody() harness.Scenario {
	return scenario(1, "bad-body", "a body that is not a valid user is answered 400: nobody is made of it, and the old user stays as it was", harness.Case{Drive: func(c *harness.Client) {
		for i, b := range malformed {
			id := c.Key(fmt.Sprint("u", i+1))
			bad := putBody(id, b.text).Refused(400).Noted("%s", b.note)
			worse := postBody(b.text).Refused(400).Noted("%s", b.note)
			c.Send(bad)
			c.Send(get(id).Expect(404))
			c.Send(put(id, ann).Expect(201))
			c.Send(bad)
			c.Send(worse)
			c.Send(get(id).Expect(200))
		}
	}})
}
