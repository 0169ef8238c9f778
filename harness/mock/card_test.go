package mock_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/timeline"
)

// A tape makes a session happen.
type tape struct{ mock.Session }

func newTape(s mock.Session) *tape {
	s.ID, s.Events = "20260102T030405.000", []mock.Event{{At: start, Kind: mock.Started, Code: "stub"}, {At: start, Kind: mock.Unlocked, Part: 1}}
	return &tape{s}
}

func (x *tape) happen(m float64, e mock.Event) {
	e.At = at(m)
	x.Events = append(x.Events, e)
}

// run judges code that holds the promises.
func (x *tape) run(m float64, held ...string) {
	x.Events = append(x.Events, x.Judged(at(m), verdicts(x.Session, held))...)
}

func verdicts(s mock.Session, held []string) mock.Run {
	r := mock.Run{Code: "c1", Promises: map[string]judge.Verdict{}, Race: "clean"}
	for _, id := range s.Asked(s.Part()) {
		r.Promises[id] = judge.Broken
	}
	for _, id := range held {
		r.Promises[id] = judge.Held
	}
	return r
}

// end rings the bell and judges what is there.
func (x *tape) end(m float64, how string, held ...string) {
	x.happen(m, mock.Event{Kind: mock.Ended, Text: how, Code: "c1"})
	x.run(m+1, held...)
}

// eventful is a session in which everything happens.
func eventful() mock.Session {
	x := newTape(two())
	x.happen(2, mock.Event{Kind: mock.Ran, Run: &mock.Run{Code: "c0", Compile: "keys.go:1: no"}})
	x.run(4, "C1")
	x.happen(5, mock.Event{Kind: mock.Hinted, Promises: []string{"C2"}, Hint: 1})
	x.run(8, "C1", "C2")
	x.run(9, "C1", "C2")
	x.happen(10, mock.Event{Kind: mock.Paused, Code: "c1"})
	x.happen(20, mock.Event{Kind: mock.Resumed, Code: "c2"})
	x.run(22, "C2", "C14")
	x.happen(23, mock.Event{Kind: mock.Closed})
	x.happen(24, mock.Event{Kind: mock.Reopened})
	x.happen(25, mock.Event{Kind: mock.Noted, Text: "sketches\x1b[2J first"})
	x.happen(30, mock.Event{Kind: mock.Reopened})
	x.end(60, mock.EndBell, "C1", "C14")
	for i, e := range x.Events {
		if e.Kind == mock.LastJudged {
			x.Events[i].Costs = []mock.Cost{{Name: "first request", Yours: 1234 * time.Nanosecond, Reference: 1200 * time.Nanosecond, Allocs: 1, ReferenceAllocs: 12}}
		}
	}
	return x.Session
}

// UPDATE=1 writes the texts anew.
func TestCardInTheTerminal(t *testing.T) {
	var b bytes.Buffer
	s := eventful()
	mock.Score(s).Print(&b, mock.Log(s), timeline.Style{})
	path := filepath.Join("testdata", "eventful.txt")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Empty(t, cmp.Diff(string(want), b.String()), "(-want +got)")
}

func TestScore(t *testing.T) {
	c := mock.Score(eventful())
	assert.Equal(t, 5, c.Runs)
	assert.Equal(t, minutes(2), c.FirstRun)
	assert.Equal(t, 2, c.Regressions, "C1 at 22 minutes, C2 in the last run")
	assert.Equal(t, []mock.Hint{{At: minutes(5), Promise: "C2", N: 1}}, c.Hints)
	assert.Equal(t, []mock.Shown{{N: 1, Seen: true, Held: minutes(8)}, {N: 2, Seen: true, At: minutes(8), Held: minutes(12)}}, c.Parts)
	assert.Equal(t, []string{"C2"}, c.Broken())
	assert.Equal(t, minutes(4), c.Promises[0].First)
	assert.Equal(t, minutes(12), c.Promises[2].First, "the pause does not count")
	assert.Equal(t, 45*time.Minute, c.Took)
}

func TestMarks(t *testing.T) {
	for _, tt := range []struct {
		reason string
		play   func(x *tape)
		want   []string
	}{
		{"a pause that is over", func(x *tape) {
			x.happen(5, mock.Event{Kind: mock.Paused, Code: "c1"})
			x.happen(6, mock.Event{Kind: mock.Resumed, Code: "c1"})
			x.end(40, mock.EndEarly)
		}, []string{"paused for 1 min at 05:00"}},
		{"a pause that is not", func(x *tape) {
			x.happen(5, mock.Event{Kind: mock.Paused, Code: "c1"})
			x.end(40, mock.EndEarly)
		}, []string{"paused at 05:00 until the end"}},
		{"a terminal that is closed in a pause", func(x *tape) {
			x.happen(5, mock.Event{Kind: mock.Paused, Code: "c1"})
			x.happen(6, mock.Event{Kind: mock.Closed})
			x.happen(9, mock.Event{Kind: mock.Reopened})
			x.happen(10, mock.Event{Kind: mock.Resumed, Code: "c1"})
			x.end(40, mock.EndEarly)
		}, []string{"the terminal was closed for 3 min until 05:00", "paused for 5 min at 05:00"}},
		{"nobody was there at the bell", func(x *tape) {
			x.happen(5, mock.Event{Kind: mock.Closed})
			x.end(50, mock.EndAway)
		}, []string{"the bell rang while no terminal was open: what was saved after it does not count"}},
	} {
		x := newTape(two())
		tt.play(x)
		assert.Equal(t, tt.want, mock.Score(x.Session).Marks, tt.reason)
	}
}

func TestAdvice(t *testing.T) {
	for _, tt := range []struct {
		reason string
		play   func(x *tape)
		want   string
	}{
		{"nothing was done", func(x *tape) { x.end(45, mock.EndBell) }, mock.NoHire},
		{"the simplest promise is broken", func(x *tape) { x.run(9, "C1"); x.end(45, mock.EndBell, "C1") }, mock.NoHire},
		{"half of it, and nothing about two at once", func(x *tape) { x.run(9, "C1", "C2"); x.end(45, mock.EndBell, "C1", "C2") }, mock.LeanNo},
		{"all holds", func(x *tape) { x.run(9, "C1", "C2"); x.end(45, mock.EndEarly, "C1", "C2", "C14") }, mock.StrongHire},
		{"all holds, with many hints", func(x *tape) {
			x.run(9, "C1", "C2")
			for n := range 3 {
				x.happen(10, mock.Event{Kind: mock.Hinted, Promises: []string{"C14"}, Hint: n + 1})
			}
			x.end(45, mock.EndBell, "C1", "C2", "C14")
		}, mock.Hire},
		{"all holds, with a data race", func(x *tape) {
			x.run(9, "C1", "C2")
			x.end(45, mock.EndBell, "C1", "C2", "C14")
			x.Events[len(x.Events)-1].Run.Race = "races"
		}, mock.LeanNo},
		{"it did not compile at the end", func(x *tape) {
			x.run(9, "C1", "C2", "C14")
			x.happen(45, mock.Event{Kind: mock.Ended, Text: mock.EndBell})
			x.Events = append(x.Events, x.Judged(at(46), mock.Run{Compile: "no"})...)
		}, mock.NoHire},
	} {
		x := newTape(two())
		tt.play(x)
		assert.Equal(t, tt.want, mock.Score(x.Session).Advice, tt.reason)
	}
}

func TestARunsConsequences(t *testing.T) {
	x := newTape(two())
	x.run(3, "C1")
	assert.Equal(t, 1, x.Part(), "C2 is broken")
	x.run(4, "C1", "C2")
	assert.Equal(t, 2, x.Part(), "all of part 1 holds")
	x.run(5, "C1", "C2")
	assert.Equal(t, mock.Ran, x.Events[len(x.Events)-1].Kind, "C14 was never held: nothing is lost")

	y := newTape(two())
	assert.Empty(t, y.Due(at(19.9)))
	assert.Equal(t, []mock.Event{{At: at(20), Kind: mock.Unlocked, Part: 2}}, y.Due(at(20)), "by the plan's minute")
	y.end(20, mock.EndEarly)
	assert.Empty(t, y.Due(at(30)), "it is over")
}
