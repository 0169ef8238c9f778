// Package history is what a scenario recorded: the requests that were sent, how they ended,
// the effects that ran, and the order of it all in virtual time.
//
// It is plain data. It knows no clock, no net/http and no testing, so that a rule can be judged on
// a history written by hand, and a report can be written to a file and read back.
package history

import "time"

// A Moment places something in a history. Seq is the order of recording and decides "before" and
// "after"; At is the virtual time since the scenario began and is for people.
// The zero Moment means "never happened".
type Moment struct {
	Seq  int           `json:"seq"`
	At   time.Duration `json:"at"`
	Real time.Duration `json:"real,omitempty"` // since Epoch, by the machine's clock; 0 in virtual time
}

// Before reports whether m happened, and happened before o or o never happened.
func (m Moment) Before(o Moment) bool {
	return m.Seq != 0 && (o.Seq == 0 || m.Seq < o.Seq)
}

// Happened reports whether m is a moment of the history at all.
func (m Moment) Happened() bool { return m.Seq != 0 }

// An End says how an attempt ended, as its client saw it.
type End string

// The ends of an attempt.
const (
	Answered   End = "answered"   // a whole answer arrived
	Dropped    End = "dropped"    // the connection was closed without a whole answer: the handler panicked or ended its goroutine
	Left       End = "left"       // the client went away first
	Unanswered End = "unanswered" // no answer within the client's patience
)

// An Attempt is one HTTP request and what came of it.
type Attempt struct {
	N      int    `json:"n"`      // 1, 2, … in the order of sending; printed as #1
	Intent string `json:"intent"` // what the client wants to happen once: attempts with equal Intent are the same wish
	Mark   string `json:"mark"`   // how an effect of this attempt can be recognised, such as "100 USD"
	Void   bool   `json:"void,omitempty"`
	Want   []int  `json:"want,omitempty"` // the only statuses that the scenario admits; none: the rules decide

	Method string `json:"method"`
	Path   string `json:"path"`
	Caller string `json:"caller,omitempty"`
	Key    string `json:"key,omitempty"`
	Body   string `json:"body,omitempty"`
	Note   string `json:"note,omitempty"` // what is special about the request, such as "body breaks off"

	Sent     Moment `json:"sent"`
	Returned Moment `json:"returned"` // the handler returned, or its goroutine ended
	End      End    `json:"end"`
	EndedAt  Moment `json:"ended"` // the client has its answer, or has left

	Answer Answer `json:"answer"`
	Panic  string `json:"panic,omitempty"` // what the handler panicked with
	Lost   string `json:"lost,omitempty"`  // why no answer came, as it is seen from outside of the server's process
	Where  string `json:"where,omitempty"` // the learner's line where it hung or panicked
}

// An Answer is what the handler wrote.
type Answer struct {
	Status int                 `json:"status"`
	Header map[string][]string `json:"header,omitempty"`
	Body   string              `json:"body,omitempty"` // the first bytes, see Size
	Size   int64               `json:"size"`           // the length of the whole body in bytes
	Digest string              `json:"digest,omitempty"`
	Late   bool                `json:"late,omitempty"` // the handler wrote after it had returned
}

// Success reports whether a is a 2xx answer.
func (a Answer) Success() bool { return a.Status >= 200 && a.Status < 300 }

// An Outcome is what is known about an effect when it has ended.
type Outcome string

// The outcomes of an effect.
const (
	Done    Outcome = "done"
	Refused Outcome = "refused" // definitely did not happen
	Unknown Outcome = "unknown" // may have happened
)

// An Effect is one call of something that must not happen twice.
type Effect struct {
	N       int     `json:"n"`
	Name    string  `json:"name"`         // "charge"
	Mark    string  `json:"mark"`         // equal to the Mark of the attempts that ask for it
	ID      string  `json:"id"`           // what the caller got, such as "ch_1"
	Of      string  `json:"of,omitempty"` // the ID of the effect that it is about: a refund's charge
	By      int     `json:"by,omitempty"` // the attempt that ran it, where that is known
	Outcome Outcome `json:"outcome"`
	Moved   bool    `json:"moved"` // it did happen, whatever the caller was told
	Panics  bool    `json:"panics,omitempty"`
	Cut     bool    `json:"cut,omitempty"`   // the caller's context ended it
	Again   bool    `json:"again,omitempty"` // the reference of an effect that had happened: this call moved nothing, and its ID is that effect's
	Where   string  `json:"where,omitempty"`

	Started Moment `json:"started"`
	Ended   Moment `json:"ended"`
}

// A Note is a moment of the scenario itself: the clock was moved, a gate was opened.
type Note struct {
	Moment
	Kind NoteKind `json:"kind"`
	Text string   `json:"text"`
	// Attempts that must have ended by now, for Due.
	Attempts []int `json:"attempts,omitempty"`
	// What was measured and the most that it may be, for Cost.
	Got  int64 `json:"got,omitempty"`
	Most int64 `json:"most,omitempty"`
}

// A NoteKind classifies a Note.
type NoteKind string

// The kinds of notes.
const (
	Clock NoteKind = "clock" // virtual time was moved on
	Gate  NoteKind = "gate"  // effects or bodies are held from now on, or let go
	Due   NoteKind = "due"   // the attempts listed must have ended before this moment
	Quit  NoteKind = "quit"  // the server's context ended
	Cost  NoteKind = "cost"  // something was measured
)

// A Fault is misbehaviour of the learner's code that is wrong in every scenario.
type Fault struct {
	Kind  FaultKind `json:"kind"`
	Text  string    `json:"text"`
	Where string    `json:"where,omitempty"` // the learner's file:line
}

// A FaultKind classifies a Fault.
type FaultKind string

// The kinds of faults.
const (
	Crash    FaultKind = "crash"    // a goroutine of the learner's panicked: the process would have died
	Leak     FaultKind = "leak"     // goroutines are left after the server's context ended
	Race     FaultKind = "race"     // the race detector reported
	Deadlock FaultKind = "deadlock" // everything waits for something that can not come
	Stuck    FaultKind = "stuck"    // no progress in real time, or an endless loop
	Flood    FaultKind = "flood"    // an answer longer than a client takes
	Death    FaultKind = "death"    // the server's process ended
)

// A Step is a stretch of one schedule: who ran which lines, in order.
type Step struct {
	Who   string   `json:"who"`   // "#1", "#2+1" (a goroutine that #2 started), "bg1" (started by New)
	Lines []string `json:"lines"` // "keys.go:41", in the order they ran
	Seq   int      `json:"seq"`   // the last Moment recorded before the stretch began
}

// A History is everything that one run of a scenario recorded.
type History struct {
	Attempts []Attempt     `json:"attempts,omitempty"`
	Effects  []Effect      `json:"effects,omitempty"`
	Notes    []Note        `json:"notes,omitempty"`
	Faults   []Fault       `json:"faults,omitempty"`
	Steps    []Step        `json:"steps,omitempty"`    // empty when the schedule was free
	TTL      time.Duration `json:"ttl,omitempty"`      // how long a key is remembered after its completion; 0: for ever
	Slack    time.Duration `json:"slack,omitempty"`    // how far instants may be off; 0 in virtual time
	Epoch    int64         `json:"epoch,omitempty"`    // when it began by the machine's clock, in nanoseconds of Unix time; 0: in virtual time
	Switches int           `json:"switches,omitempty"` // preemptions in the schedule
	Drawn    bool          `json:"drawn,omitempty"`    // the schedule was drawn at random
	Schedule int           `json:"schedule,omitempty"` // its number among those explored, from 1
	Of       int           `json:"of,omitempty"`       // how many were explored
}

// Attempt returns the attempt with number n, or nil.
func (h *History) Attempt(n int) *Attempt {
	for i := range h.Attempts {
		if h.Attempts[i].N == n {
			return &h.Attempts[i]
		}
	}
	return nil
}

// Intents lists the distinct intents in the order in which they first appear.
func (h *History) Intents() []string {
	var out []string
	seen := map[string]bool{}
	for _, a := range h.Attempts {
		if !seen[a.Intent] {
			seen[a.Intent] = true
			out = append(out, a.Intent)
		}
	}
	return out
}

// OfIntent returns the attempts of one intent, in the order of sending.
func (h *History) OfIntent(intent string) []Attempt {
	var out []Attempt
	for _, a := range h.Attempts {
		if a.Intent == intent {
			out = append(out, a)
		}
	}
	return out
}

// Overlap reports whether two attempts of one intent were in flight at the same time.
func (h *History) Overlap() bool {
	for i, a := range h.Attempts {
		for _, b := range h.Attempts[i+1:] {
			if a.Intent == b.Intent && b.Sent.Before(a.Returned) && a.Sent.Before(b.Returned) {
				return true
			}
		}
	}
	return false
}
