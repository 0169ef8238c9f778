// Package inflight is the reference solution of the challenge inflight: one map that says of each
// key whether it is unused, in flight, or answered.
package inflight

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

// retryAfter is when a duplicate in flight is to come back, in seconds: about what the bank takes.
// It is a hint. Nothing is promised, least of all that the first request will be done by then.
const retryAfter = "2"

// New returns the handler of POST /payments. The context ends when the server shuts down.
func New(ctx context.Context, b bank.Charger) http.Handler {
	s := &server{bank: b, keys: map[scope]*answer{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /payments", s.pay)
	return mux
}

type server struct {
	bank bank.Charger

	mu   sync.Mutex // never held while the bank is asked
	keys map[scope]*answer
}

// A scope is what a key is unique in. A struct, not a string: whatever ids and keys contain, two
// callers never meet.
type scope struct{ caller, key string }

// An answer is what is sent, and sent again: everything a client can see, byte for byte.
type answer struct {
	status     int
	location   string
	retryAfter string
	body       []byte
}

// inFlight stands in the map for a key whose first request is running. It is also what a duplicate
// is told, so that telling it stores nothing.
var inFlight = &answer{
	status:     http.StatusConflict,
	retryAfter: retryAfter,
	body:       failure(http.StatusConflict, "a request with this key is running").body,
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
	a, mine := s.claim(id)
	if mine {
		a = s.charge(r.Context(), id, req)
	}
	a.write(w)
}

// claim marks the key as in flight and returns true, or returns what the caller is to be told.
// Look-up and mark are one step: between them no other request can get in.
func (s *server) claim(id scope) (a *answer, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.keys[id]; ok {
		return a, false
	}
	s.keys[id] = inFlight
	return nil, true
}

// charge takes the money and turns the mark into what the key is worth from now on. Only the
// request that set the mark comes here, so that nobody else can take it away.
func (s *server) charge(ctx context.Context, id scope, req paymentRequest) (a *answer) {
	// A panic leaves this answer: it may have happened, so it must not be tried again.
	a = failure(http.StatusBadGateway, "the bank gave no definite answer; the payment may have been made")
	defer func() { s.settle(id, a) }()

	// The charge outlives the client: its context is not the request's.
	receipt, err := s.bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: req.Amount, Currency: req.Currency})
	switch {
	case err == nil:
		a = success(receipt, req)
	case errors.Is(err, bank.ErrRefused):
		a = failure(http.StatusPaymentRequired, "the bank refused the charge")
	}
	return a
}

// settle ends the flight. Not every failure frees the key: a refusal says that nothing happened,
// every other error may hide a charge.
func (s *server) settle(id scope, a *answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.status == http.StatusPaymentRequired {
		delete(s.keys, id)
		return
	}
	s.keys[id] = a
}

func success(receipt bank.Receipt, req paymentRequest) *answer {
	body, err := json.Marshal(payment{
		ID: receipt.ID, Amount: req.Amount, Currency: req.Currency, Status: "completed", CreatedAt: time.Now().UTC(),
	})
	if err != nil {
		panic(err) // strings, an integer and a time always marshal
	}
	return &answer{status: http.StatusCreated, location: "/payments/" + receipt.ID, body: body}
}

func failure(status int, text string) *answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return &answer{status: status, body: body}
}

func (a *answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if a.location != "" {
		w.Header().Set("Location", a.location)
	}
	if a.retryAfter != "" {
		w.Header().Set("Retry-After", a.retryAfter)
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
