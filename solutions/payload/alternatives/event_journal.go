package alternatives

import (
	"context"
	"crypto/sha512"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Choose it when you need to know afterwards what happened, also who tried what under whose key: nothing is ever overwritten and state is what the journal says, but it grows for ever, and each look-up reads all of it until you add an index.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		j := &journal{}
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			e := event{id: req.Scope(), payload: sha512.Sum512_256(req.Body), answer: transfers.InFlight}
			a := j.begin(e)
			if a.Status == 0 {
				a = move(r.Context(), b, req.Transfer)
				e.answer = a
				j.write(e)
			}
			a.WriteTo(w)
		})
	},
}

// An event is a line of the journal: a transfer has begun, has ended, or was turned away.
type event struct {
	id      transfers.Scope
	payload [sha512.Size256]byte
	answer  transfers.Answer
}

type journal struct {
	mu     sync.Mutex
	events []event
}

// begin returns what the request of e is told. None: its transfer has begun, and is the caller's.
func (j *journal) begin(e event) transfers.Answer {
	j.mu.Lock()
	defer j.mu.Unlock()
	last, taken := j.replay(e.id)
	switch {
	case !taken:
		j.events = append(j.events, e)
		return transfers.Answer{}
	case last.payload != e.payload:
		e.answer = transfers.Mismatch
		j.events = append(j.events, e)
		return e.answer
	}
	return last.answer
}

// replay reads the journal from its first line: a refusal says that nothing happened, and who was
// turned away changed nothing. j.mu is held.
func (j *journal) replay(id transfers.Scope) (last event, taken bool) {
	for _, e := range j.events {
		if e.id == id && e.answer.Status != http.StatusUnprocessableEntity {
			last, taken = e, !refused(e.answer)
		}
	}
	return last, taken
}

func (j *journal) write(e event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, e)
}
