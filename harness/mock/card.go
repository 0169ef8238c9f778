package mock

import (
	"time"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// A Card says what a session shows. It is worked out from the session alone, by Score.
type Card struct {
	Challenge string        `json:"challenge"`
	ID        string        `json:"id"`
	Began     time.Time     `json:"began"`
	Minutes   time.Duration `json:"minutes"` // that it might last
	Took      time.Duration `json:"took"`    // on its clock
	End       string        `json:"end"`     // one of the Ends
	Seed      uint64        `json:"seed"`
	Level     int           `json:"level"` // that was asked for
	Suite     string        `json:"suite"` // digests
	Extra     string        `json:"extra,omitempty"`
	Code      string        `json:"code"`

	Promises []Scored `json:"promises"`
	Parts    []Shown  `json:"parts"`
	Hints    []Hint   `json:"hints,omitempty"`
	Notes    []Note   `json:"notes,omitempty"`
	Marks    []string `json:"marks,omitempty"` // what an interviewer should know: pauses, times away

	Runs        int           `json:"runs"`        // before the end, those that follow a new part not counted
	FirstRun    time.Duration `json:"firstRun"`    // 0: there was none
	Regressions int           `json:"regressions"` // promises that held, and then did not
	Race        string        `json:"race"`        // "clean", "races" or "not watched"
	Compile     string        `json:"compile,omitempty"`
	Costs       []Cost        `json:"costs,omitempty"`
	Advice      string        `json:"advice"`   // one of the Advices
	Evidence    []string      `json:"evidence"` // for it, a sentence each
	Track       []Moment      `json:"track"`    // what held when

	Failures []timeline.Scene `json:"-"` // what still broke: the session has it
}

// A Scored promise is one with what became of it.
type Scored struct {
	Promise
	Verdict judge.Verdict `json:"verdict,omitempty"` // of the last run; empty: its part was not reached
	First   time.Duration `json:"first,omitempty"`   // when it first held; 0: never
	Lost    int           `json:"lost,omitempty"`    // how often it regressed
}

// A Shown part is one with when it was shown and when all of it first held.
type Shown struct {
	N    int           `json:"n"`
	At   time.Duration `json:"at"`
	Seen bool          `json:"seen"`
	Held time.Duration `json:"held,omitempty"` // 0: never
}

// A Hint is one that was read.
type Hint struct {
	At      time.Duration `json:"at"`
	Promise string        `json:"promise"`
	N       int           `json:"n"` // 1 is the weakest
}

// A Note is what an interviewer wrote down.
type Note struct {
	At   time.Duration `json:"at"`
	Text string        `json:"text"`
}

// A Moment is a run on the session's clock.
type Moment struct {
	At   time.Duration `json:"at"`
	Held []string      `json:"held"` // ids, in the order of the prompt
	Last bool          `json:"last,omitempty"`
}
