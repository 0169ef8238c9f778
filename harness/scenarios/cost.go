package scenarios

import (
	"fmt"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// Frugal: nothing that was measured cost more than it may. The likely cause is the caller's to name.
func Frugal(likely string) judge.Rule {
	return judge.Rule{Name: "frugal", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, n := range h.Notes {
			if n.Kind == history.Cost && n.Got > n.Most {
				out = append(out, judge.Violation{
					Subject: n.Text, Got: fmt.Sprint(n.Got), Want: fmt.Sprintf("at most %d", n.Most), Likely: likely,
				})
			}
		}
		return out
	}}
}
