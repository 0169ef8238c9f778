// Package payload is the reference solution of the challenge payload: a record for each key holds
// the hash of the payload that it was made for, and a channel that is closed when its answer is there.
package payload

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
)

// New returns the handler of POST /transfers. The context ends when the server shuts down.
func New(ctx context.Context, b bank.Transferer) http.Handler {
	s := &server{bank: b, records: map[scope]*record{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /transfers", s.transfer)
	return mux
}

type server struct {
	bank bank.Transferer

	mu      sync.Mutex
	records map[scope]*record
}

// A scope is what a key is unique in. A struct, not a string: whatever ids and keys contain, two
// callers never meet.
type scope struct{ caller, key string }

// A fingerprint stands for a payload: the hash of the body as it was sent, byte by byte. An honest
// retry sends the same bytes, and bytes have no numbers to round, no order to lose and no two
// readings. Headers are no part of it: they say how a request travels, not what it asks for.
type fingerprint [sha256.Size]byte

// A record is what is known about one key. Whoever puts it into the map owns the transfer; everybody
// else with the same payload waits for done.
type record struct {
	payload fingerprint   // set when the record is made, never again
	done    chan struct{} // closed when answer is set
	answer  answer
}

// An answer is what is sent, and sent again: everything a client can see, byte for byte.
type answer struct {
	status   int
	location string
	body     []byte
}

func (s *server) transfer(w http.ResponseWriter, r *http.Request) {
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
	// The body is read before the key is claimed: a client that breaks off, or sends nonsense,
	// leaves nothing behind, least of all the fingerprint of half a payload.
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the body broke off", http.StatusBadRequest)
		return
	}
	req, err := readRequest(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id, payload := scope{caller, key}, fingerprint(sha256.Sum256(body))
	rec, mine := s.claim(id, payload)
	switch {
	case mine:
		s.move(r.Context(), id, rec, req)
	case rec.payload != payload:
		// Told at once, also while the first is running, and nothing is stored: the record stays
		// what it was.
		failure(http.StatusUnprocessableEntity, "this key was used with another payload").write(w)
		return
	}
	select {
	case <-rec.done:
		rec.answer.write(w)
	case <-r.Context().Done(): // nobody is there to be answered
	}
}

// claim returns the record of id, and whether the caller has just made it, for its payload. Look-up
// and claim are one step, and the payload is in the record from the first moment: a request that
// finds the record finds out at once whether it is its own.
func (s *server) claim(id scope, payload fingerprint) (rec *record, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rec, ok := s.records[id]; ok {
		return rec, false
	}
	rec = &record{payload: payload, done: make(chan struct{})}
	s.records[id] = rec
	return rec, true
}

// move moves the money and sets the record's answer, whatever happens.
func (s *server) move(ctx context.Context, id scope, rec *record, req transferRequest) {
	// A panic leaves this answer: it may have happened, so it must not be tried again.
	rec.answer = failure(http.StatusBadGateway, "the bank gave no definite answer; the money may have moved")
	defer close(rec.done)

	// The transfer outlives the client: its context is not the request's.
	receipt, err := s.bank.Transfer(context.WithoutCancel(ctx), bank.Transfer(req))
	switch {
	case err == nil:
		rec.answer = success(receipt, req)
	case errors.Is(err, bank.ErrRefused):
		// Nothing happened and nothing will: the key is free again, for any payload.
		rec.answer = failure(http.StatusPaymentRequired, "the bank refused the transfer")
		s.mu.Lock()
		delete(s.records, id)
		s.mu.Unlock()
	}
}

// success answers from what was understood of the request, field by field. Had the body been copied
// into the answer, the client could have chosen the id.
func success(receipt bank.Receipt, req transferRequest) answer {
	body, err := json.Marshal(transfer{
		ID: receipt.ID, From: req.From, To: req.To, Amount: req.Amount, Currency: req.Currency, Status: "completed",
	})
	if err != nil {
		panic(err) // strings and an integer always marshal
	}
	return answer{status: http.StatusCreated, location: "/transfers/" + receipt.ID, body: body}
}

func failure(status int, text string) answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return answer{status: status, body: body}
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if a.location != "" {
		w.Header().Set("Location", a.location)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
