package userstest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// rules are what every history of the challenge must obey, most telling first.
func rules() []judge.Rule {
	return []judge.Rule{
		judge.NoFaults(),
		toldInOrder(),
		judge.EveryoneAnswered(),
		judge.WantedStatus(),
		conflictOnlyInFlight(),
		userShown(),
		oneAfterTheOther(),
	}
}

// toldInOrder: the events of a user tell a story that can be true: it is created, then perhaps
// updated, then deleted, then perhaps created again. Each is out before the next begins, so that it
// can not be overtaken.
func toldInOrder() judge.Rule {
	return judge.Rule{Name: "told-in-order", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			there := false
			for i, e := range l.events {
				v := judge.Violation{Effects: []int{e.N}, Attempts: by(e)}
				switch {
				case (e.Name == "user.created") == there:
					v.Subject = fmt.Sprintf("events of user %q", l.id)
					v.Got = story(l.events[:i+1])
					v.Want = fmt.Sprintf("no %s after %s", e.Name, before(l.events[:i]))
					v.Likely = l.whyTwice(h, i)
				case i > 0 && !l.events[i-1].Ended.Before(e.Started):
					v.Subject = fmt.Sprintf("events of user %q under way at once", l.id)
					v.Got = story(l.events[i-1 : i+1])
					v.Want = "the first to be out before the second begins, so that it can not be overtaken"
					v.Likely = "the user was changed again before the event of the last change was out."
				default:
					there = e.Name != "user.deleted"
					continue
				}
				out = append(out, v)
				break
			}
		}
		return out
	}}
}

func by(e history.Effect) []int {
	if e.By == 0 {
		return nil
	}
	return []int{e.By}
}

func story(es []history.Effect) string {
	var out []string
	for _, e := range es {
		out = append(out, e.Name+" "+e.ID)
	}
	return strings.Join(out, ", ")
}

func before(es []history.Effect) string {
	if len(es) == 0 {
		return "nothing"
	}
	return es[len(es)-1].Name
}

// whyTwice explains event i, which can not be true after those before it.
func (l *life) whyTwice(h *history.History, i int) string {
	e := l.events[i]
	if i > 0 {
		f := l.events[i-1]
		a, b := h.Attempt(f.By), h.Attempt(e.By)
		if a != nil && b != nil && a.N != b.N && a.Sent.Before(b.Returned) && b.Sent.Before(a.Returned) {
			return fmt.Sprintf("#%d and #%d both looked at the user before either had changed it: the look and the change must be one step.", min(a.N, b.N), max(a.N, b.N))
		}
	}
	return "the event was published without a look at whether anything had changed."
}

// oneAfterTheOther: the requests about a user were answered as if they had run one after the other,
// and its events tell of just these changes. See model for the words.
func oneAfterTheOther() judge.Rule {
	return judge.Rule{Name: "one-after-the-other", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			m, ok := l.explains(true)
			if ok {
				continue
			}
			if _, ok := l.explains(false); !ok {
				out = append(out, m.violation())
			}
		}
		return out
	}}
}

// conflictOnlyInFlight: a PUT or DELETE may make way for another request about the same user that
// goes ahead meanwhile. Nothing else is answered 409.
func conflictOnlyInFlight() judge.Rule {
	return judge.Rule{Name: "conflict-only-in-flight", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Answer.Status != http.StatusConflict || len(a.Want) > 0 {
				continue
			}
			v := judge.Violation{Subject: fmt.Sprintf("status of #%d", a.N), Got: "409", Attempts: []int{a.N}}
			switch {
			case safe(a):
				v.Want = "200 or 404: reading is in nobody's way"
			case !madeWay(h, a):
				v.Want = "not 409: no other request about the user went ahead meanwhile"
				v.Likely = "the mark that the user is being changed outlived that change."
			default:
				continue
			}
			out = append(out, v)
		}
		return out
	}}
}

// madeWay reports whether another request about a's user, or a POST that may get its id, went ahead
// while a ran. What a client that has left wanted may go on behind its back.
func madeWay(h *history.History, a history.Attempt) bool {
	return slices.ContainsFunc(h.Attempts, func(b history.Attempt) bool {
		about := b.N != a.N && (b.Intent == a.Intent || b.Method == http.MethodPost)
		goesAhead := b.End != history.Answered || b.Answer.Status != http.StatusConflict
		return about && goesAhead && b.Sent.Before(a.EndedAt) && (a.Sent.Before(b.Returned) || b.End == history.Left)
	})
}

// userShown: an answer 200 or 201 with a body shows a user: its id, name, email and updatedAt. A new
// one has its address in Location.
func userShown() judge.Rule {
	return judge.Rule{Name: "user-shown", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Answer.Status != 200 && a.Answer.Status != 201 || a.Method == http.MethodHead || a.Method == http.MethodDelete {
				continue
			}
			if what, got, want := misshown(a); what != "" {
				out = append(out, judge.Violation{Subject: fmt.Sprintf("%s in the answer to #%d", what, a.N), Got: got, Want: want, Attempts: []int{a.N}})
			}
		}
		return out
	}}
}

// misshown says what is wrong with the user in an answer. Whether it is the right one is for the
// model to say.
func misshown(a history.Attempt) (what, got, want string) {
	u, err := show(a.Answer.Body)
	_, noTime := time.Parse(time.RFC3339Nano, u.at)
	id, location := pathOf(a), strings.Join(a.Answer.Header["Location"], ", ")
	switch {
	case err != nil:
		return "JSON", fmt.Sprintf("%.60q (%v)", a.Answer.Body, err), "a user"
	case u.id == "" || id != "" && u.id != id:
		return "id", fmt.Sprintf("%q", u.id), idWanted(id)
	case noTime != nil:
		return "updatedAt", fmt.Sprintf("%q", u.at), "a time as in RFC 3339"
	case a.Method == http.MethodPost && location != "/users/"+u.id:
		return "Location", fmt.Sprintf("%q", location), fmt.Sprintf("%q", "/users/"+u.id)
	}
	return "", "", ""
}

func idWanted(path string) string {
	if path == "" {
		return "a non-empty string"
	}
	return fmt.Sprintf("%q, as in the path", path)
}
