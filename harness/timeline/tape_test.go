package timeline_test

import (
	"fmt"
	"time"

	"example.com/idempotency/harness/history"
)

// A tape records a history by hand. Each method but later and ran takes the next moment.
type tape struct {
	history.History
	seq int
	at  time.Duration
}

func (p *tape) now() history.Moment {
	p.seq++
	return history.Moment{Seq: p.seq, At: p.at}
}

func (p *tape) later(d time.Duration) { p.at += d }

// wait lets virtual time pass, as a scenario does.
func (p *tape) wait(d time.Duration) {
	p.later(d)
	p.note(history.Clock, d.String()+" later")
}

func (p *tape) note(k history.NoteKind, text string) {
	p.Notes = append(p.Notes, history.Note{Moment: p.now(), Kind: k, Text: text})
}

// due: #first to #last must have been answered by now.
func (p *tape) due(text string, first, last int) {
	n := history.Note{Moment: p.now(), Kind: history.Due, Text: text}
	for i := first; i <= last; i++ {
		n.Attempts = append(n.Attempts, i)
	}
	p.Notes = append(p.Notes, n)
}

// ran begins a stretch of the schedule.
func (p *tape) ran(who string, lines ...string) {
	p.Steps = append(p.Steps, history.Step{Who: who, Lines: lines, Seq: p.seq})
}

// send sends a payment of so many hundred USD, and returns its attempt to be changed.
func (p *tape) send(key string, amount int) *history.Attempt {
	n := len(p.Attempts) + 1
	p.Attempts = append(p.Attempts, history.Attempt{
		N: n, Intent: fmt.Sprintf("key %q", key), Mark: fmt.Sprintf("%d USD", amount), Sent: p.now(),
		Method: "POST", Path: "/payments", Caller: "ann", Key: key, Body: fmt.Sprintf(`{"amount":%d,"currency":"USD"}`, amount),
	})
	return &p.Attempts[n-1]
}

func (p *tape) start(by int) {
	n := len(p.Effects) + 1
	p.Effects = append(p.Effects, history.Effect{N: n, Name: "charge", ID: fmt.Sprint("ch_", n), Mark: p.Attempt(by).Mark, By: by, Started: p.now()})
}

func (p *tape) end(effect int, o history.Outcome) {
	e := &p.Effects[effect-1]
	e.Outcome, e.Moved, e.Ended = o, o == history.Done, p.now()
}

// charge is start and end in one.
func (p *tape) charge(by int) {
	p.start(by)
	p.end(len(p.Effects), history.Done)
}

func (p *tape) answer(n, status int, body string) {
	a := p.ends(n, history.Answered)
	a.Answer = history.Answer{Status: status, Body: body, Size: int64(len(body)), Header: map[string][]string{"Content-Type": {"application/json"}}}
}

// pay answers with payment id.
func (p *tape) pay(n int, id string) {
	p.answer(n, 201, fmt.Sprintf(`{"id":%q,"amount":%s,"currency":"USD","status":"completed"}`, id, p.Attempt(n).Mark[:3]))
}

func (p *tape) ends(n int, e history.End) *history.Attempt {
	a := p.Attempt(n)
	a.End, a.EndedAt = e, p.now()
	a.Returned = a.EndedAt
	return a
}

// lines are first to last of keys.go.
func lines(first, last int) []string {
	var out []string
	for i := first; i <= last; i++ {
		out = append(out, fmt.Sprintf("keys.go:%d", i))
	}
	return out
}
