// Package fulfill ships and cancels orders. Read README.md for what it promises, then make it keep
// that.
package fulfill

import (
	"context"
	"encoding/json"
	"net/http"
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

// New returns the handler of POST /orders/{id}/fulfill and POST /orders/{id}/cancel. The orders are
// its own from now on. The context ends when the server shuts down.
//
// It works as long as nobody clicks twice: it never looks at an order's status.
func New(ctx context.Context, orders []Order, s warehouse.Shipper, b bank.Refunder) http.Handler {
	srv := &server{shipper: s, refunder: b, orders: map[string]*order{}}
	for _, o := range orders {
		srv.orders[o.ID] = &order{ID: o.ID, Status: o.Status, Amount: o.Amount}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders/{id}/fulfill", srv.fulfill)
	mux.HandleFunc("POST /orders/{id}/cancel", srv.cancel)
	return mux
}

type server struct {
	shipper  warehouse.Shipper
	refunder bank.Refunder
	orders   map[string]*order
}

type order struct {
	ID          string     `json:"id"`
	Status      string     `json:"status"`
	Amount      int64      `json:"amount"`
	FulfilledAt *time.Time `json:"fulfilledAt,omitempty"`
}

func (s *server) fulfill(w http.ResponseWriter, r *http.Request) {
	o, ok := s.orders[r.PathValue("id")]
	if !ok {
		http.Error(w, "there is no such order", http.StatusNotFound)
		return
	}
	if _, err := s.shipper.Ship(r.Context(), o.ID); err != nil {
		http.Error(w, "the warehouse did not ship the order", http.StatusBadGateway)
		return
	}
	now := time.Now()
	o.Status, o.FulfilledAt = "fulfilled", &now
	answer(w, o)
}

func (s *server) cancel(w http.ResponseWriter, r *http.Request) {
	o, ok := s.orders[r.PathValue("id")]
	if !ok {
		http.Error(w, "there is no such order", http.StatusNotFound)
		return
	}
	if _, err := s.refunder.Refund(r.Context(), bank.Refund{Charge: o.ID, Amount: o.Amount}); err != nil {
		http.Error(w, "the bank did not give the money back", http.StatusBadGateway)
		return
	}
	o.Status = "cancelled"
	answer(w, o)
}

func answer(w http.ResponseWriter, o *order) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"order": o})
}
