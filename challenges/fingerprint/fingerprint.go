// Package fingerprint takes orders. Read README.md for what it promises, then make it keep that.
package fingerprint

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"example.com/idempotency/challenges/warehouse"
)

// New returns the handler of POST /orders. The context ends when the server shuts down; an order is
// to be recognised until the window is over, counted from its completion.
//
// It works as long as nobody clicks twice: every request is a new order.
func New(ctx context.Context, s warehouse.Reserver, window time.Duration) http.Handler {
	srv := &server{stock: s}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", srv.order)
	return mux
}

type server struct {
	stock warehouse.Reserver
}

type order struct {
	ID     string `json:"id"`
	Items  []item `json:"items"`
	Status string `json:"status"`
}

type item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

func (s *server) order(w http.ResponseWriter, r *http.Request) {
	items, err := readItems(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var want []warehouse.Item
	for _, it := range items {
		want = append(want, warehouse.Item{SKU: it.SKU, Quantity: it.Quantity})
	}
	id, err := s.stock.Reserve(r.Context(), want)
	if err != nil {
		http.Error(w, "the warehouse did not reserve the items", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(order{ID: id, Items: items, Status: "reserved"})
}

// readItems reads exactly one valid order. Unknown fields are ignored.
func readItems(body io.Reader) ([]item, error) {
	var req struct {
		Items []item `json:"items"`
	}
	d := json.NewDecoder(body)
	if err := d.Decode(&req); err != nil {
		return nil, errors.New("the body is not a JSON object with items")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON object")
	}
	if len(req.Items) == 0 {
		return nil, errors.New("an order has at least one item")
	}
	for _, it := range req.Items {
		if it.SKU == "" || it.Quantity <= 0 {
			return nil, errors.New("an item has a sku and a positive quantity")
		}
	}
	return req.Items, nil
}
