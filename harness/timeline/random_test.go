package timeline_test

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// anyText is what a handler, or a client, may say.
var anyText = rapid.OneOf(rapid.SampledFrom([]string{"", "k1", "k2", "ch_1", hostile}), rapid.String(),
	rapid.Map(rapid.IntRange(50, 400), func(n int) string { return strings.Repeat("long\x1b日本<", n) }), rapid.Just("\xff\r\n\a]]>"))

// anyHistory draws a history, in order, as a scenario might record it: requests that overlap, effects
// of anybody and nobody, ends of every kind, and what has no end.
func anyHistory(t *rapid.T) *history.History {
	p := &tape{}
	p.TTL = rapid.SampledFrom([]time.Duration{0, 0, 1, time.Hour, 24 * time.Hour, 1<<63 - 1}).Draw(t, "ttl")
	keys := rapid.SampledFrom([]string{"", "k1", "k1", "k2", "k3", "k4", "k5", "k6", "k7", hostile})
	for range rapid.IntRange(0, rapid.SampledFrom([]int{8, 30, 160}).Draw(t, "size")).Draw(t, "moves") {
		n := len(p.Attempts)
		switch move := rapid.IntRange(0, 9).Draw(t, "move"); {
		case n == 0 || move < 3:
			a := p.send(keys.Draw(t, "key"), rapid.IntRange(100, 103).Draw(t, "amount"))
			a.Caller = rapid.SampledFrom([]string{"ann", "ann", "bob", ""}).Draw(t, "caller")
			if rapid.IntRange(0, 9).Draw(t, "odd") == 0 {
				a.Path, a.Note, a.Body, a.Intent, a.Mark = anyText.Draw(t, "path"), anyText.Draw(t, "note"), anyText.Draw(t, "body"), anyText.Draw(t, "intent"), anyText.Draw(t, "mark")
			}
		case move < 5:
			p.start(rapid.IntRange(1, n).Draw(t, "by"))
			if e := &p.Effects[len(p.Effects)-1]; rapid.IntRange(0, 5).Draw(t, "whose") == 0 {
				e.By, e.ID, e.Where = 0, anyText.Draw(t, "id"), anyText.Draw(t, "where")
			}
		case move < 6:
			for i := range p.Effects {
				if !p.Effects[i].Ended.Happened() {
					p.end(i+1, rapid.SampledFrom([]history.Outcome{history.Done, history.Done, history.Refused, history.Unknown}).Draw(t, "outcome"))
					p.Effects[i].Again = rapid.IntRange(0, 9).Draw(t, "again") == 0
					break
				}
			}
		case move < 8:
			anyEnd(t, p)
		case move < 9:
			p.later(time.Duration(rapid.SampledFrom([]int64{1, 1e6, 2e9, 36e11, 1e15}).Draw(t, "later")))
			if rapid.Bool().Draw(t, "told") {
				p.wait(rapid.SampledFrom([]time.Duration{1, time.Second, time.Hour}).Draw(t, "wait"))
			}
		default:
			p.note(rapid.SampledFrom([]history.NoteKind{history.Gate, history.Clock, history.Quit}).Draw(t, "kind"), anyText.Draw(t, "text"))
			p.ran(fmt.Sprint("#", rapid.IntRange(1, n).Draw(t, "who")), lines(n, 3*n)...)
		}
	}
	return &p.History
}

// anyEnd ends one of the requests that are in flight.
func anyEnd(t *rapid.T, p *tape) {
	for i := range p.Attempts {
		a := &p.Attempts[i]
		if a.EndedAt.Happened() || rapid.IntRange(0, 2).Draw(t, "waits") == 0 {
			continue
		}
		p.ends(a.N, rapid.SampledFrom([]history.End{history.Answered, history.Answered, history.Answered, history.Dropped, history.Left, history.Unanswered}).Draw(t, "end"))
		a.Answer = history.Answer{Status: rapid.SampledFrom([]int{200, 201, 204, 402, 409, 502}).Draw(t, "status"), Body: anyText.Draw(t, "answer")}
		a.Panic = anyText.Draw(t, "panic")
		if a.End == history.Left {
			a.Returned = p.now()
		}
		return
	}
}

// anyViolations blames some of what happened, and some of what did not.
func anyViolations(t *rapid.T, h *history.History) []judge.Violation {
	var out []judge.Violation
	for range rapid.IntRange(0, 3).Draw(t, "violations") {
		out = append(out, judge.Violation{
			Subject: anyText.Draw(t, "subject"), Got: anyText.Draw(t, "got"), Want: anyText.Draw(t, "want"), Likely: anyText.Draw(t, "likely"),
			Attempts: rapid.SliceOfN(rapid.IntRange(1, len(h.Attempts)+2), 0, 5).Draw(t, "attempts"),
			Effects:  rapid.SliceOfN(rapid.IntRange(1, len(h.Effects)+2), 0, 5).Draw(t, "effects"),
		})
	}
	return out
}
