package expiry

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"example.com/idempotency/challenges/bank"
)

// An answer is what is sent, and sent again: everything a client can see, byte for byte.
type answer struct {
	status   int
	location string
	body     []byte
}

func success(receipt bank.Receipt, req paymentRequest) answer {
	body, err := json.Marshal(payment{
		ID: receipt.ID, Amount: req.Amount, Currency: req.Currency, Status: "completed", CreatedAt: time.Now().UTC(),
	})
	if err != nil {
		panic(err) // strings, an integer and a time always marshal
	}
	return answer{status: http.StatusCreated, location: "/payments/" + receipt.ID, body: body}
}

func failure(status int, text string) answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return answer{status: status, body: body}
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if a.location != "" {
		w.Header().Set("Location", a.location)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

type payment struct {
	ID        string    `json:"id"`
	Amount    int64     `json:"amount"`
	Currency  string    `json:"currency"`
	Status    string    `json:"status"`
	CreatedAt time.Time `json:"createdAt"`
}

type paymentRequest struct {
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
func readRequest(body io.Reader) (paymentRequest, error) {
	var req paymentRequest
	data, err := io.ReadAll(body)
	if err != nil {
		return req, errors.New("the body broke off")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&req); err != nil {
		return req, errors.New("the body is not a JSON object with an amount and a currency")
	}
	if _, err := d.Token(); err != io.EOF {
		return req, errors.New("something follows the JSON object")
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
