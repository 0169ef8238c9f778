// Package payload moves money between accounts. Read README.md for what it promises, then make it
// keep that.
package payload

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"example.com/idempotency/challenges/bank"
)

// New returns the handler of POST /transfers. The context ends when the server shuts down.
//
// It works as long as nobody clicks twice: it never looks at Idempotency-Key.
func New(ctx context.Context, b bank.Transferer) http.Handler {
	s := &server{bank: b}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /transfers", s.transfer)
	return mux
}

type server struct {
	bank bank.Transferer
}

type transfer struct {
	ID       string `json:"id"`
	From     string `json:"from"`
	To       string `json:"to"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Status   string `json:"status"`
}

func (s *server) transfer(w http.ResponseWriter, r *http.Request) {
	req, err := readRequest(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	receipt, err := s.bank.Transfer(r.Context(), bank.Transfer{From: req.From, To: req.To, Amount: req.Amount, Currency: req.Currency})
	if err != nil {
		http.Error(w, "the bank did not move the money", http.StatusBadGateway)
		return
	}
	t := transfer{ID: receipt.ID, From: req.From, To: req.To, Amount: req.Amount, Currency: req.Currency, Status: "completed"}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "/transfers/"+t.ID)
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(t)
}

type transferRequest struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// readRequest reads exactly one valid request. Unknown fields are ignored.
func readRequest(body io.Reader) (transferRequest, error) {
	var req transferRequest
	d := json.NewDecoder(body)
	if err := d.Decode(&req); err != nil {
		return req, errors.New("the body is not a JSON object with from, to, an amount and a currency")
	}
	if _, err := d.Token(); err != io.EOF {
		return req, errors.New("something follows the JSON object")
	}
	if req.From == "" || req.To == "" {
		return req, errors.New("from and to must name accounts")
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
