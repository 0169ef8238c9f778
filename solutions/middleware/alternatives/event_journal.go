package alternatives

import (
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/middleware"
	"example.com/idempotency/solutions/middleware/internal/relay"
)

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Choose it when the memory is to become a log on disk: events are only appended, the last one of a key says what it is, and reading the log from its start gives the same. It grows with each event, so that it is written anew now and then, and a waiter of a sync.Cond cannot leave: its client may, but its goroutine stays until the run has ended.",
	New: func(cfg middleware.Config) func(http.Handler) http.Handler {
		rules := relay.RulesOf(cfg)
		j := &journal{Cond: sync.NewCond(new(sync.Mutex)), ttl: rules.TTL, last: map[relay.Scope]int{}}
		return rules.Middleware(func(w http.ResponseWriter, r *http.Request, id relay.Scope, next http.Handler) {
			if a := j.begin(id); a != nil {
				a.Send(w)
				return
			}
			ended := event{id: id}
			defer func() { j.end(ended) }()
			ended.Answer = relay.Run(w, r, next)
		})
	},
}

// An event is the beginning of a run, or its end: with an answer, or without one.
type event struct {
	id    relay.Scope
	began bool
	kept
}

// over reports whether the key is as if the event had never been.
func (e event) over() bool { return !e.began && !e.live() }

// A journal is all that has happened, but for what was over when it was last written anew. Whoever
// waits for an event waits for the Cond, whose lock guards the rest.
type journal struct {
	*sync.Cond
	ttl time.Duration

	events []event
	last   map[relay.Scope]int // where the last event of a key is
	anew   int                 // with so many events the journal is written anew
}

// begin waits for the end of a run that is on, and returns the key's answer. Where there is none it
// notes that a run begins, which is the caller's.
func (j *journal) begin(id relay.Scope) *relay.Answer {
	j.L.Lock()
	defer j.L.Unlock()
	waited := false
	for {
		i, ok := j.last[id]
		switch {
		case ok && j.events[i].began:
			waited = true
			j.Wait()
		case ok && (j.events[i].live() || waited && j.events[i].Answer != nil): // who waited for it gets it
			return j.events[i].Answer
		default:
			j.append(event{id: id, began: true})
			return nil
		}
	}
}

// end notes the end of a run, and wakes all who wait.
func (j *journal) end(e event) {
	j.L.Lock()
	defer j.L.Unlock()
	e.end = time.Now().Add(j.ttl)
	j.append(e)
	j.Broadcast()
}

// append notes an event. When the journal has doubled, it is written anew, without what is over.
func (j *journal) append(e event) {
	if len(j.events) >= j.anew {
		old := j.events
		j.events = nil
		for i, e := range old {
			switch {
			case j.last[e.id] != i: // a later one counts
			case e.over():
				delete(j.last, e.id)
			default:
				j.last[e.id] = len(j.events)
				j.events = append(j.events, e)
			}
		}
		j.anew = 2*len(j.events) + 1000
	}
	j.last[e.id] = len(j.events)
	j.events = append(j.events, e)
}
