package checkout

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// caller is who sent the request: a proxy in front of the server has authenticated them.
func caller(r *http.Request) string { return r.Header.Get("X-User-Id") }

// authenticated refuses requests of nobody.
func authenticated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if caller(r) == "" {
			refuse(w, http.StatusUnauthorized, "X-User-Id is missing")
			return
		}
		h.ServeHTTP(w, r)
	})
}

type item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

type orderRequest struct {
	Items    []item `json:"items"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// readOrder reads exactly one valid order. Unknown fields are ignored.
func readOrder(body io.Reader) (orderRequest, error) {
	var req orderRequest
	if err := decode(body, &req); err != nil {
		return req, err
	}
	if len(req.Items) == 0 {
		return req, errors.New("an order has at least one item")
	}
	for _, it := range req.Items {
		if it.SKU == "" || it.Quantity <= 0 {
			return req, errors.New("an item has a sku, and a positive quantity")
		}
	}
	if !isCurrency(req.Currency) {
		return req, errors.New("currency must be three capital letters")
	}
	return req, positive(req.Amount)
}

// readRefund reads exactly one valid refund and returns its amount. Unknown fields are ignored.
func readRefund(body io.Reader) (int64, error) {
	var req struct {
		Amount int64 `json:"amount"`
	}
	if err := decode(body, &req); err != nil {
		return 0, err
	}
	return req.Amount, positive(req.Amount)
}

// decode reads exactly one JSON value.
func decode(body io.Reader, v any) error {
	d := json.NewDecoder(body)
	if err := d.Decode(v); err != nil {
		return errors.New("the body is not what it should be: " + err.Error())
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON object")
	}
	return nil
}

func positive(amount int64) error {
	if amount <= 0 {
		return errors.New("amount must be a positive number of minor units")
	}
	return nil
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

// answer sends v as JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// refuse sends an error.
func refuse(w http.ResponseWriter, status int, text string) {
	answer(w, status, map[string]string{"error": text})
}
