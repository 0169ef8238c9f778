package mock

import (
	"encoding/json"
	"fmt"

	"example.com/idempotency/harness/judge"
)

// A Proof is a card with all that it takes to check it, on any machine: what happened, and the code.
type Proof struct {
	Card
	Session Session           `json:"session"`
	Files   map[string]string `json:"files"` // path in the challenge's folder → text
}

// Differs says where a card is not what its session makes of it, or not about its code, which has
// this digest. Another version of the kit than the card's may find other words for the same facts.
func (p Proof) Differs(code string, sameKit bool) (out []string) {
	want, got := Score(p.Session), p.Card
	if !sameKit {
		want.Advice, want.Evidence, want.Marks = got.Advice, got.Evidence, got.Marks
	}
	a, errA := json.Marshal(want)
	b, errB := json.Marshal(got)
	if errA != nil || errB != nil || string(a) != string(b) {
		out = append(out, "the card's figures are not those of its session")
	}
	if code != p.Card.Code || code != p.Session.LastRun().Code {
		out = append(out, fmt.Sprintf("the code that it carries is %s, the card is about %s", code, p.Card.Code))
	}
	return out
}

// Against says where the verdicts of another run on the same code differ.
func (r Run) Against(again Run, promises []Promise) (out []string) {
	if (r.Compile == "") != (again.Compile == "") {
		return []string{"whether it compiles: the card says otherwise"}
	}
	for _, p := range promises {
		if was, is := r.Promises[p.ID], again.Promises[p.ID]; was != is {
			out = append(out, fmt.Sprintf("%s %s: %s on the card, %s now", p.ID, p.Name, said(was), said(is)))
		}
	}
	return out
}

func said(v judge.Verdict) string {
	if v == "" {
		return "not judged"
	}
	return string(v)
}
