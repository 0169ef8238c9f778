// Package shop is what the alternatives and wrong answers of the challenge checkout have in common: a
// right shop whose parts can be exchanged one by one. What an answer does its own way it sets.
package shop

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// A Wish is what a request with a key asks for.
type Wish struct {
	Caller, Method, Path, Key string
	Body                      []byte
}

// A Scope is what a key is unique in.
type Scope struct{ Caller, Method, Path, Key string }

// ScopeOf returns the scope of the wish's key.
func ScopeOf(w Wish) any { return Scope{w.Caller, w.Method, w.Path, w.Key} }

// Handler serves the shop.
func (s *Shop) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", s.keyed(func(r *http.Request, w Wish) Answer {
		req, err := s.ReadOrder(w.Body)
		if err != nil {
			return Invalid(err)
		}
		return s.Once(r.Context(), w, func(id string) Answer { return s.Create(w, id, req) })
	}))
	mux.HandleFunc("POST /orders/{id}/payments", s.keyed(func(r *http.Request, w Wish) Answer {
		o, ok := s.FindOrder(w.Caller, r.PathValue("id"))
		if !ok {
			return NoSuchThing
		}
		return s.Once(r.Context(), w, func(id string) Answer { return s.Pay(r.Context(), w, id, o) })
	}))
	mux.HandleFunc("POST /payments/{id}/refunds", s.keyed(func(r *http.Request, w Wish) Answer {
		p, ok := s.FindPayment(w.Caller, r.PathValue("id"))
		if !ok {
			return NoSuchThing
		}
		amount, err := ReadRefund(w.Body)
		if err != nil {
			return Invalid(err)
		}
		return s.Once(r.Context(), w, func(id string) Answer { return s.Refund(r.Context(), w, id, p, amount) })
	}))
	s.natural(mux)
	return authenticated(mux)
}

// natural serves what needs no key.
func (s *Shop) natural(mux *http.ServeMux) {
	order := func(f func(ctx context.Context, o *Order) Answer) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			a := NoSuchThing
			if o, ok := s.FindOrder(r.Header.Get("X-User-Id"), r.PathValue("id")); ok {
				a = f(r.Context(), o)
			}
			a.WriteTo(w)
		}
	}
	mux.HandleFunc("POST /orders/{id}/fulfill", order(func(ctx context.Context, o *Order) Answer { return s.Fulfil(ctx, o) }))
	mux.HandleFunc("GET /orders/{id}", order(func(_ context.Context, o *Order) Answer { return s.Show(o) }))
	mux.HandleFunc("GET /payments/{id}", func(w http.ResponseWriter, r *http.Request) {
		a := NoSuchThing
		if p, ok := s.FindPayment(r.Header.Get("X-User-Id"), r.PathValue("id")); ok {
			a = Success(http.StatusOK, p)
		}
		a.WriteTo(w)
	})
}

func authenticated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-User-Id") == "" {
			failure(http.StatusUnauthorized, "X-User-Id is missing").WriteTo(w)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// keyed reads a request with a key, and has f answer it.
func (s *Shop) keyed(f func(r *http.Request, w Wish) Answer) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		key, err := s.ReadKey(r)
		if err != nil {
			Invalid(err).WriteTo(rw)
			return
		}
		body, err := s.ReadBody(r.Body)
		if err != nil {
			Invalid(err).WriteTo(rw)
			return
		}
		if a := f(r, Wish{r.Header.Get("X-User-Id"), r.Method, r.URL.Path, key, body}); a.Status != 0 {
			a.WriteTo(rw)
		}
	}
}

// Key reads the key of a request, bare or in quotes.
func Key(r *http.Request) (string, error) {
	k := r.Header.Get("Idempotency-Key")
	switch {
	case k == "":
		return "", errors.New("Idempotency-Key is missing")
	case len(k) > 255:
		return "", errors.New("Idempotency-Key is longer than 255 bytes")
	case len(k) > 2 && strings.HasPrefix(k, `"`) && strings.HasSuffix(k, `"`):
		return k[1 : len(k)-1], nil
	}
	return k, nil
}

// An Item is a part of an order.
type Item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

// An OrderRequest is a valid request for an order.
type OrderRequest struct {
	Items    []Item `json:"items"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// ReadOrder decodes exactly one valid order.
func ReadOrder(body []byte) (OrderRequest, error) {
	var req OrderRequest
	if err := Decode(body, &req); err != nil {
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
	if len(req.Currency) != 3 || strings.Trim(req.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return req, errors.New("currency must be three capital letters")
	}
	if req.Amount <= 0 {
		return req, errors.New("amount must be a positive number of minor units")
	}
	return req, nil
}

// ReadRefund decodes exactly one valid refund, and returns its amount.
func ReadRefund(body []byte) (int64, error) {
	var req struct{ Amount int64 }
	if err := Decode(body, &req); err != nil {
		return 0, err
	}
	if req.Amount <= 0 {
		return 0, errors.New("amount must be a positive number of minor units")
	}
	return req.Amount, nil
}

// Decode decodes exactly one JSON value.
func Decode(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	if err := d.Decode(v); err != nil {
		return errors.New("the body is not what it should be")
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON object")
	}
	return nil
}

// An Answer is everything that a client sees. The zero Answer is none: the client has left.
type Answer struct {
	Status int
	Body   []byte
}

// The answers of failures.
var (
	NoSuchThing = failure(http.StatusNotFound, "there is no such thing of yours")
	Refused     = failure(http.StatusPaymentRequired, "the bank refused")
	NotShipped  = failure(http.StatusUnprocessableEntity, "the warehouse refused to ship the order")
	Mismatch    = failure(http.StatusUnprocessableEntity, "the key was used with another payload")
	InDoubt     = failure(http.StatusBadGateway, "there was no definite answer")
	InFlight    = failure(http.StatusConflict, "a request with this key is running")
	WrongState  = failure(http.StatusConflict, "the order is not in the state for that, or busy")
	TooMuch     = failure(http.StatusConflict, "that is more than is left of the payment")
)

// Invalid answers a request that is not valid.
func Invalid(err error) Answer { return failure(http.StatusBadRequest, err.Error()) }

// Success answers v.
func Success(status int, v any) Answer {
	body, _ := json.Marshal(v)
	return Answer{status, body}
}

func failure(status int, text string) Answer {
	return Success(status, map[string]string{"error": text})
}

// WriteTo sends the answer.
func (a Answer) WriteTo(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}
