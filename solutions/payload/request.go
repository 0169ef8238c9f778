package payload

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

type transfer struct {
	ID       string `json:"id"`
	From     string `json:"from"`
	To       string `json:"to"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Status   string `json:"status"`
}

type transferRequest struct {
	From     string `json:"from"`
	To       string `json:"to"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
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

// readRequest reads exactly one valid request. Unknown fields are ignored.
func readRequest(body []byte) (transferRequest, error) {
	var req transferRequest
	d := json.NewDecoder(bytes.NewReader(body))
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
