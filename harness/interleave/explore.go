package interleave

import "slices"

// Limits bounds an exploration.
type Limits struct {
	Preemptions int // how many times a schedule may take the processor from a task that could go on
	Schedules   int // at most so many schedules of each number of preemptions; 0: no limit
}

// Stats says what an exploration did.
type Stats struct {
	Schedules int  // how many were run
	Complete  bool // every schedule within the bound was run
}

// Explore runs every schedule within the limits, fewest preemptions first, until one is told to be
// the last. Run executes the schedule that plan describes and returns the choices that it met;
// stop ends the exploration.
//
// The default policy never preempts. A schedule is that policy with deviations: one that takes the
// processor from a task that could go on costs one preemption; one that picks another task where
// the current one ended or waits costs nothing, as long as few tasks could go on. Where many can,
// their orders would be without number, and such a pick costs one as well (delay bounding: Emmi,
// Qadeer and Rakamarić, POPL 2011). With no preemptions allowed only the default schedule is run.
func Explore(l Limits, run func(plan []Switch) (choices []Choice, stop bool)) Stats {
	var st Stats
	levels := make([][][]Switch, l.Preemptions+1)
	levels[0] = [][]Switch{nil}
	if l.Preemptions == 0 {
		run(nil)
		return Stats{Schedules: 1, Complete: true}
	}
	st.Complete = true
	for cost := 0; cost <= l.Preemptions; cost++ {
		for i := 0; i < len(levels[cost]); i++ {
			if l.Schedules > 0 && i >= l.Schedules {
				st.Complete = false
				break
			}
			plan := levels[cost][i]
			choices, stop := run(plan)
			st.Schedules++
			if stop {
				st.Complete = false
				return st
			}
			branch(plan, choices, func(sw Switch, extra int) {
				if cost+extra <= l.Preemptions {
					levels[cost+extra] = append(levels[cost+extra], append(slices.Clip(slices.Clone(plan)), sw))
				}
			})
		}
		levels[cost] = nil
	}
	return st
}

// fewTasks is up to how many runnable tasks every order of them is tried.
const fewTasks = 2

// branch lists the deviations that may follow plan: at every later step, every other runnable task.
func branch(plan []Switch, choices []Choice, add func(sw Switch, cost int)) {
	from := 0
	if n := len(plan); n > 0 {
		from = plan[n-1].Step + 1
	}
	for i := from; i < len(choices); i++ {
		c := choices[i]
		for _, t := range c.Runnable {
			if t == c.Chosen || slices.Contains(c.Fresh, t) {
				continue
			}
			cost := 0
			if c.Current >= 0 || len(c.Runnable) > fewTasks {
				cost = 1
			}
			add(Switch{Step: i, Task: t}, cost)
		}
	}
}
