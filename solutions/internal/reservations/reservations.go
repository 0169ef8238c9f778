// Package reservations is what the alternatives and wrong answers of the challenge fingerprint have
// in common: they read an order and answer it. What they do about duplicates is their own.
package reservations

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"example.com/idempotency/challenges/warehouse"
)

// An Order is a valid request for a reservation.
type Order struct {
	Caller, Method, Path string
	Items                []Item
	Canonical            []byte // of the body
	Body                 []byte // as it was sent
}

// An Item is a quantity of one article.
type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// An Identity is what makes two requests the same order.
type Identity struct {
	Caller, Method, Path string
	Body                 [sha256.Size]byte
}

// Identity returns that of the order.
func (o Order) Identity() Identity {
	return Identity{o.Caller, o.Method, o.Path, sha256.Sum256(o.Canonical)}
}

// Wanted is what the order asks the warehouse for.
func (o Order) Wanted() []warehouse.Item {
	var out []warehouse.Item
	for _, it := range o.Items {
		out = append(out, warehouse.Item{SKU: it.SKU, Quantity: it.Quantity})
	}
	return out
}

// Mux routes POST /orders to h.
func Mux(h http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", h)
	return mux
}

// Read reads a whole order. When it is not valid, Read answers it and returns false.
func Read(w http.ResponseWriter, r *http.Request) (Order, bool) { return ReadWith(w, r, Decode) }

// ReadWith is Read with another way to decode the body.
func ReadWith(w http.ResponseWriter, r *http.Request, decode func(data []byte) (Order, error)) (Order, bool) {
	caller := r.Header.Get("X-User-Id")
	if caller == "" {
		http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
		return Order{}, false
	}
	data, err := io.ReadAll(r.Body)
	var o Order
	if err == nil {
		o, err = decode(data)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return Order{}, false
	}
	o.Caller, o.Method, o.Path, o.Body = caller, r.Method, r.URL.Path, data
	return o, true
}

// Decode decodes exactly one valid order.
func Decode(data []byte) (Order, error) {
	v, err := Parse(data)
	if err != nil {
		return Order{}, err
	}
	c, err := json.Marshal(v) // sorts the names of a map
	if err != nil {
		return Order{}, err
	}
	items, err := Items(c)
	return Order{Items: items, Canonical: c}, err
}

// Parse decodes exactly one JSON value, with numbers as they are written.
func Parse(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, errors.New("the body is not JSON")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON value")
	}
	return v, nil
}

// Items reads the valid items of an order.
func Items(data []byte) ([]Item, error) {
	var req struct {
		Items []Item `json:"items"`
	}
	if err := json.Unmarshal(data, &req); err != nil {
		return nil, errors.New("the body is not an object with items")
	}
	return req.Items, Valid(req.Items)
}

// Valid says what is wrong with items.
func Valid(items []Item) error {
	if len(items) == 0 {
		return errors.New("an order has at least one item")
	}
	for _, it := range items {
		if it.SKU == "" || it.Quantity <= 0 {
			return errors.New("an item has a sku and a positive quantity")
		}
	}
	return nil
}

// An Answer is everything that a client sees. The zero Answer is none.
type Answer struct {
	Status int
	Body   []byte
}

// A View is the body of a success.
type View struct {
	ID     string `json:"id"`
	Items  []Item `json:"items"`
	Status string `json:"status"`
}

// Success answers that the items are reserved.
func Success(o Order, reservation string) Answer {
	body, _ := json.Marshal(View{reservation, o.Items, "reserved"})
	return Answer{http.StatusCreated, body}
}

// The answers of failures.
var (
	Invalid  = failure(http.StatusBadRequest, "the order is not valid")
	Refused  = failure(http.StatusUnprocessableEntity, "the warehouse refused the reservation")
	Unknown  = failure(http.StatusBadGateway, "the warehouse gave no definite answer")
	InFlight = failure(http.StatusConflict, "the same order is running")
)

func failure(status int, text string) Answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return Answer{status, body}
}

// Of turns the warehouse's answer into the client's.
func Of(o Order, reservation string, err error) Answer {
	switch {
	case err == nil:
		return Success(o, reservation)
	case errors.Is(err, warehouse.ErrRefused):
		return Refused
	}
	return Unknown
}

// Final reports whether a is the order's answer from now on: all but a refusal are.
func (a Answer) Final() bool { return a.Status != http.StatusUnprocessableEntity }

// WriteTo sends the answer.
func (a Answer) WriteTo(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}
