// Package fulfill is the reference solution of the challenge fulfill: a state machine. An order
// leaves "paid" in one atomic step before anything is shipped or refunded, and comes to rest only
// when it is known what happened.
package fulfill

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// An Order is one as New is given it.
type Order struct {
	ID     string
	Status string // pending, paid, fulfilled, cancelled or returned
	Amount int64  // minor units, > 0
}

// The statuses that matter here. An order that is shipping or refunding belongs to the request that
// made it so. It stays that way for good when the outcome is unknown: it may have happened, and
// nobody may try again.
const (
	paid      = "paid"
	shipping  = "shipping"
	fulfilled = "fulfilled"
	refunding = "refunding"
	cancelled = "cancelled"
)

// New returns the handler of POST /orders/{id}/fulfill and POST /orders/{id}/cancel. The context
// ends when the server shuts down.
func New(ctx context.Context, orders []Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
	srv := &server{shipper: s, refunder: b, orders: make(map[string]order, len(orders))}
	for _, o := range orders {
		srv.orders[o.ID] = order{ID: o.ID, Status: o.Status, Amount: o.Amount}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders/{id}/fulfill", srv.fulfill)
	mux.HandleFunc("POST /orders/{id}/cancel", srv.cancel)
	return mux
}

type server struct {
	shipper  warehouse.Shipper
	refunder bank.Refunder

	mu     sync.Mutex
	orders map[string]order
}

// An order is stored and passed as a value, so that whoever holds one holds a snapshot.
type order struct {
	ID          string     `json:"id"`
	Status      string     `json:"status"`
	Amount      int64      `json:"amount"`
	FulfilledAt *time.Time `json:"fulfilledAt,omitempty"` // never written through
}

func (s *server) fulfill(w http.ResponseWriter, r *http.Request) {
	o, claimed, ok := s.claim(r.PathValue("id"), shipping)
	switch {
	case !ok:
		http.Error(w, "there is no such order", http.StatusNotFound)
		return
	case o.Status == fulfilled:
		answer(w, o)
		return
	case !claimed:
		http.Error(w, "the order is "+o.Status, http.StatusConflict)
		return
	}
	// The shipment outlives the client: its context is not the request's.
	_, err := s.shipper.Ship(context.WithoutCancel(r.Context()), o.ID)
	switch {
	case err == nil:
		now := time.Now().UTC()
		o.Status, o.FulfilledAt = fulfilled, &now
		s.store(o)
		answer(w, o)
	case errors.Is(err, warehouse.ErrRefused):
		o.Status = paid
		s.store(o)
		http.Error(w, "the warehouse refused the shipment", http.StatusUnprocessableEntity)
	default:
		http.Error(w, "the warehouse gave no definite answer; the order may have been shipped", http.StatusBadGateway)
	}
}

func (s *server) cancel(w http.ResponseWriter, r *http.Request) {
	o, claimed, ok := s.claim(r.PathValue("id"), refunding)
	switch {
	case !ok:
		http.Error(w, "there is no such order", http.StatusNotFound)
		return
	case o.Status == cancelled:
		answer(w, o)
		return
	case !claimed:
		http.Error(w, "the order is "+o.Status, http.StatusConflict)
		return
	}
	_, err := s.refunder.Refund(context.WithoutCancel(r.Context()), bank.Refund{Charge: o.ID, Amount: o.Amount})
	switch {
	case err == nil:
		o.Status = cancelled
		s.store(o)
		answer(w, o)
	case errors.Is(err, bank.ErrRefused):
		o.Status = paid
		s.store(o)
		http.Error(w, "the bank refused the refund", http.StatusPaymentRequired)
	default:
		http.Error(w, "the bank gave no definite answer; the money may have been given back", http.StatusBadGateway)
	}
}

// claim returns the order with that id and, when it is paid, gives it the status busy: from then on
// it is the caller's alone. The look and the claim are one step, as in
//
//	UPDATE orders SET status = 'shipping' WHERE id = $1 AND status = 'paid'
func (s *server) claim(id, busy string) (o order, claimed, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok = s.orders[id]
	if !ok || o.Status != paid {
		return o, false, ok
	}
	o.Status = busy
	s.orders[id] = o
	return o, true, true
}

// store gives an order back that the caller had claimed.
func (s *server) store(o order) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[o.ID] = o
}

func answer(w http.ResponseWriter, o order) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]order{"order": o})
}
