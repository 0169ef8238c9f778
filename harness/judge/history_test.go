package judge_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// A step is one thing that happens in a history written by hand. Each takes the next moment.
type step func(*script)

// A script is a history in the making.
type script struct {
	history.History
	seq int
	at  time.Duration
}

// h plays the steps in order:
//
//	h(sent(1, "k1"), charge(1), done, answered(1, 201))
func h(steps ...step) *history.History {
	s := &script{}
	for _, st := range steps {
		st(s)
	}
	return &s.History
}

func (s *script) now() history.Moment {
	s.seq++
	return history.Moment{Seq: s.seq, At: s.at}
}

// attempt returns #n, which must have been sent.
func (s *script) attempt(n int) *history.Attempt {
	a := s.Attempt(n)
	if a == nil {
		panic(fmt.Sprintf("#%d was never sent", n))
	}
	return a
}

// later lets virtual time pass.
func later(d time.Duration) step { return func(s *script) { s.at += d } }

// sent: #n is sent under the key. It asks for a charge of 100 USD, with k2 for one of 200 USD, and
// so on, so that different keys ask for charges that can be told apart.
func sent(n int, key string, more ...func(*history.Attempt)) step {
	return func(s *script) {
		a := history.Attempt{
			N: n, Method: "POST", Path: "/payments", Key: key,
			Intent: fmt.Sprintf("key %q", key), Mark: markOf(key), Sent: s.now(),
		}
		for _, f := range more {
			f(&a)
		}
		s.Attempts = append(s.Attempts, a)
	}
}

func markOf(key string) string { return strings.TrimPrefix(key, "k") + "00 USD" }

// void: the request must be refused before any effect.
func void(a *history.Attempt) { a.Void = true }

// wants: only these statuses are admitted.
func wants(codes ...int) func(*history.Attempt) {
	return func(a *history.Attempt) { a.Want = codes }
}

// marked: the effect asked for is recognised by another mark.
func marked(mark string) func(*history.Attempt) {
	return func(a *history.Attempt) { a.Mark = mark }
}

// of: the request is the wish of somebody else, or another wish.
func of(intent string) func(*history.Attempt) {
	return func(a *history.Attempt) { a.Intent = intent }
}

// get: a GET, which asks for no effect.
func get(a *history.Attempt) { a.Method, a.Mark = "GET", "" }

func noted(note string) func(*history.Attempt) {
	return func(a *history.Attempt) { a.Note = note }
}

// charge: #by starts the charge that it asks for.
func charge(by int) step {
	return func(s *script) { s.start("charge", s.attempt(by).Mark, by) }
}

// chargeOf: a charge starts on a goroutine that belongs to no request.
func chargeOf(mark string) step {
	return func(s *script) { s.start("charge", mark, 0) }
}

// chargeBy: #by starts a charge that may not be the one that it asks for.
func chargeBy(by int, mark string) step {
	return func(s *script) { s.start("charge", mark, by) }
}

// refund is an effect of another name.
func refund(mark string) step {
	return func(s *script) { s.start("refund", mark, 0) }
}

func (s *script) start(name, mark string, by int) {
	n := len(s.Effects) + 1
	s.Effects = append(s.Effects, history.Effect{N: n, Name: name, Mark: mark, ID: fmt.Sprint("ch_", n), By: by, Started: s.now()})
}

// The ends of the effect that started last and has not ended.
var (
	done    = ends(0, history.Done)
	refused = ends(0, history.Refused)
	unknown = ends(0, history.Unknown)
)

func panics(s *script) {
	unknown(s)
	s.Effects[len(s.Effects)-1].Panics = true
}

func cut(s *script) {
	unknown(s)
	s.Effects[len(s.Effects)-1].Cut = true
}

// ends: effect n ends; 0: the last one that runs.
func ends(n int, o history.Outcome) step {
	return func(s *script) {
		for i := range slices.Backward(s.Effects) {
			if e := &s.Effects[i]; e.N == n || n == 0 && !e.Ended.Happened() {
				e.Outcome, e.Moved, e.Ended = o, o == history.Done, s.now()
				return
			}
		}
		panic("no effect runs")
	}
}

// answered: #n gets the status. A success names a payment of the intent's own, unless more says so.
func answered(n, status int, more ...func(*history.Answer)) step {
	return func(s *script) {
		a := s.attempt(n)
		s.end(n, history.Answered)
		a.Returned = a.EndedAt
		a.Answer = history.Answer{Status: status, Header: map[string][]string{"Content-Type": {"application/json"}}}
		if a.Answer.Success() {
			a.Answer.Body = fmt.Sprintf(`{"id":"pay of %s","amount":100}`, strings.ReplaceAll(strings.TrimPrefix(a.Intent, "key "), `"`, ""))
		}
		for _, f := range more {
			f(&a.Answer)
		}
		if a.Answer.Size == 0 {
			a.Answer.Size = int64(len(a.Answer.Body))
		}
	}
}

func body(b string) func(*history.Answer) {
	return func(a *history.Answer) { a.Body = b }
}

// header sets a field; without values it is absent.
func header(k string, vs ...string) func(*history.Answer) {
	return func(a *history.Answer) { a.Header[k] = vs }
}

// large makes the body one of which only the beginning was kept.
func large(size int64, digest string) func(*history.Answer) {
	return func(a *history.Answer) { a.Size, a.Digest = size, digest }
}

func late(a *history.Answer) { a.Late = true }

func (s *script) end(n int, e history.End) {
	a := s.attempt(n)
	a.End, a.EndedAt = e, s.now()
}

// left: the client of #n goes away. Its handler goes on until returned.
func left(n int) step { return func(s *script) { s.end(n, history.Left) } }

// returned: the handler of #n, whose client has left, returns.
func returned(n int) step {
	return func(s *script) { s.attempt(n).Returned = s.now() }
}

// dropped: the handler of #n panics, or ends its goroutine where the text is empty.
func dropped(n int, panics string) step {
	return func(s *script) {
		s.end(n, history.Dropped)
		a := s.attempt(n)
		a.Returned, a.Panic, a.Where = a.EndedAt, panics, "keys.go:41"
	}
}

// lost: #n has no answer, as it is seen from outside of the server's process.
func lost(n int, why string) step {
	return func(s *script) {
		s.end(n, history.Dropped)
		a := s.attempt(n)
		a.Returned, a.Lost = a.EndedAt, why
	}
}

// unanswered: the client's patience with #n ends; the handler waits at where.
func unanswered(n int, where string) step {
	return func(s *script) {
		s.end(n, history.Unanswered)
		s.attempt(n).Where = where
	}
}

// due: #ns must have been answered by now.
func due(text string, ns ...int) step {
	return func(s *script) {
		s.Notes = append(s.Notes, history.Note{Moment: s.now(), Kind: history.Due, Text: text, Attempts: ns})
	}
}

func noteOf(kind history.NoteKind, text string) step {
	return func(s *script) {
		s.Notes = append(s.Notes, history.Note{Moment: s.now(), Kind: kind, Text: text, Attempts: []int{1}})
	}
}

func fault(kind history.FaultKind, text, where string) step {
	return func(s *script) {
		s.Faults = append(s.Faults, history.Fault{Kind: kind, Text: text, Where: where})
	}
}
