package harness

import (
	"fmt"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A task is a scenario on its way to a verdict.
type task struct {
	sc     Scenario
	res    Result
	ended  bool
	judged bool
	sample *history.History // of a run that put the promise to the test, for Keep
	of     string           // its case
}

func (w *task) proves(h *history.History) string {
	if w.sc.Proves == nil {
		return ""
	}
	return w.sc.Proves(h)
}

func (w *task) inconclusive(cs Case, why string) {
	w.ended = true
	w.res.Verdict = judge.Inconclusive
	w.res.Why = why
	if len(w.sc.Cases) > 1 {
		w.res.Case = cs.Name
	}
}

func (w *task) conclude() {
	w.ended = true
	w.res.Verdict, w.res.History = judge.Held, w.sample
	if len(w.sc.Cases) > 1 && w.sample != nil {
		w.res.Case = w.of
	}
}

// judge judges one run; true: it broke, and the task has its verdict.
func (k *check) judge(w *task, cs Case, rec record) bool {
	w.res.Runs++
	if w.ended {
		return true
	}
	for _, f := range rec.history.Faults {
		if f.Kind == history.Stuck && rec.stuck {
			w.inconclusive(cs, fmt.Sprintf("stuck: no progress in real time; the code is at %s", orUnknown(f.Where)))
			w.res.History = &rec.history
			return true
		}
		if f.Kind == KitBug {
			w.inconclusive(cs, "kit bug: "+f.Text)
			return true
		}
	}
	vs := judge.All(&rec.history, w.sc.Rules)
	if len(vs) == 0 { // a run that stopped half-way has not held, whatever its rules look at
		vs = judge.All(&rec.history, []judge.Rule{judge.EveryoneAnswered()})
	}
	if len(vs) == 0 {
		if k.o.Keep {
			w.keep(cs, &rec.history)
		}
		return false
	}
	w.ended = true
	w.res.Verdict = judge.Broken
	w.res.Violations = vs
	w.res.History = &rec.history
	if len(w.sc.Cases) > 1 {
		w.res.Case = cs.Name
	}
	return true
}

// breaks reports whether a run breaks a rule, without deciding anything.
func (k *check) breaks(w *task, rec record) bool {
	return rec.stuck || len(judge.All(&rec.history, w.sc.Rules)) > 0 || len(judge.All(&rec.history, []judge.Rule{judge.EveryoneAnswered()})) > 0
}

func orUnknown(s string) string {
	if s == "" {
		return "an unknown place"
	}
	return s
}
