// Package transfers is what the alternatives and wrong answers of the challenge payload have in
// common: they read a transfer request and answer it. What they do about keys and payloads is their
// own.
package transfers

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"

	"example.com/idempotency/challenges/bank"
)

// A Request is a valid request for a transfer.
type Request struct {
	Caller, Key string
	Transfer    bank.Transfer
	Body        []byte // as it was sent
}

// A Scope is what a key is unique in.
type Scope struct{ Caller, Key string }

// Scope returns the scope of the request's key.
func (r Request) Scope() Scope { return Scope{r.Caller, r.Key} }

// Mux routes POST /transfers to h.
func Mux(h http.HandlerFunc) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /transfers", h)
	return mux
}

// Read reads a whole request. When it is not valid, Read answers it and returns false.
func Read(w http.ResponseWriter, r *http.Request) (Request, bool) { return ReadWith(w, r, Key, Body) }

// ReadWith is Read with another way to read the key or the body.
func ReadWith(w http.ResponseWriter, r *http.Request, key func(*http.Request) (string, error), body func(io.Reader) (Request, error)) (Request, bool) {
	id, ok := Head(w, r, key)
	if !ok {
		return Request{}, false
	}
	req, err := body(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return Request{}, false
	}
	req.Caller, req.Key = id.Caller, id.Key
	return req, true
}

// Head reads what stands before the body. When it is not valid, Head answers it and returns false.
func Head(w http.ResponseWriter, r *http.Request, key func(*http.Request) (string, error)) (Scope, bool) {
	caller := r.Header.Get("X-User-Id")
	if caller == "" {
		http.Error(w, "X-User-Id is missing", http.StatusUnauthorized)
		return Scope{}, false
	}
	k, err := key(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return Scope{}, false
	}
	return Scope{caller, k}, true
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
	t, err := Parse(bytes.NewReader(data))
	return Request{Transfer: t, Body: data}, err
}

// Parse reads exactly one valid transfer.
func Parse(r io.Reader) (bank.Transfer, error) {
	var t struct {
		From, To, Currency string
		Amount             int64
	}
	d := json.NewDecoder(r)
	if err := d.Decode(&t); err != nil {
		return bank.Transfer{}, errors.New("the body is not a JSON object with from, to, an amount and a currency")
	}
	if _, err := d.Token(); err != io.EOF {
		return bank.Transfer{}, errors.New("something follows the JSON object")
	}
	out := bank.Transfer{From: t.From, To: t.To, Amount: t.Amount, Currency: t.Currency}
	return out, Valid(out)
}

// Valid says what is wrong with a transfer.
func Valid(t bank.Transfer) error {
	switch {
	case t.From == "" || t.To == "":
		return errors.New("from and to must name accounts")
	case t.Amount <= 0:
		return errors.New("amount must be a positive number of minor units")
	case len(t.Currency) != 3 || strings.Trim(t.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "":
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

// Success answers that the bank moved the money.
func Success(t bank.Transfer, r bank.Receipt) Answer {
	body, _ := json.Marshal(struct {
		ID       string `json:"id"`
		From     string `json:"from"`
		To       string `json:"to"`
		Amount   int64  `json:"amount"`
		Currency string `json:"currency"`
		Status   string `json:"status"`
	}{r.ID, t.From, t.To, t.Amount, t.Currency, "completed"})
	return Answer{http.StatusCreated, "/transfers/" + r.ID, body}
}

// The answers of failures.
var (
	Invalid  = failure(http.StatusBadRequest, "the transfer is not valid")
	Refused  = failure(http.StatusPaymentRequired, "the bank refused the transfer")
	Unknown  = failure(http.StatusBadGateway, "the bank gave no definite answer")
	InFlight = failure(http.StatusConflict, "a request with this key is running")
	Mismatch = failure(http.StatusUnprocessableEntity, "this key was used with another payload")
)

func failure(status int, text string) Answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return Answer{Status: status, Body: body}
}

// Of turns the bank's answer into the client's.
func Of(t bank.Transfer, r bank.Receipt, err error) Answer {
	switch {
	case err == nil:
		return Success(t, r)
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
