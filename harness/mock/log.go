package mock

import (
	"fmt"
	"strings"

	"example.com/idempotency/harness/judge"
)

// A Line is something that happened, in words.
type Line struct {
	At   string // "07:05"
	What string
	Held Tally  // of a run: of what was asked then; Of is 0 where there was no verdict
	More string // "lost C3"
	Bad  bool
}

// Log tells a session in lines.
func Log(s Session) (out []Line) {
	runs, part := 0, 1
	for i, at := range s.clock(s.Events) {
		e := s.Events[i]
		l := Line{At: Clock(at)}
		switch e.Kind {
		case Unlocked:
			part = e.Part
			if len(s.Parts) == 1 {
				continue
			}
			l.What = fmt.Sprintf("part %d is shown", part)
		case Ran, LastJudged:
			if e.Kind == Ran && !e.Run.Auto {
				runs++
			}
			l.run(s, e, runs, part)
		case Regressed:
			if n := len(out); n > 0 {
				out[n-1].More, out[n-1].Bad = "lost "+listed(e.Promises), true
			}
			continue
		case Hinted:
			l.What = fmt.Sprintf("hint %d for %s", e.Hint, strings.Join(e.Promises, " "))
		case Noted:
			l.What = "note: " + e.Text
		case Ended:
			l.What = map[string]string{EndBell: "the bell", EndEarly: "ended early", EndAway: "the bell, nobody there"}[e.Text]
		case Started:
			continue
		default:
			l.What = string(e.Kind)
		}
		out = append(out, l)
	}
	return out
}

func (l *Line) run(s Session, e Event, n, part int) {
	l.What = fmt.Sprintf("run %d", n)
	switch {
	case e.Kind == LastJudged:
		l.What = "last run"
	case e.Run.Auto:
		l.What = "again"
	}
	if e.Run.Compile != "" {
		l.More, l.Bad = "does not compile", true
		return
	}
	for _, id := range s.Asked(part) {
		l.Held.Of++
		if e.Run.Promises[id] == judge.Held {
			l.Held.Held++
		}
	}
}
