package mock

import (
	"time"

	"example.com/idempotency/harness/judge"
)

// Judged is what a run makes happen: the run itself, promises that are lost, and the next part where
// all that is asked holds. After the end it is the last run, and nothing is asked any more.
func (s Session) Judged(now time.Time, r Run) []Event {
	events := []Event{{At: now, Kind: Ran, Run: &r}}
	if s.Ended() {
		events[0].Kind = LastJudged
	}
	if r.Compile != "" {
		return events
	}
	if lost := s.lost(r); len(lost) > 0 {
		events = append(events, Event{At: now, Kind: Regressed, Promises: lost})
	}
	if part := s.Part(); part < len(s.Parts) && !s.Ended() && r.holds(s.Asked(part)) {
		events = append(events, Event{At: now, Kind: Unlocked, Part: part + 1})
	}
	return events
}

// Due is the parts whose time has come.
func (s Session) Due(now time.Time) (events []Event) {
	for _, p := range s.Parts {
		if p.N > s.Part() && s.Elapsed(now) >= p.Due && !s.Ended() {
			events = append(events, Event{At: now, Kind: Unlocked, Part: p.N})
		}
	}
	return events
}

// Last is the last run that came to a verdict, or nil.
func (s Session) Last() *Run {
	for i := len(s.Events) - 1; i >= 0; i-- {
		if r := s.Events[i].Run; r != nil && r.Compile == "" {
			return r
		}
	}
	return nil
}

// Hintable is the verdicts of the last run on promises of the prompt: of others there are no hints.
func (s Session) Hintable() map[string]judge.Verdict {
	out := map[string]judge.Verdict{}
	for _, p := range s.Promises {
		if v := s.Last().Promises[p.ID]; v != "" && !p.Extra {
			out[p.ID] = v
		}
	}
	return out
}

// lost lists what the last run held and r does not.
func (s Session) lost(r Run) (ids []string) {
	last := s.Last()
	if last == nil {
		return nil
	}
	for _, p := range s.Promises {
		if last.Promises[p.ID] == judge.Held && r.Promises[p.ID] != judge.Held {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func (r Run) holds(ids []string) bool {
	for _, id := range ids {
		if r.Promises[id] != judge.Held {
			return false
		}
	}
	return true
}
