// Package payments is what the alternatives and wrong answers of several challenges have in common:
// they read a payment request and answer it. What they do about duplicates is their own.
package payments

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

// A Request is a valid request for a payment.
type Request struct {
	Caller   string `json:"-"`
	Key      string `json:"-"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
}

// Charge is what the request asks the bank for.
func (r Request) Charge() bank.Charge { return bank.Charge{Amount: r.Amount, Currency: r.Currency} }

// A Payment is the body of a success.
type Payment struct {
	ID        string    `json:"id"`
	Amount    int64     `json:"amount"`
	Currency  string    `json:"currency"`
	Status    string    `json:"status"`
	CreatedAt time.Time `json:"createdAt"`
}

// A Scope is what a key is unique in.
type Scope struct{ Caller, Key string }

// Scope returns the scope of the request's key.
func (r Request) Scope() Scope { return Scope{r.Caller, r.Key} }

// Mux routes POST /payments to h.
func Mux(h http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /payments", h)
	return mux
}

// Read reads a whole request. When it is not valid, Read answers it and returns false.
func Read(w http.ResponseWriter, r *http.Request) (Request, bool) { return ReadWith(w, r, Key, Body) }

// ReadWith is Read with another way to read the key or the body.
func ReadWith(w http.ResponseWriter, r *http.Request, key func(*http.Request) (string, error), body func(io.Reader) (Request, error)) (Request, bool) {
	caller := r.Header.Get("X-User-Id")
	if caller == "" {
		http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
		return Request{}, false
	}
	k, err := key(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return Request{}, false
	}
	req, err := body(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return Request{}, false
	}
	req.Caller, req.Key = caller, k
	return req, true
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

// Body reads the body of a request.
func Body(body io.Reader) (Request, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return Request{}, errors.New("the body broke off")
	}
	return Decode(data)
}

// Decode decodes exactly one valid request.
func Decode(data []byte) (Request, error) {
	req, err := Parse(data)
	if err != nil {
		return req, err
	}
	return req, req.Valid()
}

// Parse decodes exactly one JSON object and does not judge its amount and currency.
func Parse(data []byte) (Request, error) {
	var req Request
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&req); err != nil {
		return req, errors.New("the body is not a JSON object with an amount and a currency")
	}
	if _, err := d.Token(); err != io.EOF {
		return req, errors.New("something follows the JSON object")
	}
	return req, nil
}

// Valid says what is wrong with the request's amount or currency.
func (r Request) Valid() error { return errors.Join(ValidAmount(r.Amount), ValidCurrency(r.Currency)) }

// ValidAmount says what is wrong with an amount.
func ValidAmount(n int64) error {
	if n <= 0 {
		return errors.New("amount must be a positive number of minor units")
	}
	return nil
}

// ValidCurrency says what is wrong with a currency.
func ValidCurrency(c string) error {
	if len(c) != 3 || strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return errors.New("currency must be three capital letters")
	}
	return nil
}

// An Answer is everything that a client sees. The zero Answer is none.
type Answer struct {
	Status   int
	Location string
	Body     []byte
}

// Success answers that the bank took the money.
func Success(req Request, r bank.Receipt) Answer {
	body, _ := json.Marshal(Payment{r.ID, req.Amount, req.Currency, "completed", time.Now().UTC()})
	return Answer{http.StatusCreated, "/payments/" + r.ID, body}
}

// The answers of failures.
var (
	Invalid  = failure(http.StatusBadRequest, "the payment is not valid")
	Refused  = failure(http.StatusPaymentRequired, "the bank refused the charge")
	Unknown  = failure(http.StatusBadGateway, "the bank gave no definite answer")
	InFlight = failure(http.StatusConflict, "a request with this key is running")
	Mismatch = failure(http.StatusUnprocessableEntity, "the key was used with another payload")
)

func failure(status int, text string) Answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return Answer{Status: status, Body: body}
}

// Of turns the bank's answer into the client's.
func Of(req Request, r bank.Receipt, err error) Answer {
	switch {
	case err == nil:
		return Success(req, r)
	case errors.Is(err, bank.ErrRefused):
		return Refused
	}
	return Unknown
}

// WriteTo sends the answer.
func (a Answer) WriteTo(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	if a.Location != "" {
		w.Header().Set("Location", a.Location)
	}
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}
