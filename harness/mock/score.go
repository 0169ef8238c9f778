package mock

import (
	"fmt"
	"slices"
	"time"

	"example.com/idempotency/harness/judge"
)

// Score works out the card of a session. It is a pure function: the same session has the same card.
func Score(s Session) Card {
	c := Card{
		Challenge: s.Challenge, ID: s.ID, Began: s.Began(), Minutes: s.Minutes, Seed: s.Seed, Level: s.Level,
		Suite: s.Suite, Extra: s.Extra, Race: "not watched",
	}
	for _, p := range s.Promises {
		c.Promises = append(c.Promises, Scored{Promise: p})
	}
	for _, p := range s.Parts {
		c.Parts = append(c.Parts, Shown{N: p.N})
	}
	for i, at := range s.clock(s.Events) {
		c.add(s.Events[i], at)
	}
	c.Marks = s.marks()
	c.Advice, c.Evidence = c.advise()
	return c
}

// add adds what happened at a time of the session's clock.
func (c *Card) add(e Event, at time.Duration) {
	switch e.Kind {
	case Unlocked:
		p := &c.Parts[e.Part-1]
		p.Seen, p.At = true, at
	case Ran:
		if !e.Run.Auto {
			c.Runs++
			if c.FirstRun == 0 {
				c.FirstRun = at
			}
		}
		c.ran(*e.Run, at, false)
	case Regressed:
		c.Regressions += len(e.Promises)
		for _, id := range e.Promises {
			if p := c.promise(id); p != nil {
				p.Lost++
			}
		}
	case Hinted:
		c.Hints = append(c.Hints, Hint{At: at, Promise: e.Promises[0], N: e.Hint})
	case Noted:
		c.Notes = append(c.Notes, Note{At: at, Text: e.Text})
	case Ended:
		c.Took, c.End, c.Code = at, e.Text, e.Code
	case LastJudged:
		c.ran(*e.Run, at, true)
		c.Race, c.Compile, c.Failures, c.Costs = e.Run.Race, e.Run.Compile, e.Failures, e.Costs
	}
}

// ran notes a run's verdicts.
func (c *Card) ran(r Run, at time.Duration, last bool) {
	if r.Compile != "" && !last { // what held before may hold still
		return
	}
	m := Moment{At: at, Last: last, Held: []string{}}
	for i := range c.Promises {
		p := &c.Promises[i]
		v, judged := r.Promises[p.ID]
		if v == judge.Held {
			m.Held = append(m.Held, p.ID)
			if p.First == 0 {
				p.First = at
			}
		}
		if last {
			p.Verdict = v
			if !judged && c.Parts[p.Part-1].Seen {
				p.Verdict = judge.Inconclusive
			}
		}
	}
	c.Track = append(c.Track, m)
	for i, p := range c.Parts {
		all := slices.ContainsFunc(c.Promises, func(x Scored) bool { return x.Part == p.N && !slices.Contains(m.Held, x.ID) })
		if p.Seen && p.Held == 0 && !all {
			c.Parts[i].Held = at
		}
	}
}

func (c *Card) promise(id string) *Scored {
	for i := range c.Promises {
		if c.Promises[i].ID == id {
			return &c.Promises[i]
		}
	}
	return nil
}

// A Tally is how many promises of a kind are held.
type Tally struct{ Held, Of int }

// All reports whether all are.
func (t Tally) All() bool { return t.Held == t.Of }

// String is "3 of 4".
func (t Tally) String() string { return fmt.Sprintf("%d of %d", t.Held, t.Of) }

// Count counts the promises of a part and a level; 0 stands for all.
func (c Card) Count(part, level int) (t Tally) {
	for _, p := range c.Promises {
		if (part == 0 || p.Part == part) && (level == 0 || p.Level == level) {
			t.Of++
			if p.Verdict == judge.Held {
				t.Held++
			}
		}
	}
	return t
}

// Seen counts the promises of the parts that were shown, of a level; 0 stands for all.
func (c Card) Seen(level int) (t Tally) {
	for _, p := range c.Parts {
		if p.Seen {
			x := c.Count(p.N, level)
			t.Held, t.Of = t.Held+x.Held, t.Of+x.Of
		}
	}
	return t
}

// Broken lists the ids of promises that were asked for and are not held.
func (c Card) Broken() (ids []string) {
	for _, p := range c.Promises {
		if p.Verdict != "" && p.Verdict != judge.Held {
			ids = append(ids, p.ID)
		}
	}
	return ids
}
