package userstest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"example.com/idempotency/harness"
)

// A person is what a body says about a user.
type person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Some people. Each differs from the one before in both members, so that a mixture shows.
var (
	ann = person{"Ann", "ann@example.com"}
	bob = person{"Bob", "bob@example.com"}
	cid = person{"Cid", "cid@example.com"}
	odd = person{"<Zoë> & \"Co\" \u2028 日本", "zoë+<x>@example.com"}
)

// json is the usual body for p.
func (p person) json() string {
	b, _ := json.Marshal(p)
	return string(b)
}

// put replaces the user of that id by p.
func put(id string, p person) harness.Request { return putBody(id, p.json()) }

func putBody(id, body string) harness.Request { return about(http.MethodPut, id, body) }
func get(id string) harness.Request           { return about(http.MethodGet, id, "") }
func head(id string) harness.Request          { return about(http.MethodHead, id, "") }
func del(id string) harness.Request           { return about(http.MethodDelete, id, "") }

func about(method, id, body string) harness.Request {
	return harness.Request{
		Method: method, Path: "/users/" + url.PathEscape(id), Body: body,
		Intent: fmt.Sprintf("user %q", id),
	}
}

// post makes a new user of p. There is no key: each request is a wish of its own.
func post(p person) harness.Request { return postBody(p.json()) }

func postBody(body string) harness.Request {
	return harness.Request{Method: http.MethodPost, Path: "/users", Body: body, Intent: "a new user"}.Expect(http.StatusCreated)
}

// idOf is the id of the user that an answer shows; empty: none.
func idOf(p *harness.Pending) string {
	u, _ := show(p.Answer().Body)
	return u.id
}

// work is the traffic whose cost is worth knowing.
var work = []harness.Work{
	{Name: "a new user", Request: func(i int) harness.Request { return put(fmt.Sprint("u", i), ann) }},
	{Name: "an identical PUT", Request: func(int) harness.Request { return put("u", ann) }},
}
