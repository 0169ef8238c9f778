// Package checkout is a small shop: orders, payments, shipments and refunds. Read README.md for what
// it promises, then make it keep that.
package checkout

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// A Bank takes money and gives it back. Unlike others it honours references: equal references are
// one charge, or one refund, for ever and whoever asks. See README.md.
type Bank interface {
	bank.Charger
	bank.Refunder
}

// New returns the handler of the shop. Keys live for ttl. The context ends when the server shuts down.
//
// It works as long as everybody sends each request once, one after the other, and nothing fails: it
// never looks at Idempotency-Key, and gives the bank no reference.
func New(ctx context.Context, b Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
	sh := &shop{bank: b, shipper: s, orders: map[string]*order{}, payments: map[string]*payment{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", sh.createOrder)
	mux.HandleFunc("GET /orders/{id}", sh.showOrder)
	mux.HandleFunc("POST /orders/{id}/payments", sh.pay)
	mux.HandleFunc("POST /orders/{id}/fulfill", sh.fulfill)
	mux.HandleFunc("GET /payments/{id}", sh.showPayment)
	mux.HandleFunc("POST /payments/{id}/refunds", sh.refund)
	return authenticated(mux)
}

type shop struct {
	bank    Bank
	shipper warehouse.Shipper

	mu       sync.Mutex // guards everything below
	orders   map[string]*order
	payments map[string]*payment
}

type order struct {
	ID          string     `json:"id"`
	Items       []item     `json:"items"`
	Amount      int64      `json:"amount"`
	Currency    string     `json:"currency"`
	Status      string     `json:"status"` // pending, paid or fulfilled
	FulfilledAt *time.Time `json:"fulfilledAt,omitempty"`

	owner   string
	payment *payment // nil until it is paid
}

type payment struct {
	ID       string `json:"id"`
	Order    string `json:"order"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Status   string `json:"status"`

	owner    string
	refunded int64
}

type refund struct {
	ID      string `json:"id"`
	Payment string `json:"payment"`
	Amount  int64  `json:"amount"`
}

func (s *shop) createOrder(w http.ResponseWriter, r *http.Request) {
	req, err := readOrder(r.Body)
	if err != nil {
		refuse(w, http.StatusBadRequest, err.Error())
		return
	}
	o := &order{
		ID: "ord_" + rand.Text(), Items: req.Items, Amount: req.Amount, Currency: req.Currency, Status: "pending", owner: caller(r),
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[o.ID] = o
	answer(w, http.StatusCreated, o)
}

func (s *shop) pay(w http.ResponseWriter, r *http.Request) {
	o, ok := s.order(r)
	switch {
	case !ok:
		refuse(w, http.StatusNotFound, "there is no such order")
		return
	case o.Status != "pending":
		refuse(w, http.StatusConflict, "the order is "+o.Status)
		return
	}
	receipt, err := s.bank.Charge(r.Context(), bank.Charge{Amount: o.Amount, Currency: o.Currency})
	if err != nil {
		refuse(w, http.StatusBadGateway, "the bank did not take the money")
		return
	}
	p := &payment{ID: receipt.ID, Order: o.ID, Amount: o.Amount, Currency: o.Currency, Status: "completed", owner: o.owner}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.payments[p.ID] = p
	s.orders[o.ID].Status, s.orders[o.ID].payment = "paid", p
	answer(w, http.StatusCreated, p)
}

func (s *shop) fulfill(w http.ResponseWriter, r *http.Request) {
	o, ok := s.order(r)
	switch {
	case !ok:
		refuse(w, http.StatusNotFound, "there is no such order")
		return
	case o.Status == "fulfilled":
		answer(w, http.StatusOK, map[string]any{"order": o})
		return
	case o.Status != "paid" || s.left(o.payment) == 0:
		refuse(w, http.StatusConflict, "the order is "+o.Status+", or its money was given back")
		return
	}
	if _, err := s.shipper.Ship(r.Context(), o.ID); err != nil {
		refuse(w, http.StatusBadGateway, "the warehouse did not ship the order")
		return
	}
	now := time.Now()
	o.Status, o.FulfilledAt = "fulfilled", &now
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[o.ID] = &o
	answer(w, http.StatusOK, map[string]any{"order": o})
}

func (s *shop) refund(w http.ResponseWriter, r *http.Request) {
	p, ok := s.payment(r)
	if !ok {
		refuse(w, http.StatusNotFound, "there is no such payment")
		return
	}
	amount, err := readRefund(r.Body)
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, err.Error())
		return
	case amount > s.left(p):
		refuse(w, http.StatusConflict, "that is more than is left")
		return
	}
	receipt, err := s.bank.Refund(r.Context(), bank.Refund{Charge: p.ID, Amount: amount})
	if err != nil {
		refuse(w, http.StatusBadGateway, "the bank did not give the money back")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p.refunded += amount
	answer(w, http.StatusCreated, refund{ID: receipt.ID, Payment: p.ID, Amount: amount})
}

func (s *shop) showOrder(w http.ResponseWriter, r *http.Request) {
	o, ok := s.order(r)
	if !ok {
		refuse(w, http.StatusNotFound, "there is no such order")
		return
	}
	answer(w, http.StatusOK, o)
}

func (s *shop) showPayment(w http.ResponseWriter, r *http.Request) {
	p, ok := s.payment(r)
	if !ok {
		refuse(w, http.StatusNotFound, "there is no such payment")
		return
	}
	answer(w, http.StatusOK, p)
}

// order finds the caller's own order, and returns it as it is now.
func (s *shop) order(r *http.Request) (order, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.orders[r.PathValue("id")]
	if !ok || o.owner != caller(r) {
		return order{}, false
	}
	return *o, true
}

// payment finds the caller's own payment.
func (s *shop) payment(r *http.Request) (*payment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.payments[r.PathValue("id")]
	if !ok || p.owner != caller(r) {
		return nil, false
	}
	return p, true
}

// left is what can still be refunded.
func (s *shop) left(p *payment) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return p.Amount - p.refunded
}
