package alternatives

import (
	"context"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Choose it when you need to know afterwards what happened, or to recover it from disk: nothing is ever overwritten and state is what the journal says, but it grows for ever and each look-up reads all of it until you add an index.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		j := &journal{}
		j.grown.L = &j.mu
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			last := j.begin(r.Context(), req.Scope())
			if last.kind == free {
				last = event{req.Scope(), ended, charge(r.Context(), b, req)}
				j.write(last)
			}
			if last.kind == ended {
				last.answer.WriteTo(w)
			}
		})
	},
}

// An event is a line of the journal.
type event struct {
	id     payments.Scope
	kind   kind
	answer payments.Answer // of a charge that has ended
}

type kind int

const (
	free    kind = iota // never written: the journal knows of no charge
	started             // found without an end after a crash, it is a charge of unknown outcome
	ended
)

type journal struct {
	mu     sync.Mutex
	grown  sync.Cond
	events []event
}

// begin returns how the charge of id ended. When the key is free, begin writes that a charge has
// started, which is then the caller's to make. While one runs it waits, or until ctx ends.
func (j *journal) begin(ctx context.Context, id payments.Scope) event {
	// A Cond knows no context: wake the waiters, so that the one whose client has left can go.
	defer context.AfterFunc(ctx, func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.grown.Broadcast()
	})()
	j.mu.Lock()
	defer j.mu.Unlock()
	last := j.replay(id)
	for last.kind == started && ctx.Err() == nil {
		j.grown.Wait()
		last = j.replay(id)
	}
	if last.kind == free {
		j.events = append(j.events, event{id: id, kind: started})
	}
	return last
}

// replay reads the journal from its first line: the last word about a key counts, and a refusal
// says that nothing happened. j.mu is held.
func (j *journal) replay(id payments.Scope) event {
	var last event
	for _, e := range j.events {
		switch {
		case e.id != id:
		case refused(e.answer):
			last = event{}
		default:
			last = e
		}
	}
	return last
}

func (j *journal) write(e event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, e)
	j.grown.Broadcast()
}
