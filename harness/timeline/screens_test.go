package timeline_test

import (
	"fmt"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// screens are the failures whose text is in testdata, judged by the rules themselves.
var screens = []struct {
	name, reason string
	id, story    string
	level        int
	of           string // the case
	play         func(p *tape)
	width        int
}{
	{name: "double-charge", reason: "the commonest mistake: the key is never looked at", id: "K2", level: 1, story: "the same request sent again and again has one charge, and one answer", play: func(p *tape) {
		for n := 1; n <= 2; n++ {
			p.send("k1-9f3a", 100)
			p.charge(n)
			p.pay(n, fmt.Sprint("ch_", n))
		}
		p.send("k2-9f3a", 200)
		p.charge(3)
		p.pay(3, "ch_3")
	}},
	{name: "race", reason: "the lesson is in the lines between which the other request ran", id: "K9", level: 2, story: "two clicks, one charge", of: "two at once", play: race},
	{name: "race-narrow", reason: "half a screen beside an editor", id: "K9", level: 2, story: "two clicks, one charge", of: "two at once", play: race, width: 60},
	{name: "no-answer", reason: "a waiter is forgotten: where does it hang?", id: "K20", level: 3, story: "when the first request fails or its client leaves, the duplicates that wait are answered or take over one at a time; none hangs", of: "refused", play: func(p *tape) {
		p.send("k1-9f3a", 100)
		p.send("k1-9f3a", 100)
		p.start(1)
		p.end(1, history.Refused)
		p.answer(1, 402, `{"error":"the bank refused the charge"}`)
		p.later(2 * time.Minute)
		p.ends(2, history.Unanswered).Where = "keys.go:61"
	}},
	{name: "leak", reason: "there is no request to blame, but a line", id: "K21", level: 3, story: "after the server's context ends no goroutine is left", play: func(p *tape) {
		p.send("k1-9f3a", 100)
		p.charge(1)
		p.pay(1, "ch_1")
		p.note(history.Quit, "the server shuts down")
		p.wait(time.Minute)
		p.wait(time.Hour)
		p.wait(48 * time.Hour)
		p.Faults = []history.Fault{{Kind: history.Leak, Text: "2", Where: "keys.go:24, keys.go:88"}}
	}},
	{name: "data-race", reason: "two lines that need one lock", id: "K12", level: 2, story: "no data race, also between replays: a stored answer is a private copy", play: func(p *tape) {
		p.send("k1-9f3a", 100)
		p.charge(1)
		p.pay(1, "ch_1")
		p.send("k1-9f3a", 100)
		p.send("k1-9f3a", 100)
		p.pay(3, "ch_1")
		p.pay(2, "ch_1")
		p.Faults = []history.Fault{{Kind: history.Race, Text: "1", Where: "keys.go:57 (written) and keys.go:44 (read)"}}
	}},
	{name: "long", reason: "two requests of a hundred matter", id: "K10", level: 2, story: "many identical requests at once have one charge, also beside other keys", play: func(p *tape) {
		ids := map[string]string{}
		for n := 1; n <= 100; n++ {
			key := fmt.Sprint("k", n%50, "-9f3a")
			p.send(key, 100+n%50)
			if n <= 50 || n == 77 {
				p.charge(n)
				ids[key] = fmt.Sprint("ch_", len(p.Effects))
			}
			p.pay(n, ids[key])
		}
	}},
	{name: "hostile", reason: "what a handler answers is never trusted", id: "K3", level: 1, story: "a retry is answered with the first answer", play: func(p *tape) {
		a := p.send("k1-\x1b]0;owned\a", 100)
		a.Note = "a note\x1b[31m\r\n\u202e with tricks"
		p.charge(1)
		p.Effects[0].Mark, p.Attempts[0].Mark = "100 \x1b[2J", "100 \x1b[2J"
		p.answer(1, 201, "\x1b[2J<script>alert(1)</script>\xff\xfe\r\n"+strings.Repeat("A", 100<<10))
		p.send("k1-\x1b]0;owned\a", 100).Mark = "100 \x1b[2J"
		p.answer(2, 201, "\x1b[2J<script>alert(2)</script>\x9b\u009b31m"+strings.Repeat("A", 100<<10))
		p.send("k1-\x1b]0;owned\a", 100).Mark = "100 \x1b[2J"
		a = p.ends(3, history.Dropped)
		a.Panic, a.Where = "\x1b[2J\nboom\x00\n", "keys.go:7"
	}},
	{name: "hours", reason: "times of very different sizes stand in one column", id: "E1", level: 1, story: "a key is remembered for its time to live, and not a nanosecond longer", of: "24h", play: func(p *tape) {
		p.later(1500 * time.Microsecond)
		p.send("k1-9f3a", 100)
		p.later(2 * time.Second)
		p.charge(1)
		p.pay(1, "ch_1")
		p.wait(24*time.Hour - time.Nanosecond)
		p.send("k1-9f3a", 100)
		p.charge(2)
		p.pay(2, "ch_2")
		p.wait(365 * 24 * time.Hour)
		p.send("k1-9f3a", 100)
		p.pay(3, "ch_2")
	}},
	{name: "no-queue", reason: "many are late for one reason; who holds them up?", id: "K11", level: 2, story: "a request that is held in its charge delays no request with another key", of: "one held", play: func(p *tape) {
		p.note(history.Gate, "effects of 100 USD are held")
		p.send("held-1-9f3a", 100)
		p.start(1)
		for n := 2; n <= 31; n++ {
			p.send(fmt.Sprint("free-", n-1, "-9f3a"), 100+n)
		}
		p.later(10 * time.Second)
		p.due("while 1 with other keys were held", 2, 31)
		p.note(history.Gate, "effects are let go")
		p.end(1, history.Done)
		for n := 1; n <= 31; n++ {
			if n > 1 {
				p.charge(n)
			}
			p.pay(n, fmt.Sprint("ch_", n))
		}
	}},
	{name: "retried-after-unknown", reason: "the first charge is the story, the second is the mistake", id: "K16", level: 3, story: "after a charge of unknown outcome the answer is 502, and stays so: there is no second charge", play: func(p *tape) {
		p.send("k1-9f3a", 100)
		p.start(1)
		p.later(2 * time.Second)
		p.end(1, history.Unknown)
		p.answer(1, 502, `{"error":"the bank gave no definite answer"}`)
		p.send("k1-9f3a", 100)
		p.charge(2)
		p.pay(2, "ch_2")
	}},
	{name: "client-leaves", reason: "a charge that is cut off with its client", id: "K18", level: 3, story: "the charge does not die with the client: there is exactly one, and the retry gets the full answer", of: "during the charge", play: func(p *tape) {
		p.note(history.Gate, "effects are held")
		p.send("k1-9f3a", 100).Want = []int{201}
		p.start(1)
		p.ends(1, history.Left)
		p.end(1, history.Unknown)
		p.Effects[0].Cut = true
		p.Attempts[0].Returned = p.now()
		p.note(history.Gate, "effects are let go")
		p.send("k1-9f3a", 100).Want = []int{201}
		p.answer(2, 502, `{"error":"the bank gave no definite answer"}`)
	}},
	{name: "stuck", reason: "inconclusive is neither held nor broken", id: "K11", level: 2, story: "a request that is held in its charge delays no request with another key", play: func(p *tape) {
		p.note(history.Gate, "effects of 1 USD are held")
		p.send("held-1-9f3a", 1)
	}},
}

// race: both look the key up before either has claimed it, found by exploring schedules.
func race(p *tape) {
	p.send("k1-9f3a", 100)
	p.send("k1-9f3a", 100)
	p.ran("#1", append(lines(38, 44), lines(70, 78)...)...)
	p.ran("#2", append(lines(38, 44), lines(70, 84)...)...)
	p.start(2)
	p.end(1, history.Done)
	p.ran("#2", lines(46, 52)...)
	p.pay(2, "ch_1")
	p.ran("#1", append(lines(79, 84), lines(46, 52)...)...)
	p.start(1)
	p.end(2, history.Done)
	p.pay(1, "ch_2")
	p.Switches, p.Schedule, p.Of = 1, 17, 17
}
