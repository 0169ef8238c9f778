// Package fingerprint is the reference solution of the challenge fingerprint: the identity of an order
// is its caller, method, route and the hash of its canonical JSON. A map holds a record for each
// identity that is running or within its window; what is over is swept out before each look.
package fingerprint

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/warehouse"
)

// New returns the handler of POST /orders. The context ends when the server shuts down; an order is
// recognised until the window is over, counted from its completion.
func New(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
	srv := &server{stock: s, window: window, records: map[identity]*record{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", srv.order)
	return mux
}

type server struct {
	stock  warehouse.Reserver
	window time.Duration

	mu      sync.Mutex
	records map[identity]*record
	done    []*record // those that are completed: the first one's window is over first
}

// An identity is what makes two requests the same order. A struct, not a string: its parts can not
// run into each other.
type identity struct {
	caller, method, path string
	body                 digest
}

// A record is what is known about one order. Whoever puts it into the map makes the reservation;
// everybody else waits for done.
type record struct {
	id     identity
	done   chan struct{} // closed when answer is set
	answer answer
	until  time.Time // the end of the window; guarded by the server's mu
}

func (s *server) order(w http.ResponseWriter, r *http.Request) {
	id := identity{caller: r.Header.Get("X-User-Id"), method: r.Method, path: r.URL.Path}
	if id.caller == "" {
		failure(http.StatusUnauthorized, "X-User-Id is missing").write(w)
		return
	}
	// The body is read before anything is claimed: a client that breaks off, or sends nonsense,
	// leaves nothing behind. And it is read once: what is compared is what is reserved.
	body, err := canonical(r.Body)
	if err != nil {
		failure(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	items, err := readItems(body)
	if err != nil {
		failure(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	id.body = digestOf(body)
	rec, mine := s.claim(id)
	if mine {
		s.reserve(r.Context(), rec, items)
	}
	select {
	case <-rec.done:
		rec.answer.write(w)
	case <-r.Context().Done(): // nobody is there to be answered
	}
}

// claim returns the record of id, and whether the caller has just made it. Look-up and claim are
// one step: between them no other request can get in.
func (s *server) claim(id identity) (rec *record, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(time.Now())
	if rec, ok := s.records[id]; ok {
		return rec, false
	}
	rec = &record{id: id, done: make(chan struct{})}
	s.records[id] = rec
	return rec, true
}

// sweep forgets what is over, so that whatever is found is within its window. All windows are of one
// length, so that they end in the order in which they began: the first that is not over ends the
// sweep. A running order is not in the list. mu is held.
func (s *server) sweep(now time.Time) {
	for len(s.done) > 0 && !now.Before(s.done[0].until) {
		delete(s.records, s.done[0].id)
		s.done[0] = nil // the array behind the slice would keep it
		s.done = s.done[1:]
	}
}

// reserve reserves the items and sets the record's answer, whatever happens.
func (s *server) reserve(ctx context.Context, rec *record, items []item) {
	// A panic leaves this answer: it may have happened, so it must not be tried again.
	rec.answer = failure(http.StatusBadGateway, "the warehouse gave no definite answer; the items may be reserved")
	remember := true
	defer func() { s.complete(rec, remember) }()

	// The reservation outlives the client: its context is not the request's.
	reservation, err := s.stock.Reserve(context.WithoutCancel(ctx), wanted(items))
	switch {
	case err == nil:
		rec.answer = success(reservation, items)
	case errors.Is(err, warehouse.ErrRefused):
		// Nothing happened and nothing will: the next one may try again.
		rec.answer = failure(http.StatusUnprocessableEntity, "the warehouse refused the reservation")
		remember = false
	}
}

// complete begins the window, or forgets the order, and then lets everybody have the answer.
func (s *server) complete(rec *record, remember bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer close(rec.done)
	if !remember {
		delete(s.records, rec.id)
		return
	}
	rec.until = time.Now().Add(s.window) // under the lock, so that the list stays in order
	s.done = append(s.done, rec)
}
