package judge

import (
	"fmt"

	"example.com/idempotency/harness/history"
)

// EndsOnTime: a key is remembered until completion + h.TTL, and from that instant on it is new.
// It says so in the words of the contract; the rules under Lives catch the same mistakes and more.
func EndsOnTime(effect string) Rule {
	return Rule{Name: "ends-on-time", Check: func(h *history.History) []Violation {
		if h.TTL == 0 {
			return nil
		}
		var out []Violation
		for _, intent := range h.Intents() {
			l := livesOf(h, intent)
			out = append(out, l.forgotten(effect, intent)...)
			out = append(out, l.remembered(intent)...)
		}
		return out
	}}
}

// forgotten finds effects that start between the completion of a life's first one and its end.
func (l lives) forgotten(effect, intent string) []Violation {
	var out []Violation
	firsts := map[int]history.Effect{}
	for _, e := range l.h.Effects {
		n, ok := l.ofEffect[e.N]
		if !ok || e.Name != effect || e.Outcome == history.Refused {
			continue
		}
		first, again := firsts[n]
		if !again {
			firsts[n] = e
			continue
		}
		if !first.Ended.Before(e.Started) {
			continue // it was running: that is no matter of time
		}
		out = append(out, Violation{
			Subject:  fmt.Sprintf("start of %s %s, another one for %s", effect, e.ID, intent),
			Got:      fmt.Sprint(e.Started.At),
			Want:     fmt.Sprintf("%v or later", l.ends[n].from),
			Effects:  []int{e.N},
			Attempts: by([]history.Effect{e}),
			Likely:   fmt.Sprintf("the key was forgotten too early: it completed at %v and lives for %v.", first.Ended.At, l.h.TTL),
		})
	}
	return out
}

// remembered finds successes that are those of a life which was over when the request was sent.
func (l lives) remembered(intent string) []Violation {
	var out []Violation
	as := successes(l.h, intent)
	for i, a := range as {
		now, _ := l.seen(a)
		for _, b := range as[:i] {
			if _, then := l.seen(b); then < now && sameAnswer(a, b) {
				out = append(out, Violation{
					Subject:  fmt.Sprintf("answer to #%d, sent %v after the end of its key", a.N, a.Sent.At-l.ends[now-1].to),
					Got:      fmt.Sprintf("that to #%d", b.N),
					Want:     "a new one",
					Attempts: []int{b.N, a.N},
					Likely:   fmt.Sprintf("the key was still remembered: it lives for %v, and the end itself is the first instant at which it is new.", l.h.TTL),
				})
				break
			}
		}
	}
	return out
}
