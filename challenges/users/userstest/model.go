package userstest

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// A state is what the model knows about one user between two requests.
type state struct {
	there bool // the user exists
	was   bool // it exists or has existed
	person
	raw  string // the body that it was last put with
	at   string // updatedAt; empty: nobody has seen it
	told int    // how many of the life's events told of what happened so far
}

// A fault says why a request can not have run in a state.
type fault struct {
	subject, got, want, likely string
	attempt, effect            int
}

func faultOf(o op, subject, got, want, likely string) *fault {
	return &fault{subject: fmt.Sprintf(subject, o.N), got: got, want: want, likely: likely, attempt: o.N}
}

// step lets o run in s. Where two outcomes are legal it returns both; the fault says why none is.
func (m *model) step(s state, o op) ([]state, *fault) {
	switch {
	case o.Method == http.MethodPost:
		return m.create(s, o)
	case o.Method == http.MethodDelete:
		return m.remove(s, o)
	case o.Method == http.MethodPut && s.there:
		return m.replace(s, o)
	case o.Method == http.MethodPut:
		return one(m.change(s, o, http.StatusCreated, "user.created"))
	}
	return one(m.read(s, o))
}

func one(s state, f *fault) ([]state, *fault) {
	if f != nil {
		return nil, f
	}
	return []state{s}, nil
}

// read is GET and HEAD.
func (m *model) read(s state, o op) (state, *fault) {
	if !s.there {
		return s, status(o, http.StatusNotFound, "there is no such user")
	}
	if f := status(o, http.StatusOK, "the user exists"); f != nil || o.Method == http.MethodHead {
		return s, f
	}
	return m.same(s, o)
}

// replace is PUT of a user who is there. The same body, to the letter, leaves everything as it is;
// the same content in other letters may count as the same or as another.
func (m *model) replace(s state, o op) ([]state, *fault) {
	var out []state
	var f *fault
	if s.person == o.body {
		var t state
		if t, f = m.keep(s, o); f == nil {
			out = append(out, t)
		}
	}
	if s.person != o.body || s.raw != o.Body {
		if t, g := m.change(s, o, http.StatusOK, "user.updated"); g == nil {
			out = append(out, t)
		} else if f == nil {
			f = g
		}
	}
	if len(out) > 0 {
		f = nil
	}
	return out, f
}

// keep is PUT of what is there already.
func (m *model) keep(s state, o op) (state, *fault) {
	if f := m.silent(o); f != nil {
		return s, f
	}
	s.raw = o.Body
	if o.open {
		return s, nil
	}
	if f := status(o, http.StatusOK, "the user exists"); f != nil {
		return s, f
	}
	s, f := m.same(s, o)
	if f != nil {
		return s, f
	}
	return s, m.early(s, o)
}

// change is PUT or POST of something new.
func (m *model) change(s state, o op, code int, event string) (state, *fault) {
	s, f := m.tell(s, o, event)
	if f != nil {
		return s, f
	}
	s.there, s.was, s.person, s.raw, s.at = true, true, o.body, o.Body, ""
	if o.open {
		return s, nil
	}
	why := "the user exists"
	if code == http.StatusCreated {
		why = "there was no such user"
	}
	if f := status(o, code, why); f != nil {
		return s, f
	}
	if f := m.inTime(o); f != nil {
		return s, f
	}
	if s, f = m.same(s, o); f != nil {
		return s, f
	}
	return s, m.early(s, o)
}

// create is POST. The life is that of the id in its answer, or in its event.
func (m *model) create(s state, o op) ([]state, *fault) {
	if s.was {
		return nil, faultOf(o, "id in the answer to #%d", fmt.Sprintf("%q, which another user has or had", m.id), "an id that nobody ever had",
			"the id is the body's or can be foreseen, or it was looked up in one step and stored in another.")
	}
	return one(m.change(s, o, http.StatusCreated, "user.created"))
}

// remove is DELETE. Whoever deletes a user is told 204; whoever finds none, 204 or 404.
func (m *model) remove(s state, o op) ([]state, *fault) {
	code := o.Answer.Status
	if s.there {
		var f *fault
		if s, f = m.tell(s, o, "user.deleted"); f != nil {
			return nil, f
		}
		s.there, s.person, s.raw, s.at = false, person{}, "", ""
		if f := status(o, http.StatusNoContent, "the user existed"); f != nil {
			return nil, f
		}
	} else if f := m.silent(o); f != nil {
		return nil, f
	} else if !o.open && code != http.StatusNoContent && code != http.StatusNotFound {
		return nil, faultOf(o, "status of #%d", fmt.Sprint(code), "204 or 404: there was no such user", "")
	}
	if o.open || code == http.StatusNotFound {
		return []state{s}, nil
	}
	return one(s, m.early(s, o))
}

// status finds fault with a status. One that nobody saw is as good as any.
func status(o op, want int, because string) *fault {
	if o.open || o.Answer.Status == want {
		return nil
	}
	return faultOf(o, "status of #%d", fmt.Sprint(o.Answer.Status), fmt.Sprintf("%d: %s", want, because), "")
}

// same compares the user in an answer with that of the model, and learns what it did not know.
func (m *model) same(s state, o op) (state, *fault) {
	u := o.shown
	switch {
	case u.Name != s.Name:
		return s, faultOf(o, "name in the answer to #%d", fmt.Sprintf("%q", u.Name), fmt.Sprintf("%q", s.Name), "")
	case u.Email != s.Email:
		return s, faultOf(o, "email in the answer to #%d", fmt.Sprintf("%q", u.Email), fmt.Sprintf("%q", s.Email), "")
	case u.extra && !strings.Contains(s.raw, `"phone"`):
		return s, faultOf(o, "phone in the answer to #%d", "that of an earlier body", "none: the last body has none", "PUT replaces: nothing of the old user is merged in.")
	case s.at != "" && s.at != u.at:
		return s, faultOf(o, "updatedAt in the answer to #%d", u.at, s.at+": nothing has changed since",
			"the time is taken anew for each request or answer: take it where the user changes, and only there.")
	}
	s.at = u.at
	return s, nil
}

// epoch is when every bubble's clock begins.
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// inTime finds fault with the updatedAt of a change: it is some time between the request and its
// answer, precise to the second.
func (l *life) inTime(o op) *fault {
	at, err := time.Parse(time.RFC3339Nano, o.shown.at)
	from, to := l.span(o)
	if err == nil && !at.Before(from.Add(-time.Second)) && !at.After(to.Add(time.Second)) {
		return nil
	}
	return faultOf(o, "updatedAt in the answer to #%d", fmt.Sprintf("%q", o.shown.at), "when it changed the user: "+from.Format(time.RFC3339Nano), "")
}

// tell matches a change with the event that tells of it: the next one of the life.
func (m *model) tell(s state, o op, event string) (state, *fault) {
	if s.told >= len(m.events) {
		return s, faultOf(o, "event that tells of #%d", "none", event, "a change was not published.")
	}
	e := m.events[s.told]
	if e.Name != event || !o.Sent.Before(e.Started) || m.strict && e.By != 0 && e.By != o.N {
		f := faultOf(o, "event that tells of #%d", fmt.Sprintf("%s %s, by %s", e.Name, e.ID, byWhom(e)), event, "")
		f.effect = e.N
		return s, f
	}
	s.told++
	return s, nil
}

func byWhom(e history.Effect) string {
	if e.By == 0 {
		return "the server itself"
	}
	return fmt.Sprintf("#%d", e.By)
}

// silent finds fault with an event of a request that changes nothing.
func (m *model) silent(o op) *fault {
	for _, e := range m.events {
		if m.strict && e.By == o.N {
			f := faultOf(o, "events of #%d", e.Name+" "+e.ID, "none: it changed nothing", "an event tells of a change: compare before you store and publish.")
			f.effect = e.N
			return f
		}
	}
	return nil
}

// early finds fault with a success that comes before the events of what it tells of.
func (m *model) early(s state, o op) *fault {
	if s.told == 0 || m.events[s.told-1].Ended.Before(o.EndedAt) {
		return nil
	}
	e := m.events[s.told-1]
	f := faultOf(o, "answer to #%d", fmt.Sprintf("%d before %s %s was out", o.Answer.Status, e.Name, e.ID), "one that comes after it",
		"the change was stored before its event was published, and whoever found it did not wait.")
	f.effect = e.N
	return f
}
