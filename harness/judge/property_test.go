package judge_test

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
)

// A failing draw is told, with its seed, and not written beside the code.
func init() { _ = flag.Set("rapid.nofailfile", "true") }

// TestSequentialIsLegal: an ideal server, asked by one client at a time, breaks no rule.
func TestSequentialIsLegal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { legal(t, sequential(t)) })
}

// TestConcurrentIsLegal: nor does it when requests overlap and clients leave, whatever its style.
func TestConcurrentIsLegal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { legal(t, concurrent(t)) })
}

func legal(t *rapid.T, h *history.History) {
	for _, v := range judge.All(h, keyed.Rules()) {
		t.Errorf("%s: %s", v.Rule, v)
	}
	if t.Failed() {
		t.Logf("history:\n%s", shown(h))
	}
}

// sequential draws a history in which each request ends before the next is sent.
func sequential(t *rapid.T) *history.History {
	m := newModel(t)
	for range rapid.IntRange(1, 8).Draw(t, "requests") {
		m.send(rapid.SampledFrom([]string{"k1", "k2", "k3"}).Draw(t, "key"))
		m.run()
		m.at += rapid.SampledFrom([]time.Duration{0, 1, time.Hour}).Draw(t, "gap")
	}
	return &m.History
}

// concurrent draws a history in which requests come and clients leave at any moment, and which
// ends with a retry of each key when everything is quiet.
func concurrent(t *rapid.T) *history.History {
	m := newModel(t)
	m.detached = rapid.Bool().Draw(t, "detached")
	m.anon = m.detached && rapid.Bool().Draw(t, "anonymous")
	second := marked("200 USD")
	if rapid.Bool().Draw(t, "equal bodies") {
		second = marked("100 USD")
	}
	send := func(key string, more ...func(*history.Attempt)) *request {
		if key == "k2" {
			more = append(more, second)
		}
		return m.send(key, more...)
	}
	n := rapid.IntRange(1, 6).Draw(t, "requests")
	for range n {
		key := rapid.SampledFrom([]string{"k1", "k1", "k2"}).Draw(t, "key")
		var r *request
		if rapid.IntRange(0, 7).Draw(t, "upload") == 7 {
			r = send(key, void)
		} else {
			r = send(key)
		}
		if rapid.IntRange(0, 2).Draw(t, "leaves") == 2 {
			m.spawn(func() {
				if r.attempt().End == "" {
					left(r.n)(m.script)
				}
			})
		}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			m.step()
		}
	}
	for _, key := range []string{"k1", "k2"} {
		m.run()
		send(key)
	}
	m.run()
	return &m.History
}

// A mutation makes a legal sequential history illegal.
type mutation struct {
	name string
	rule string                                   // that has to find it
	of   func(h *history.History) (mutate func()) // nil: it does not apply
}

var mutations = []mutation{
	{"a second charge", "at-most-once", func(h *history.History) func() {
		i := slices.IndexFunc(h.Effects, func(e history.Effect) bool { return e.Outcome != history.Refused })
		if i < 0 {
			return nil
		}
		return func() {
			e := h.Effects[i]
			e.N, e.Started, e.Ended = len(h.Effects)+1, history.Moment{Seq: 1000}, history.Moment{Seq: 1001}
			h.Effects = append(h.Effects, e)
		}
	}},
	{"another amount", "asked-for", func(h *history.History) func() {
		if len(h.Effects) == 0 {
			return nil
		}
		return func() { h.Effects[0].Mark = "1 USD" }
	}},
	{"an early success", "no-early-success", func(h *history.History) func() {
		i := slices.IndexFunc(h.Effects, func(e history.Effect) bool { return e.Outcome == history.Done })
		if i < 0 {
			return nil
		}
		return func() {
			e := &h.Effects[i]
			a := h.Attempt(e.By)
			e.Ended, a.EndedAt, a.Returned = a.EndedAt, e.Ended, e.Ended
		}
	}},
	onReplay("a changed body", "same-answer", func(a *history.Attempt) { a.Answer.Body = `{"id":"pay of k1","amount":101}` }),
	onReplay("a changed status", "same-answer", func(a *history.Attempt) { a.Answer.Status = 200 }),
	onReplay("a lost header", "same-answer", func(a *history.Attempt) { a.Answer.Header = nil }),
	onReplay("a 409 that was stored", "conflict-only-in-flight", func(a *history.Attempt) { a.Answer.Status = 409 }),
	onReplay("a refusal that was stored", "refused-only-when-refused", func(a *history.Attempt) { a.Answer.Status = 402 }),
	onReplay("an outcome that was known", "unknown-only-when-unknown", func(a *history.Attempt) { a.Answer.Status = 502 }),
	onReplay("an error", "known-status", func(a *history.Attempt) { a.Answer.Status = 500 }),
	onReplay("a closed connection", "everyone-answered", func(a *history.Attempt) { a.End = history.Dropped }),
	onReplay("no answer", "everyone-answered", func(a *history.Attempt) { a.End = history.Unanswered }),
	{"an unknown outcome forgotten", "unknown-sticks", func(h *history.History) func() {
		i := slices.IndexFunc(h.Attempts, func(a history.Attempt) bool { return a.Answer.Status == 502 && by(h, a.N) == nil })
		if i < 0 {
			return nil
		}
		return func() { h.Attempts[i].Answer.Status = 402 }
	}},
	{"somebody else's answer", "distinct-answers", func(h *history.History) func() {
		first := slices.IndexFunc(h.Attempts, succeeded)
		for i, a := range h.Attempts {
			if succeeded(a) && a.Intent != h.Attempts[first].Intent && by(h, a.N) != nil {
				return func() { h.Attempts[i].Answer = h.Attempts[first].Answer }
			}
		}
		return nil
	}},
}

func succeeded(a history.Attempt) bool { return a.End == history.Answered && a.Answer.Success() }

// by returns the effect that #n started, or nil.
func by(h *history.History, n int) *history.Effect {
	for i := range h.Effects {
		if h.Effects[i].By == n {
			return &h.Effects[i]
		}
	}
	return nil
}

// onReplay mutates the first success that started no charge of its own.
func onReplay(name, rule string, f func(*history.Attempt)) mutation {
	return mutation{name, rule, func(h *history.History) func() {
		i := slices.IndexFunc(h.Attempts, func(a history.Attempt) bool { return succeeded(a) && by(h, a.N) == nil })
		if i < 0 {
			return nil
		}
		return func() { f(&h.Attempts[i]) }
	}}
}

// TestMutations: each mutation of a legal history is found, by the rule that is there for it.
func TestMutations(t *testing.T) {
	for _, m := range mutations {
		t.Run(m.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				h := sequential(t)
				mutate := m.of(h)
				if mutate == nil {
					t.Skip("does not apply")
				}
				mutate()
				found := slices.ContainsFunc(judge.All(h, keyed.Rules()), func(v judge.Violation) bool { return v.Rule == m.rule })
				if !found {
					t.Errorf("violations of %s = none, want some:\n%s", m.rule, shown(h))
				}
			})
		})
	}
}

// shown lists a history in the order of its moments.
func shown(h *history.History) string {
	lines := map[int]string{}
	add := func(m history.Moment, format string, args ...any) {
		if m.Happened() {
			lines[m.Seq] += fmt.Sprintf("%4d %-5v ", m.Seq, m.At) + fmt.Sprintf(format, args...) + "\n"
		}
	}
	for _, a := range h.Attempts {
		add(a.Sent, "#%d %s asks for %s, void %v", a.N, a.Intent, a.Mark, a.Void)
		add(a.EndedAt, "#%d %s %d", a.N, a.End, a.Answer.Status)
		if a.Returned != a.EndedAt {
			add(a.Returned, "#%d returns", a.N)
		}
	}
	for _, e := range h.Effects {
		add(e.Started, "charge %d (%s) by #%d starts", e.N, e.Mark, e.By)
		add(e.Ended, "charge %d is %s, panics %v", e.N, e.Outcome, e.Panics)
	}
	var out string
	for seq := range 2000 {
		out += lines[seq]
	}
	return out
}
