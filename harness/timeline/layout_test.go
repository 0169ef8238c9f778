package timeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

// told is a layout in a few words: the slots, then each key with its requests and effects.
func told(l timeline.Layout) string {
	var b strings.Builder
	for i, s := range l.Slots {
		switch {
		case s.Gap > 0:
			fmt.Fprintf(&b, "%d: %v pass\n", i, s.Gap)
		case s.Note != "":
			fmt.Fprintf(&b, "%d: %s\n", i, s.Note)
		}
	}
	for _, g := range l.Groups {
		fmt.Fprintf(&b, "%s: %s\n", g.Label, g.Count)
		for _, x := range g.Bands {
			fmt.Fprintf(&b, "  band %d–%d open=%v\n", x.From, x.To, x.Open)
		}
		for _, x := range g.Boxes {
			fmt.Fprintf(&b, "  #%d %d–%d column %d %s%s → %s\n", x.N, x.From, x.To, x.Column, x.Class, map[bool]string{true: " ✗"}[x.Culprit], x.Answer)
		}
		for _, x := range g.Pills {
			fmt.Fprintf(&b, "  %s %d–%d by #%d %s%s\n", x.ID, x.From, x.To, x.By, x.Outcome, map[bool]string{true: " ✗"}[x.Culprit])
		}
	}
	if s := l.Left.String(); s != "" {
		fmt.Fprintf(&b, "left out: %s\n", s)
	}
	return b.String()
}

func TestLay(t *testing.T) {
	for _, tt := range []struct {
		reason string
		play   func(p *tape)
		limit  timeline.Limit
		want   string
	}{
		{"nothing happened", func(*tape) {}, timeline.Limit{Requests: 9}, ""},
		{"an effect that takes no time is one slot, and two keys are two groups", func(p *tape) {
			for n, key := range []string{"k1", "k2"} {
				p.send(key, 100)
				p.charge(n + 1)
				p.pay(n+1, fmt.Sprint("ch_", n+1))
			}
		}, timeline.Limit{Requests: 9}, `
key k1: 1 charge
  #1 0–2 column 0 runs → 201 ch_1
  ch_1 1–1 by #1 done
key k2: 1 charge
  #2 3–5 column 0 runs → 201 ch_2
  ch_2 4–4 by #2 done
`},
		{"requests in flight together take a column each; the charge takes its time", func(p *tape) { p.History = *together() }, timeline.Limit{Requests: 9}, `
4: 2s pass
key k1-9f3a: 1 charge
  #1 0–6 column 0 runs → 201 ch_1
  #2 2–3 column 1 refuses → 409
  #3 7–8 column 0 replays → 201 ch_1
  ch_1 1–5 by #1 done
`},
		{"a key lives from its first sight to completion + TTL, and then again", func(p *tape) { p.History = *expired() }, timeline.Limit{Requests: 9}, `
3: 23h59m59.999999999s pass
6: 1ns pass
7: k1-9f3a expires
key k1-9f3a: 2 charges
  band 0–7 open=false
  band 8–10 open=true
  #1 0–2 column 0 runs → 201 ch_1
  #2 4–5 column 0 replays → 201 ch_1
  #3 8–10 column 0 runs → 201 ch_2
  ch_1 1–1 by #1 done
  ch_2 9–9 by #3 done
`},
		{"a nanosecond that nobody asked for is no silence", func(p *tape) {
			p.send("k1", 100)
			p.later(time.Nanosecond)
			p.charge(1)
			p.later(time.Nanosecond)
			p.pay(1, "ch_1")
		}, timeline.Limit{Requests: 9}, `
key k1: 1 charge
  #1 0–2 column 0 runs → 201 ch_1
  ch_1 1–1 by #1 done
`},
		{"what never ends goes on to the end", func(p *tape) {
			p.send("k1", 100)
			p.start(1)
			p.note(history.Quit, "the server shuts down")
		}, timeline.Limit{Requests: 9}, `
2: the server shuts down
key k1: 1 charge that may have happened
  #1 0–2 column 0 loses → running
  ch_1 1–2 by #1 unknown
`},
		{"callers and intents keep requests apart", func(p *tape) {
			p.send("k1", 100)
			p.send("k1", 100).Caller = "bob"
			p.send("k1", 100).Caller = ""
			p.send("", 100).Intent = "order o1"
			p.send("", 100).Intent = `key ""`
		}, timeline.Limit{Requests: 9}, `
key k1 of ann: no effect
  #1 0–4 column 0 loses → running
key k1 of bob: no effect
  #2 1–4 column 1 loses → running
key k1 of nobody: no effect
  #3 2–4 column 2 loses → running
order o1: no effect
  #4 3–4 column 3 loses → running
no key: no effect
  #5 4–4 column 4 loses → running
`},
		{"an effect that nobody is known to have run hangs below its mark, without a request", func(p *tape) {
			p.send("k1", 100)
			p.charge(1)
			p.Effects[0].By = 0
			p.pay(1, "ch_1")
		}, timeline.Limit{Requests: 9}, `
key k1: 1 charge
  #1 0–2 column 0 replays → 201 ch_1
  ch_1 1–1 by #0 done
`},
		{"the culprits are drawn with what they duplicate, the others are counted", func(p *tape) {
			for n := 1; n <= 20; n++ {
				key := fmt.Sprint("k", n)
				if n >= 18 {
					key = "k9"
				}
				p.send(key, 100+n%9)
				p.charge(n)
				p.pay(n, fmt.Sprint("ch_", n))
			}
			for i := range p.Attempts {
				p.Attempts[i].Mark, p.Effects[i].Mark = p.Attempts[i].Key, p.Attempts[i].Key
			}
		}, timeline.Limit{Requests: 5, Keys: 2}, `
key k1: 1 charge
  #1 0–2 column 0 runs → 201 ch_1
  ch_1 1–1 by #1 done
key k9: 4 charges, want 1
  #9 3–5 column 0 runs → 201 ch_9
  #18 6–8 column 0 runs ✗ → 201 ch_18
  #19 9–11 column 0 runs ✗ → 201 ch_19
  #20 12–14 column 0 runs ✗ → 201 ch_20
  ch_9 4–4 by #9 done
  ch_18 7–7 by #18 done ✗
  ch_19 10–10 by #19 done ✗
  ch_20 13–13 by #20 done ✗
left out: 15 requests, 15 effects
`},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			p := &tape{}
			tt.play(p)
			var vs []judge.Violation
			for _, v := range judge.All(&p.History, judge.Lives(keyed.Rules())) {
				if v.Rule == "at-most-once" {
					vs = append(vs, v)
				}
			}
			if d := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), told(timeline.Lay(&p.History, vs, tt.limit))); d != "" {
				t.Errorf("layout (-want +got)\n%s", d)
			}
		})
	}
}

// The lines that ran are known at the box, in the order in which it had its turns, and where.
func TestTurns(t *testing.T) {
	p := &tape{}
	race(p)
	l := timeline.Lay(&p.History, nil, timeline.Limit{Requests: 9})
	want := []timeline.Turn{
		{Slot: 1, N: 1, Lines: "keys.go:38–44, 70–78"},
		{Slot: 1, N: 2, Lines: "keys.go:38–44, 70–84"},
		{Slot: 2, N: 2, Lines: "keys.go:46–52"},
		{Slot: 3, N: 1, Lines: "keys.go:79–84, 46–52"},
	}
	if d := cmp.Diff(want, l.Turns); d != "" {
		t.Errorf("turns (-want +got)\n%s", d)
	}
	about := l.Groups[0].Boxes[0].About
	if want := "ran keys.go:38–44, 70–78, then keys.go:79–84, 46–52"; !strings.Contains(about, want) {
		t.Errorf("about #1 = %q, want %q in it", about, want)
	}
}
