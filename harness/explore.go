package harness

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness/interleave"
)

// explore runs the cases of a scenario on schedules of ours, until one breaks.
func (k *check) explore(w *task) {
	if !k.lab.rewritten || w.sc.Alone {
		return // judged by free runs
	}
	for i, cs := range w.sc.Cases {
		if k.exploreCase(w, i, cs); w.ended {
			return
		}
	}
	if w.sc.Storm != nil {
		k.storm(w)
	}
	if !w.ended && (w.sc.Explore.Free == 0 || k.o.Phase == Explore) {
		w.conclude()
	}
}

// maxSchedules is how many schedules of each number of preemptions are tried: code with many
// goroutines has too many to try all. What is left out is sampled.
const maxSchedules = 1500

// exploreCase tries the schedules of one case, fewest preemptions first.
func (k *check) exploreCase(w *task, of int, cs Case) {
	proven, unmet := false, ""
	total := 0
	one := func(tr trial) ([]interleave.Choice, bool) {
		total++
		tr.nest, tr.setting = k.nest(w, of, total), cs.Setting
		rec := k.lab.run(tr, cs.Drive)
		rec.history.Schedule = total
		rec.history.Switches, rec.history.Drawn = len(tr.plan), tr.random != 0
		bad := k.judge(w, cs, rec)
		if why := w.proves(&rec.history); why == "" {
			proven = true
		} else {
			unmet = why
		}
		return rec.choices, bad
	}
	x := w.sc.Explore
	st := interleave.Explore(interleave.Limits{Preemptions: x.Preemptions, Schedules: maxSchedules}, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
		return one(trial{plan: plan})
	})
	w.res.Complete = w.res.Complete && st.Complete
	if !w.ended && x.Every {
		interleave.Explore(interleave.Limits{Preemptions: 1, Schedules: maxSchedules}, func(plan []interleave.Switch) ([]interleave.Choice, bool) {
			return one(trial{plan: plan, every: true})
		})
	}
	samples := x.Samples
	if !st.Complete {
		samples += 300
	}
	for i := 0; i < samples && !w.ended; i++ {
		one(trial{random: k.o.Seed<<16 + uint64(i) + 1})
	}
	w.res.Explored += total
	if w.res.History != nil {
		w.res.History.Of = total
	}
	if !w.ended && !proven {
		w.inconclusive(cs, unmet)
	}
}

// alone runs the cases of a scenario that must have the process for itself.
func (k *check) alone(w *task) {
	if w.sc.Alone {
		k.runFree(w)
	}
}

// runFree runs the cases of a scenario on the Go scheduler's own schedule.
func (k *check) runFree(w *task) {
	runs := w.sc.Explore.Free
	if w.sc.Alone {
		runs = 1
	}
	if !k.lab.rewritten {
		runs = max(1, min(runs, 3))
	}
	races := newRaceLog(k.o.RaceLog)
	for of, cs := range w.sc.Cases {
		if cs.Clock && !k.lab.rewritten {
			continue
		}
		proven, unmet := false, ""
		for i := 0; i < runs && !w.ended; i++ {
			rec := k.lab.run(trial{free: true, gated: i%2 == 0, nest: k.nest(w, of, 10_000+i), setting: cs.Setting}, cs.Drive)
			rec.history.Faults = append(rec.history.Faults, races.new()...)
			k.judge(w, cs, rec)
			if why := w.proves(&rec.history); why == "" {
				proven = true
			} else {
				unmet = why
			}
		}
		if !w.ended && !proven {
			w.inconclusive(cs, unmet)
		}
		w.judged = true
	}
	if !w.ended && w.judged {
		w.conclude()
	}
}

// nest names the nth run of a scenario's case, shortly and the same way each time, as no other run
// of the process is named.
func (k *check) nest(w *task, of, n int) string {
	s := fmt.Sprintf("%s%c%d", strings.ToLower(w.sc.ID), 'a'+rune(of), n)
	if k.o.Seed != 1 {
		s += fmt.Sprint("s", k.o.Seed)
	}
	return s
}
