package fulfilltest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// orderShown: an answer 200 to fulfill shows the order as it is then: its id, its status, and when
// it was fulfilled. One to cancel need not, but when it does it shows a cancelled order, which was
// never fulfilled.
func orderShown() judge.Rule {
	return judge.Rule{Name: "order-shown", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			for _, a := range l.attempts {
				if a.End != history.Answered || a.Answer.Status != 200 {
					continue
				}
				if what, got, want := l.misshown(a); what != "" {
					out = append(out, judge.Violation{
						Subject: fmt.Sprintf("%s in the answer to #%d", what, a.N), Got: got, Want: want, Attempts: []int{a.N},
					})
				}
			}
		}
		return out
	}}
}

// misshown says what is wrong with the order in an answer.
func (l *life) misshown(a history.Attempt) (what, got, want string) {
	g := goalOf(a)
	o := shown(a)
	switch {
	case o == nil && g.status == "cancelled":
		return "", "", ""
	case o == nil:
		return "order", fmt.Sprintf("%.60q", a.Answer.Body), `{"order":{…}}`
	case o["id"] != l.id:
		return "id of the order", text(o["id"]), fmt.Sprintf("%q", l.id)
	case o["status"] != g.status:
		return "status of the order", text(o["status"]), fmt.Sprintf("%q", g.status)
	case g.status == "fulfilled" && l.given == "paid" && never(o["fulfilledAt"]):
		return "fulfilledAt of the order", text(o["fulfilledAt"]), "when it was fulfilled"
	case g.status == "cancelled" && !never(o["fulfilledAt"]):
		return "fulfilledAt of the order", text(o["fulfilledAt"]), "none: it was cancelled"
	}
	return "", "", ""
}

// never reports whether a time in an answer is none, as Go or JSON writes that.
func never(v any) bool {
	s, _ := v.(string)
	return v == nil || v == "" || v == json.Number("0") || strings.HasPrefix(s, "0001-")
}

// sameOrder: every answer 200 to the same request shows the same order, fulfilledAt included.
func sameOrder() judge.Rule {
	return judge.Rule{Name: "same-order", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, l := range lives(h) {
			first := map[string]history.Attempt{}
			for _, a := range l.attempts {
				o, status := shown(a), goalOf(a).status
				if a.End != history.Answered || a.Answer.Status != 200 || o == nil {
					continue
				}
				b, ok := first[status]
				if !ok {
					first[status] = a
					continue
				}
				if member := l.difference(o, shown(b)); member != "" {
					out = append(out, judge.Violation{
						Subject:  fmt.Sprintf("%s of the order in the answer to #%d, and in that to #%d", member, a.N, b.N),
						Got:      text(o[member]),
						Want:     text(shown(b)[member]),
						Attempts: []int{a.N},
						Likely:   "the order was changed once more, or it is shown as it was at another moment: fix it when the " + goalOf(a).effect + " is done.",
					})
				}
			}
		}
		return out
	}}
}

// difference names a member in which two shown orders differ; empty: none. Nobody knows when an
// order was fulfilled that was given as fulfilled.
func (l *life) difference(a, b map[string]any) string {
	members := slices.Sorted(maps.Keys(a))
	members = append(members, slices.Sorted(maps.Keys(b))...)
	for _, k := range members {
		if !reflect.DeepEqual(a[k], b[k]) && (k != "fulfilledAt" || l.given != "fulfilled") {
			return k
		}
	}
	return ""
}

// shown is the order in an answer, with numbers as they are written; nil: there is none.
func shown(a history.Attempt) map[string]any {
	d := json.NewDecoder(bytes.NewReader([]byte(a.Answer.Body)))
	d.UseNumber()
	var body struct {
		Order map[string]any `json:"order"`
	}
	if d.Decode(&body) != nil {
		return nil
	}
	return body.Order
}

func text(v any) string {
	if v == nil {
		return "none"
	}
	b, _ := json.Marshal(v)
	return string(b)
}
