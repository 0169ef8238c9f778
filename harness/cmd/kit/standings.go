package main

import (
	"fmt"
	"slices"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/judge"
)

// A standing is what became of a wrong answer over HTTP.
type standing string

// The standings.
const (
	byNamed standing = "●" // caught by the promise that it names
	byOther standing = "○" // by another one
	byLuck  standing = "◐" // caught, but its schedule comes up by luck
	inside  standing = "·" // missed, and only the view from inside shows it
	missed  standing = "✗" // missed without a reason
)

// needsSchedule reports whether the answer breaks its promise only on a schedule that the kit has to
// make, in the process: the machine's own, with gates, do not show it, nor do those without a preemption.
func (a served) needsSchedule() bool {
	return a.Gates == nil && a.Explored != nil && (a.Explored.Switches > 0 || a.Explored.Drawn)
}

// stands says what became of a wrong answer over HTTP, and why. That it needs the view from inside is
// proven by how it is found there.
func (a served) stands() (standing, string) {
	found := a.Explored
	if a.Gates != nil {
		found = a.Gates
	}
	switch {
	case len(a.Broken) > 0 && a.needsSchedule():
		return byLuck, strings.Join(a.Broken, " ") + ", as its schedule happened to come up"
	case slices.Contains(a.Broken, a.Caught):
		return byNamed, a.Caught
	case len(a.Broken) > 0:
		return byOther, strings.Join(a.Broken, " ")
	case a.Race:
		return inside, "only the race detector sees it"
	case found == nil:
		return missed, "it is missed in the process, too"
	}
	switch why := a.Named.Missing(found.Case); {
	case a.Named.Verdict != judge.NotJudged && a.needsSchedule():
		return inside, "it takes a schedule that the kit has to make"
	case why != "" && found.Case != "":
		return inside, fmt.Sprintf("%s: %s", found.Case, why)
	case why != "":
		return inside, why
	}
	return missed, "it is to be caught"
}

// how says how the answer is found in the process.
func (a served) how() string {
	switch {
	case a.Race:
		return "race detector"
	case a.Gates != nil:
		return "gates"
	case a.Explored == nil:
		return "missed"
	case a.Explored.Drawn:
		return "drawn schedule"
	case a.Explored.Switches == 1:
		return "1 preemption"
	case a.Explored.Switches > 1:
		return fmt.Sprint(a.Explored.Switches, " preemptions")
	}
	return "virtual time"
}

// printOverHTTP prints a line for each wrong answer: what finds it in the process, and what over HTTP;
// false: a right answer does not hold, or a wrong one is missed without a reason.
func (k *kit) printOverHTTP(ch challenges.Challenge, answers []served) (ok bool) {
	k.out.printf("%-34s %-22s %s\n", ch.Name, "in process", "over HTTP")
	right, wrong := 0, 0
	ok = true
	n := map[standing]int{}
	for _, a := range answers {
		if a.Caught == "" {
			right++
			if len(a.Said) > 0 {
				ok = false
				k.out.printf("%s\n", k.out.bad("a right answer does not hold: "+a.Name+", "+strings.Join(a.Said, "; ")))
			}
			continue
		}
		wrong++
		s, why := a.stands()
		n[s]++
		line := fmt.Sprintf("%-34s ● %-4s%-16s %s %s", a.Name, a.Caught, a.how(), s, why)
		if s == missed {
			ok = false
			line = k.out.bad(line)
		}
		k.out.printf("%s\n", line)
	}
	k.out.printf("%d of %d are caught over HTTP, %d of them by another promise; %d more by luck of the schedule; %d need the view from inside; %d are missed; %s hold\n\n",
		n[byNamed]+n[byOther], wrong, n[byOther], n[byLuck], n[inside], n[missed], plural(right, "right answer", "right answers"))
	return ok
}
