package alternatives

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/payments"
)

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Choose it when you need to know afterwards what happened: state is what the journal says, and since it knows when a charge began it can estimate Retry-After; it grows for ever, and each look-up reads all of it until you add an index.",
	New: func(ctx context.Context, b bank.Charger) http.Handler {
		j := &journal{}
		return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := payments.Read(w, r)
			if !ok {
				return
			}
			last, mine := j.begin(req.Scope())
			switch {
			case mine:
				a := charge(r.Context(), b, req)
				j.write(event{req.Scope(), time.Now(), a})
				a.WriteTo(w)
			case last.answer.Status == 0:
				w.Header().Set("Retry-After", strconv.Itoa(estimate(time.Since(last.at))))
				payments.InFlight.WriteTo(w)
			default:
				last.answer.WriteTo(w)
			}
		})
	},
}

// usual is how long the bank takes.
const usual = 3 * time.Second

// estimate is when to come back, in seconds, for a charge that has been running so long: when it
// usually ends, and ever later when it is overdue. It is never less than 1.
func estimate(running time.Duration) int {
	left := usual - running
	if left <= 0 {
		left = running
	}
	return max(1, int(left.Round(time.Second)/time.Second))
}

// An event is a line of the journal: a charge has begun (no answer yet), or ended.
type event struct {
	id     payments.Scope
	at     time.Time
	answer payments.Answer
}

type journal struct {
	mu     sync.Mutex
	events []event
}

// begin returns the last event of id, or writes that a charge begins, which is then the caller's.
func (j *journal) begin(id payments.Scope) (last event, mine bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	free := true
	for _, e := range j.events {
		if e.id == id {
			last, free = e, refused(e.answer)
		}
	}
	if free {
		j.events = append(j.events, event{id: id, at: time.Now()})
	}
	return last, free
}

func (j *journal) write(e event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, e)
}
