package checkout

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// caller is who sent the request: a proxy in front of the server has authenticated them.
func caller(r *http.Request) string { return r.Header.Get("X-User-Id") }

// authenticated refuses requests of nobody.
func authenticated(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if caller(r) == "" {
			failure(http.StatusUnauthorized, "X-User-Id is missing").write(w)
			return
		}
		h.ServeHTTP(w, r)
	})
}

// readKeyed reads the key and the whole body of a request, before anything is claimed: a client that
// breaks off leaves nothing behind. When they are not valid, it answers and returns false.
func readKeyed(w http.ResponseWriter, r *http.Request) (key string, body []byte, ok bool) {
	key, err := readKey(r.Header.Get("Idempotency-Key"))
	if err == nil {
		body, err = io.ReadAll(r.Body)
	}
	if err != nil {
		failure(http.StatusBadRequest, err.Error()).write(w)
		return "", nil, false
	}
	return key, body, true
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

type item struct {
	SKU      string `json:"sku"`
	Quantity int    `json:"quantity"`
}

type orderRequest struct {
	Items    []item `json:"items"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// readOrder decodes exactly one valid order. Unknown fields are ignored.
func readOrder(body []byte) (orderRequest, error) {
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
	if len(req.Currency) != 3 || strings.Trim(req.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return req, errors.New("currency must be three capital letters")
	}
	return req, positive(req.Amount)
}

// readRefund decodes exactly one valid refund and returns its amount. Unknown fields are ignored.
func readRefund(body []byte) (int64, error) {
	var req struct {
		Amount int64 `json:"amount"`
	}
	if err := decode(body, &req); err != nil {
		return 0, err
	}
	return req.Amount, positive(req.Amount)
}

// decode decodes exactly one JSON value.
func decode(body []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(body))
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
