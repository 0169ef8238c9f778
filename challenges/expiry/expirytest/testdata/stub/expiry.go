// Package expiry takes payments and forgets their keys in time. Read README.md for what it promises,
// then make it keep that.
package expiry

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
)

// New returns the handler of POST /payments. The context ends when the server shuts down; a key is
// to be remembered until ttl after its request has completed.
//
// It works as long as nobody clicks twice: it never looks at Idempotency-Key.
func New(ctx context.Context, b bank.Charger, ttl time.Duration) http.Handler {
	s := &server{bank: b}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /payments", s.pay)
	return mux
}

type server struct {
	bank bank.Charger
}

type payment struct {
	ID        string    `json:"id"`
	Amount    int64     `json:"amount"`
	Currency  string    `json:"currency"`
	Status    string    `json:"status"`
	CreatedAt time.Time `json:"createdAt"`
}

func (s *server) pay(w http.ResponseWriter, r *http.Request) {
	req, err := readRequest(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	receipt, err := s.bank.Charge(r.Context(), bank.Charge{Amount: req.Amount, Currency: req.Currency})
	if err != nil {
		http.Error(w, "the bank did not take the money", http.StatusBadGateway)
		return
	}
	p := payment{ID: receipt.ID, Amount: req.Amount, Currency: req.Currency, Status: "completed", CreatedAt: time.Now()}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "/payments/"+p.ID)
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(p)
}

type paymentRequest struct {
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// readRequest reads exactly one valid request. Unknown fields are ignored.
func readRequest(body io.Reader) (paymentRequest, error) {
	var req paymentRequest
	d := json.NewDecoder(body)
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
