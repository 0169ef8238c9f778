// Package mock is what a timed mock interview leaves behind: a Session, which is written as it
// happens, and a Card, which is worked out from it. A session holds facts only, with their times; what
// they mean is up to the card, so that a card can always be made again.
//
// The package knows files and times. It knows no suite, no terminal, and does not read the clock.
package mock

import (
	"time"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// A Session is one mock interview, as it is recorded on disk.
type Session struct {
	Version   int           `json:"version"`
	ID        string        `json:"id"`        // the name of its folder: when it began, UTC
	Challenge string        `json:"challenge"` // "checkout"
	Minutes   time.Duration `json:"minutes"`   // how long it may last, pauses not counted
	Level     int           `json:"level"`     // promises up to this level are asked, 1–3
	Seed      uint64        `json:"seed"`      // of random schedules and storms, > 0
	Suite     string        `json:"suite"`     // digest of the suite and the harness
	Extra     string        `json:"extra,omitempty"`
	ExtraDir  string        `json:"extraDir,omitempty"` // scenarios of the interviewer's own; Extra is their digest
	Promises  []Promise     `json:"promises"`           // what is asked, in the order of the prompt
	Parts     []Part        `json:"parts"`              // at least one
	Kept      string        `json:"kept,omitempty"`     // where the attempt of before is, relative to the module
	Events    []Event       `json:"events"`             // in order of time; the first is Started
}

// A Promise is one that the session asks for.
type Promise struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Level int    `json:"level"`
	Part  int    `json:"part"`            // from 1
	Extra bool   `json:"extra,omitempty"` // the interviewer's own: the prompt does not have it
}

// A Part is what is shown at a time.
type Part struct {
	N   int           `json:"n"`   // from 1
	Due time.Duration `json:"due"` // on the session's clock: then it is shown, whatever holds
}

// A Kind says what happened.
type Kind string

// The kinds of events, and which members of an Event they use beside At.
const (
	Started    Kind = "started"    // Code: the stub's digest
	Unlocked   Kind = "unlocked"   // Part; the first is shown at the start
	Ran        Kind = "run"        // Run
	Regressed  Kind = "regression" // Promises: held in the run before, and no more
	Hinted     Kind = "hint"       // Promises: the one; Hint: which of its hints, from 1
	Paused     Kind = "paused"     // Code
	Resumed    Kind = "resumed"    // Code: another one than before says that work went on in the pause
	Closed     Kind = "closed"     // the terminal was left; the clock ran on
	Reopened   Kind = "reopened"   // after Closed, or after a crash, which leaves no event
	Noted      Kind = "note"       // Text
	Ended      Kind = "ended"      // Text: how, one of the Ends; Code: what was frozen
	LastJudged Kind = "last-run"   // Run, Failures, Costs: after the end, of the frozen code
)

// How a session ends.
const (
	EndBell  = "bell"  // its time was over
	EndEarly = "early" // it was ended before
	EndAway  = "away"  // its time was over while no terminal was open: the code is that of the last run in time
)

// An Event is something that happened in a session.
type Event struct {
	At       time.Time        `json:"at"`
	Kind     Kind             `json:"kind"`
	Part     int              `json:"part,omitempty"`
	Promises []string         `json:"promises,omitempty"`
	Hint     int              `json:"hint,omitempty"`
	Text     string           `json:"text,omitempty"`
	Code     string           `json:"code,omitempty"` // digest
	Run      *Run             `json:"run,omitempty"`
	Failures []timeline.Scene `json:"failures,omitempty"` // what still broke, with histories
	Costs    []Cost           `json:"costs,omitempty"`
}

// A Run is a verdict on the code as it was at some time.
type Run struct {
	Code     string                   `json:"code"`              // digest of what was judged
	Auto     bool                     `json:"auto,omitempty"`    // nobody asked for it: a part was shown
	Compile  string                   `json:"compile,omitempty"` // the compiler's first message: nothing was judged
	Promises map[string]judge.Verdict `json:"promises,omitempty"`
	Race     string                   `json:"race,omitempty"`     // "clean", "races" or "not watched"
	Examples string                   `json:"examples,omitempty"` // "pass" or "fail": the visible ones
	Took     time.Duration            `json:"took"`
}

// A Cost is what one request of a piece of work takes, beside the reference.
type Cost struct {
	Name            string        `json:"name"`
	Yours           time.Duration `json:"yours"`
	Reference       time.Duration `json:"reference"`
	Allocs          int64         `json:"allocs"`
	ReferenceAllocs int64         `json:"referenceAllocs"`
}

// Began is when the session was started.
func (s Session) Began() time.Time {
	if len(s.Events) == 0 {
		return time.Time{}
	}
	return s.Events[0].At
}

// Paused reports whether the clock stands in a pause.
func (s Session) Paused() bool {
	paused := false
	for _, e := range s.Events {
		switch e.Kind {
		case Paused:
			paused = true
		case Resumed, Ended:
			paused = false
		}
	}
	return paused
}

// Ended reports whether the code is frozen.
func (s Session) Ended() bool { return s.last(Ended) != nil }

// Finished reports whether the frozen code was judged: there is nothing left to do but its card.
func (s Session) Finished() bool { return s.last(LastJudged) != nil }

func (s Session) last(k Kind) *Event {
	for i := len(s.Events) - 1; i >= 0; i-- {
		if s.Events[i].Kind == k {
			return &s.Events[i]
		}
	}
	return nil
}

// Part is the highest part that is shown.
func (s Session) Part() int {
	part := 1
	for _, e := range s.Events {
		if e.Kind == Unlocked {
			part = max(part, e.Part)
		}
	}
	return part
}

// Asked lists the ids of the promises in the parts up to part.
func (s Session) Asked(part int) (ids []string) {
	for _, p := range s.Promises {
		if p.Part <= part {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// Code is the digest of what counts: what was frozen at the end, before that what the last run judged,
// and before the first the stub.
func (s Session) Code() (digest string) {
	for _, e := range s.Events {
		switch {
		case e.Kind == Ended:
			return e.Code
		case e.Run != nil:
			digest = e.Run.Code
		case digest == "":
			digest = e.Code
		}
	}
	return digest
}

// End is how the session ended, one of the Ends; empty: it has not.
func (s Session) End() string {
	if e := s.last(Ended); e != nil {
		return e.Text
	}
	return ""
}

// LastRun is the run that decides, of a session that is finished.
func (s Session) LastRun() Run {
	if e := s.last(LastJudged); e != nil && e.Run != nil {
		return *e.Run
	}
	return Run{}
}

// Valid reports whether the events of a session that comes from elsewhere can be worked with.
func (s Session) Valid() bool {
	if len(s.Events) == 0 || s.Events[0].Kind != Started || len(s.Parts) == 0 {
		return false
	}
	for _, p := range s.Promises {
		if p.Part < 1 || p.Part > len(s.Parts) {
			return false
		}
	}
	for _, e := range s.Events {
		run := e.Kind == Ran || e.Kind == LastJudged
		if run != (e.Run != nil) || e.Kind == Unlocked && (e.Part < 1 || e.Part > len(s.Parts)) || e.Kind == Hinted && len(e.Promises) == 0 {
			return false
		}
	}
	return true
}
