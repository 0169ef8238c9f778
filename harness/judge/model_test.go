package judge_test

import (
	"time"

	"pgregory.net/rapid"

	"example.com/idempotency/harness/history"
)

// A model is an ideal server and its clients. What a promise leaves open is drawn: who comes
// first, whether a duplicate waits or is told 409, whether the charge runs on the request's own
// goroutine, what becomes of it, when clients leave. Every history that it makes is legal.
type model struct {
	*script
	t        *rapid.T
	records  map[string]*record
	actors   []*actor
	detached bool // charges run on goroutines of their own
	anon     bool // of which it is not known who started them
}

// A record is what the server knows about a key.
type record struct {
	done   bool
	status int // 0: the one who held the key gave it back
}

// An actor is a goroutine: it runs one step at a time, when it is ready.
type actor struct {
	ready func() bool // nil: always
	next  func()
	due   time.Duration // not before this instant
}

func newModel(t *rapid.T) *model {
	return &model{script: &script{}, t: t, records: map[string]*record{}}
}

func (m *model) spawn(next func()) *actor {
	a := &actor{next: next}
	m.actors = append(m.actors, a)
	return a
}

// step lets one of the actors that are ready run; false: none is, now or later.
func (m *model) step() bool {
	var ready []*actor
	soonest := time.Duration(-1)
	for _, a := range m.actors {
		switch {
		case a.next == nil || a.ready != nil && !a.ready():
		case a.due <= m.at:
			ready = append(ready, a)
		case soonest < 0 || a.due < soonest:
			soonest = a.due
		}
	}
	if len(ready) == 0 {
		m.at = max(m.at, soonest)
		return soonest >= 0
	}
	a := ready[rapid.IntRange(0, len(ready)-1).Draw(m.t, "who")]
	next := a.next
	a.ready, a.next, a.due = nil, nil, 0
	next()
	return true
}

// run runs everybody to the end.
func (m *model) run() {
	for m.step() {
	}
}

// A request is an attempt on its way through the server.
type request struct {
	m    *model
	me   *actor
	n    int
	key  string
	self *record // the record that it holds
}

func (m *model) send(key string, more ...func(*history.Attempt)) *request {
	r := &request{m: m, n: len(m.Attempts) + 1, key: key}
	sent(r.n, key, more...)(m.script)
	r.me = m.spawn(r.claim)
	return r
}

func (r *request) attempt() *history.Attempt { return r.m.attempt(r.n) }
func (r *request) gone() bool                { return r.attempt().End == history.Left }

// claim looks the key up and claims it, in one step.
func (r *request) claim() {
	rec := r.m.records[r.key]
	switch {
	case rec == nil:
		r.self = &record{}
		r.m.records[r.key] = r.self
		r.own()
	case rec.done:
		r.answer(rec.status)
	case rapid.Bool().Draw(r.m.t, "409"):
		r.answer(409)
	default:
		r.wait(rec)
	}
}

// own runs the charge: here, or on another goroutine while this one waits.
func (r *request) own() {
	switch {
	case r.attempt().Void:
		r.me.next = r.giveBack
	case r.m.detached:
		worker := r.m.spawn(nil)
		worker.next = func() { r.charge(worker, func(int) {}) }
		r.wait(r.self)
	default:
		r.me.next = func() { r.charge(r.me, r.answer) }
	}
}

// giveBack: half an upload holds the key until its client is gone.
func (r *request) giveBack() {
	if !r.gone() {
		left(r.n)(r.m.script)
	}
	r.me.next = func() {
		delete(r.m.records, r.key)
		r.self.done = true
		r.me.next = func() { returned(r.n)(r.m.script) }
	}
}

// charge runs the effect on a, records how it ended, and then goes on.
func (r *request) charge(a *actor, then func(status int)) {
	m, by := r.m, r.n
	if m.anon {
		by = 0
	}
	m.start("charge", r.attempt().Mark, by)
	e := &m.Effects[len(m.Effects)-1]
	n, began := e.N, len(m.Effects)-1
	fate := rapid.SampledFrom([]string{"done", "done", "refused", "unknown", "panics"}).Draw(m.t, "fate")
	a.due = m.at + rapid.SampledFrom([]time.Duration{0, 0, time.Second}).Draw(m.t, "takes")
	a.next = func() {
		outcome, status := history.Unknown, 502
		switch fate {
		case "done":
			outcome, status = history.Done, 201
		case "refused":
			outcome, status = history.Refused, 402
		}
		ends(n, outcome)(m.script)
		m.Effects[began].Panics = fate == "panics"
		if fate == "panics" && !m.detached {
			then = func(int) { r.drop() }
		}
		a.next = func() { r.record(a, status, then) }
	}
}

// record stores the answer. A refusal frees the key, before or after those who wait know, but
// before the one who holds it is answered: its retry finds the key free.
func (r *request) record(a *actor, status int, then func(int)) {
	tell := func() { r.self.done, r.self.status = true, status }
	free := func() { delete(r.m.records, r.key) }
	if status != 402 {
		tell()
		a.next = func() { then(status) }
		return
	}
	first, second := tell, free
	if r.m.detached || rapid.Bool().Draw(r.m.t, "free first") {
		first, second = free, tell
	}
	first()
	a.next = func() {
		second()
		a.next = func() { then(status) }
	}
}

// wait waits for another's answer, or its own worker's, as long as there is somebody to tell.
func (r *request) wait(rec *record) {
	r.me.ready = func() bool { return rec.done || r.gone() }
	r.me.next = func() {
		again := rec.status == 402 && rec != r.self && rapid.Bool().Draw(r.m.t, "take over")
		switch {
		case !rec.done:
			returned(r.n)(r.m.script)
		case rec.status == 0 || again:
			r.me.next = r.claim
		default:
			r.answer(rec.status)
		}
	}
}

// answer ends the request with a status.
func (r *request) answer(status int) {
	r.me.next = func() {
		switch {
		case r.gone():
			returned(r.n)(r.m.script)
		case r.attempt().Void:
			left(r.n)(r.m.script)
			r.me.next = func() { returned(r.n)(r.m.script) }
		default:
			answered(r.n, status)(r.m.script)
		}
	}
}

func (r *request) drop() {
	if r.gone() {
		returned(r.n)(r.m.script)
		return
	}
	dropped(r.n, "boom")(r.m.script)
}
