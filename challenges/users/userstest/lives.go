package userstest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// An op is a request about one user, as the model sees it: one that may have read or changed it.
type op struct {
	history.Attempt
	body  person // what a PUT or POST says
	shown user   // what the answer shows

	// open: the client was not there to see the answer. The request may have been carried out at
	// any time since it was sent, or never.
	open bool
}

// A user is one as an answer shows it.
type user struct {
	id string
	person
	at    string // updatedAt, as it is written
	extra bool   // it has the member "phone", which clients may send and the README does not name
}

// show reads the user in an answer.
func show(body string) (user, error) {
	var u struct {
		ID string `json:"id"`
		person
		UpdatedAt string          `json:"updatedAt"`
		Phone     json.RawMessage `json:"phone"`
	}
	err := json.Unmarshal([]byte(body), &u)
	return user{id: u.ID, person: u.person, at: u.UpdatedAt, extra: u.Phone != nil}, err
}

// A life is what a history tells about one user.
type life struct {
	id     string
	ops    []op             // in the order of sending
	events []history.Effect // in the order in which they began

	began int64 // of the history, by the machine's clock; 0: it is in virtual time
}

// lives are those of all users, in the order in which they first appear.
func lives(h *history.History) []*life {
	var out []*life
	of := func(id string) *life {
		i := slices.IndexFunc(out, func(l *life) bool { return l.id == id })
		if i < 0 {
			out, i = append(out, &life{id: id, began: h.Epoch}), len(out)
		}
		return out[i]
	}
	lost := map[int]op{} // POSTs whose answer nobody has seen
	for _, a := range h.Attempts {
		o, id, counts := opOf(a)
		switch {
		case !counts:
		case id == "":
			lost[a.N] = o
		default:
			l := of(id)
			l.ops = append(l.ops, o)
		}
	}
	for _, e := range h.Effects {
		l := of(subjectOf(e))
		l.events = append(l.events, e)
		if o, ok := l.maker(lost, e); ok {
			delete(lost, o.N)
			l.ops = append(l.ops, o)
		}
	}
	return out
}

// maker finds the POST, among those whose answer nobody has seen, that e may tell of.
func (l *life) maker(lost map[int]op, e history.Effect) (o op, ok bool) {
	if e.Name != "user.created" {
		return op{}, false
	}
	if o, ok = lost[e.By]; ok || e.By != 0 || len(l.ops) > 0 { // nobody asks about an id that nobody has seen
		return o, ok
	}
	for n := range lost {
		if lost[n].Sent.Before(e.Started) && (!ok || n < o.N) {
			o, ok = lost[n], true
		}
	}
	return o, ok
}

// subjectOf is the id of the user whom an event is about.
func subjectOf(e history.Effect) string { return strings.TrimPrefix(e.Mark, e.Name+" ") }

// opOf is the attempt as the model sees it, and the user's id: empty for a POST whose answer nobody
// has seen. What was refused, with 409 or with a status that the scenario admits, has neither read
// nor changed anything.
func opOf(a history.Attempt) (o op, id string, counts bool) {
	o = op{Attempt: a, open: a.End != history.Answered}
	refused := !o.open && (a.Answer.Status == http.StatusConflict || a.Answer.Status == 400 && slices.Contains(a.Want, 400))
	if a.Void || refused || o.open && safe(a) {
		return o, "", false
	}
	if a.Method == http.MethodPut || a.Method == http.MethodPost {
		_ = json.Unmarshal([]byte(a.Body), &o.body)
	}
	if !o.open {
		o.shown, _ = show(a.Answer.Body)
	}
	if a.Method == http.MethodPost {
		return o, o.shown.id, o.open || o.shown.id != ""
	}
	return o, pathOf(a), true
}

func safe(a history.Attempt) bool {
	return a.Method == http.MethodGet || a.Method == http.MethodHead
}

// pathOf is the id in an attempt's path; empty: it has none.
func pathOf(a history.Attempt) string {
	path, _, _ := strings.Cut(a.Path, "?")
	id, _ := url.PathUnescape(strings.TrimPrefix(strings.TrimPrefix(path, "/users"), "/"))
	return id
}

// span is when o ran, by the server's clock: outside of a bubble that is the machine's.
func (l *life) span(o op) (from, to time.Time) {
	if l.began == 0 {
		return epoch.Add(o.Sent.At), epoch.Add(o.EndedAt.At)
	}
	began := time.Unix(0, l.began).UTC()
	return began.Add(o.Sent.Real), began.Add(o.EndedAt.Real)
}
