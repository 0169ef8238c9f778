package judge

import (
	"fmt"
	"slices"

	"example.com/idempotency/harness/history"
)

// PanicStoresNothing: where the effect is a handler's run, a panic of it is nothing that could be
// replayed. A closed connection, or a 5xx other than code, is given only to attempts that were there
// when it panicked; one that is sent later runs the handler again.
func PanicStoresNothing(code int) Rule {
	return Rule{Name: "panic-stores-nothing", Check: func(h *history.History) []Violation {
		var out []Violation
		for _, a := range h.Attempts {
			failed := a.End == history.Dropped || a.End == history.Answered && a.Answer.Status >= 500 && a.Answer.Status != code
			if !failed || len(effectsOf(h, a.Intent)) == 0 || sawPanic(h, a) {
				continue
			}
			v := Violation{
				Subject: fmt.Sprintf("answer to #%d, when nothing panicked while it was there", a.N), Got: status(a.Answer), Want: "that of a run",
				Attempts: []int{a.N},
				Likely:   "the panic of an earlier run was stored, or its entry was left behind: a panic frees the key.",
			}
			if a.End == history.Dropped {
				v.Got = "connection closed"
			}
			out = append(out, v)
		}
		return out
	}}
}

// sawPanic reports whether an effect of a's intent panicked while a was there, or while somebody was
// who was still there when a came.
func sawPanic(h *history.History, a history.Attempt) bool {
	return slices.ContainsFunc(effectsOf(h, a.Intent), func(e history.Effect) bool {
		return e.Panics && e.Started.Before(a.EndedAt) && (a.Sent.Before(e.Ended) || stillThere(h, a, e) || detached(h, a, e))
	})
}
