package mock

import (
	"fmt"
	"strings"
)

// What a card advises, about the code alone.
const (
	StrongHire = "strong hire"
	Hire       = "hire"
	LeanNo     = "leaning no hire"
	NoHire     = "no hire"
)

// Hints beyond these are a mark against what was held with them.
const (
	fewHints  = 2
	manyHints = 5
)

// advise sums the card up in an interviewer's words, with the evidence.
func (c Card) advise() (advice string, evidence []string) {
	all, first, second := c.Count(0, 0), c.Seen(1), c.Seen(2)
	seen := c.Seen(0)
	clean := c.Race != "races"
	switch {
	case c.Compile != "" || 4*first.Held < 3*first.Of:
		advice = NoHire
	case all.All() && clean && len(c.Hints) <= fewHints:
		advice = StrongHire
	case first.All() && second.All() && 3*seen.Held >= 2*seen.Of && 2*all.Held >= all.Of && clean && len(c.Hints) <= manyHints:
		advice = Hire
	default:
		advice = LeanNo
	}
	return advice, c.evidence()
}

var levelNames = map[int]string{1: "correct", 2: "concurrent", 3: "production"}

func (c Card) evidence() (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if c.Compile != "" {
		say("At the end the code does not compile.")
	}
	for level := 1; level <= c.Level; level++ {
		if t := c.Seen(level); t.Of > 0 {
			say("Level %d, %s: %s held.", level, levelNames[level], t)
		}
	}
	if n := c.reached(); len(c.Parts) > 1 {
		say("Reached part %d of %d.", n, len(c.Parts))
	}
	if b := c.Broken(); len(b) > 0 {
		say("Not held at the end: %s.", listed(b))
	}
	switch c.Race {
	case "races":
		say("The race detector found data races.")
	case "clean":
		say("The race detector found nothing.")
	}
	if c.Runs == 0 {
		say("The suite was never run before the end.")
	} else {
		say("%s, the first at %s.", plural(c.Runs, "run", "runs"), Clock(c.FirstRun))
	}
	if c.Regressions > 0 {
		say("%s: a promise held, and then did not.", plural(c.Regressions, "regression", "regressions"))
	}
	if len(c.Hints) > 0 {
		var hs []string
		for _, h := range c.Hints {
			hs = append(hs, fmt.Sprintf("%s (%d)", h.Promise, h.N))
		}
		say("%s: %s.", plural(len(c.Hints), "hint", "hints"), listed(hs))
	}
	return out
}

// reached is the highest part that was shown.
func (c Card) reached() (n int) {
	for _, p := range c.Parts {
		if p.Seen {
			n = max(n, p.N)
		}
	}
	return n
}

// listed names the first of many.
func listed(ids []string) string {
	const most = 12
	if len(ids) > most {
		return strings.Join(ids[:most], ", ") + fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return strings.Join(ids, ", ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
