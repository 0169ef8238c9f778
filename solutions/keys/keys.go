// Package keys is the reference solution of the challenge keys: a mutex, a map of records, and a
// channel in each record that is closed when its answer is there.
package keys

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
)

// New returns the handler of POST /payments. The context ends when the server shuts down.
func New(ctx context.Context, b bank.Charger) http.Handler {
	s := &server{ctx: ctx, bank: b, records: map[scope]*record{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /payments", s.pay)
	return mux
}

type server struct {
	ctx  context.Context
	bank bank.Charger

	mu      sync.Mutex
	records map[scope]*record
}

// A scope is what a key is unique in. A struct, not a string: whatever ids and keys contain, two
// callers never meet.
type scope struct{ caller, key string }

// A record is what is known about one key. Whoever puts it into the map owns the charge; everybody
// else waits for done.
type record struct {
	done   chan struct{} // closed when answer is set
	answer answer
}

// An answer is what is sent, and sent again: everything a client can see, byte for byte.
type answer struct {
	status   int
	location string
	body     []byte
}

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
	// The body is read before the key is claimed: a client that breaks off, or sends nonsense,
	// leaves nothing behind.
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

// claim returns the record of id, and whether the caller has just made it. Look-up and claim are
// one step: between them no other request can get in.
func (s *server) claim(id scope) (rec *record, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rec, ok := s.records[id]; ok {
		return rec, false
	}
	rec = &record{done: make(chan struct{})}
	s.records[id] = rec
	return rec, true
}

// charge takes the money and sets the record's answer, whatever happens.
func (s *server) charge(ctx context.Context, id scope, rec *record, req paymentRequest) {
	// A panic leaves this answer: it may have happened, so it must not be tried again.
	rec.answer = failure(http.StatusBadGateway, "the bank gave no definite answer; the payment may have been made")
	defer close(rec.done)

	// The charge outlives the client: its context is not the request's.
	receipt, err := s.bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: req.Amount, Currency: req.Currency})
	switch {
	case err == nil:
		rec.answer = success(receipt, req)
	case errors.Is(err, bank.ErrRefused):
		// Nothing happened and nothing will: the key is free again, also while this answer is on
		// its way to those who waited.
		rec.answer = failure(http.StatusPaymentRequired, "the bank refused the charge")
		s.mu.Lock()
		delete(s.records, id)
		s.mu.Unlock()
	}
}

func success(receipt bank.Receipt, req paymentRequest) answer {
	body, err := json.Marshal(payment{
		ID: receipt.ID, Amount: req.Amount, Currency: req.Currency, Status: "completed", CreatedAt: time.Now().UTC(),
	})
	if err != nil {
		panic(err) // strings, an integer and a time always marshal
	}
	return answer{status: http.StatusCreated, location: "/payments/" + receipt.ID, body: body}
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

type payment struct {
	ID        string    `json:"id"`
	Amount    int64     `json:"amount"`
	Currency  string    `json:"currency"`
	Status    string    `json:"status"`
	CreatedAt time.Time `json:"createdAt"`
}

type paymentRequest struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// readKey takes a key bare or in quotes, as the draft's structured-field string has it.
func readKey(s string) (string, error) {
	switch {
	case s == "":
		return "", errors.New("Idempotency-Key is missing")
	case len(s) > 255:
		return "", errors.New("Idempotency-Key is longer than 255 bytes")
	case len(s) > 2 && strings.HasPrefix(s, `"`) && strings.HasSuffix(s, `"`):
		return s[1 : len(s)-1], nil
	}
	return s, nil
}

// readRequest reads exactly one valid request. Unknown fields are ignored.
func readRequest(body io.Reader) (paymentRequest, error) {
	var req paymentRequest
	data, err := io.ReadAll(body)
	if err != nil {
		return req, errors.New("the body broke off")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&req); err != nil {
		return req, errors.New("the body is not a JSON object with an amount and a currency")
	}
	if _, err := d.Token(); err != io.EOF {
		return req, errors.New("something follows the JSON object")
	}
	if req.Amount <= 0 {
		return req, errors.New("amount must be a positive number of minor units")
	}
	if !isCurrency(req.Currency) {
		return req, errors.New("currency must be three capital letters")
	}
	return req, nil
}

func isCurrency(s string) bool {
	if len(s) != 3 {
		return false
	}
	for _, c := range s {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}
