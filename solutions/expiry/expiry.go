// Package expiry is the reference solution of the challenge expiry: records that know when they end,
// a look-up that asks the clock, and a queue from which every request takes a little of what is over.
package expiry

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
)

// New returns the handler of POST /payments. A key is remembered until ttl after its completion.
// Nothing here outlives a request, so that there is nothing for the context to end.
func New(_ context.Context, b bank.Charger, ttl time.Duration) http.Handler {
	s := &server{bank: b, ttl: ttl, records: map[scope]*record{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /payments", s.pay)
	return mux
}

type server struct {
	bank bank.Charger
	ttl  time.Duration

	mu      sync.Mutex
	records map[scope]*record // running, remembered, or over and not yet taken out
	ending  []ending          // the completed ones, soonest end first
}

// A scope is what a key is unique in.
type scope struct{ caller, key string }

// A record is what is known about one life of a key. Whoever puts it into the map owns the charge;
// everybody else waits for done.
type record struct {
	done   chan struct{} // closed when answer is set
	answer answer
	end    time.Time // guarded by server.mu; zero while the request is running, which never expires
}

// An ending is a record's place in the queue.
type ending struct {
	id  scope
	rec *record
}

// over reports whether the record's life has ended. The end itself is the first instant of the next.
func (r *record) over(now time.Time) bool { return !r.end.IsZero() && !now.Before(r.end) }

func (s *server) pay(w http.ResponseWriter, r *http.Request) {
	caller := r.Header.Get("X-User-Id")
	if caller == "" {
		http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
		return
	}
	key, err := readKey(r.Header.Get("Idempotency-Key"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	req, err := readRequest(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := scope{caller, key}
	rec, mine := s.claim(id)
	if mine {
		s.charge(r.Context(), id, rec, req)
	}
	select {
	case <-rec.done:
		rec.answer.write(w)
	case <-r.Context().Done(): // nobody is there to be answered
	}
}

// claim returns the record of id, and whether the caller has just made it. Looking up, finding the
// record over and putting another in its place are one step: of many requests that find a key
// expired, one begins its next life.
func (s *server) claim(id scope) (rec *record, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.takeOut(now)
	if rec, ok := s.records[id]; ok && !rec.over(now) {
		return rec, false
	}
	rec = &record{done: make(chan struct{})}
	s.records[id] = rec
	return rec, true
}

// takeOut removes at most two records that are over. A request adds one record, so two are enough
// to keep up, and no request pays for a thousand. That one is still there changes no answer: claim
// asks the clock. s.mu is held.
func (s *server) takeOut(now time.Time) {
	for range 2 {
		if len(s.ending) == 0 || !s.ending[0].rec.over(now) {
			return
		}
		e := s.ending[0]
		s.ending[0] = ending{} // the slice keeps the place a while, not what was in it
		s.ending = s.ending[1:]
		if s.records[e.id] == e.rec { // else the key has begun its next life already
			delete(s.records, e.id)
		}
	}
}

// charge takes the money and completes the record, whatever happens.
func (s *server) charge(ctx context.Context, id scope, rec *record, req paymentRequest) {
	// A panic leaves this answer: it may have happened, so it must not be tried again.
	rec.answer = failure(http.StatusBadGateway, "the bank gave no definite answer; the payment may have been made")
	defer s.complete(id, rec)

	// The charge outlives the client: its context is not the request's.
	receipt, err := s.bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: req.Amount, Currency: req.Currency})
	switch {
	case err == nil:
		rec.answer = success(receipt, req)
	case errors.Is(err, bank.ErrRefused):
		rec.answer = failure(http.StatusPaymentRequired, "the bank refused the charge")
	}
}

// complete starts the rest of the record's life. After a refusal there is none: nothing happened,
// and the key is free, also while this answer is on its way to those who waited.
func (s *server) complete(id scope, rec *record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer close(rec.done)
	if rec.answer.status == http.StatusPaymentRequired {
		delete(s.records, id)
		return
	}
	// Read under the lock, ends only grow, so that the queue is in order. Add keeps the monotonic
	// clock: setting the machine's date back or forth moves no end.
	rec.end = time.Now().Add(s.ttl)
	s.ending = append(s.ending, ending{id, rec})
}
