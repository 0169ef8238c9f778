package timeline_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/timeline"
)

func written(t testing.TB, p timeline.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// failingPage shows every screen of this package's tests, and two that hold.
func failingPage() timeline.Page {
	p := timeline.Page{Name: "keys", Title: "Take a payment once", How: "64 schedules, race detector on", Note: "a note", Died: []string{"it exited: exit status 1"}}
	for i, s := range screens {
		tp := &tape{}
		s.play(tp)
		x := timeline.Scene{
			ID: fmt.Sprintf("%s-%d", s.id, i), Story: s.story, Level: s.level, Part: 1 + i%2, Case: s.of, Verdict: judge.Broken,
			Violations: judge.All(&tp.History, keyed.Rules()), History: &tp.History, Again: "make test C=keys P=" + s.id,
		}
		if len(x.Violations) == 0 {
			x.Verdict, x.Why = judge.Inconclusive, "stuck: no progress in real time; the code is at keys.go:31"
		}
		p.Scenes = append(p.Scenes, x)
	}
	p.Scenes = append(p.Scenes, passingPage().Scenes...)
	return p
}

// passingPage shows a replay beside a running request, a refusal, and a key that expires.
func passingPage() timeline.Page {
	return timeline.Page{Name: "expiry", Title: "Forget keys in time", How: "1373 schedules, race detector off", Scenes: []timeline.Scene{
		{ID: "E1", Story: "two clicks, one charge", Level: 2, Verdict: judge.Held, History: together()},
		{ID: "E2", Story: "an expired key is a new key", Level: 1, Case: "24h", Verdict: judge.Held, History: expired()},
		{ID: "E3", Story: "nothing was recorded", Level: 3, Verdict: judge.Held},
	}}
}

func together() *history.History {
	p := &tape{}
	p.send("k1-9f3a", 100)
	p.start(1)
	p.send("k1-9f3a", 100)
	p.answer(2, 409, `{"error":"the first is running"}`)
	p.later(2 * time.Second)
	p.end(1, history.Done)
	p.pay(1, "ch_1")
	p.send("k1-9f3a", 100)
	p.pay(3, "ch_1")
	return &p.History
}

func expired() *history.History {
	p := &tape{}
	p.TTL = 24 * time.Hour
	p.send("k1-9f3a", 100)
	p.charge(1)
	p.pay(1, "ch_1")
	p.wait(24*time.Hour - time.Nanosecond)
	p.send("k1-9f3a", 100)
	p.pay(2, "ch_1")
	p.wait(time.Nanosecond)
	p.send("k1-9f3a", 100)
	p.charge(3)
	p.pay(3, "ch_2")
	return &p.History
}

// hostile is what must do nothing, wherever it stands.
var hostile = strings.Join([]string{
	"<script>owned=1;document.title='owned'</script>", `"><img src=x onerror="owned=2">`, "</title></svg></style></details>", "javascript:owned=3", "{{.}}", "' onload='owned=4",
	"\x1b[2J\x1b]0;owned\a", "\u202eevil\u2066", "\x00\xff\xfe", "]]><!--", "&lt;b&gt;&#60;script&#62;", "<svg onload=owned=5>", "\u05d0\u05d1\u05d2",
}, " ")

// hostilePage says hostile things in every place that a learner's code, or its traffic, can fill.
func hostilePage() timeline.Page {
	p := &tape{}
	p.TTL = time.Hour
	a := p.send(hostile, 100)
	a.Path, a.Method, a.Caller, a.Note, a.Intent, a.Mark, a.Body = "/"+hostile, hostile, hostile, hostile, hostile, hostile, hostile
	p.start(1)
	e := &p.Effects[0]
	e.Name, e.ID, e.Mark, e.Where = hostile, hostile, hostile, hostile
	p.end(1, history.Unknown)
	p.note(history.Gate, hostile)
	p.answer(1, 201, `{"id":"`+strings.ReplaceAll(hostile, `"`, "'")+`"}`)
	p.later(2 * time.Hour)
	for n := 2; n <= 3; n++ {
		a = p.send("", 100)
		a.Intent, a.Path = hostile, hostile
	}
	p.answer(2, 200, strings.Repeat(hostile, 5000))
	a = p.ends(3, history.Dropped)
	a.Panic, a.Where = hostile, hostile
	p.ran("#1", hostile+":1", "keys.go:7")
	p.ran("#1+"+hostile, "keys.go:8")
	vs := []judge.Violation{{Rule: hostile, Subject: hostile, Got: hostile, Want: strings.Repeat(hostile, 900), Attempts: []int{1, 2}, Effects: []int{1}, Likely: hostile}, {Subject: hostile}}
	return timeline.Page{Name: hostile, Title: hostile, How: hostile, Note: hostile, Died: []string{hostile}, Scenes: []timeline.Scene{
		{ID: hostile, Story: hostile, Level: 1, Case: hostile, Verdict: judge.Broken, Why: hostile, Violations: vs, History: &p.History, Again: hostile},
	}}
}
