// Package checkout is the reference solution of the challenge checkout. Three things carry it: a
// record for each key, which knows whether its answer is final; a claim on an order while something
// is being done to it; and a reference for each movement of money, minted before the bank is asked.
package checkout

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// A Bank takes money and gives it back. It honours references: equal references are one charge, or
// one refund, for ever and whoever asks.
type Bank interface {
	bank.Charger
	bank.Refunder
}

// New returns the handler of the shop. Keys live for ttl. The context ends when the server shuts down;
// nothing here outlives a request, so that nothing waits for it.
func New(_ context.Context, b Bank, s warehouse.Shipper, ttl time.Duration) http.Handler {
	h := &handler{shop: newShop(b, s), keys: newKeyring(ttl)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", h.createOrder)
	mux.HandleFunc("GET /orders/{id}", h.showOrder)
	mux.HandleFunc("POST /orders/{id}/payments", h.pay)
	mux.HandleFunc("POST /orders/{id}/fulfill", h.fulfill)
	mux.HandleFunc("GET /payments/{id}", h.showPayment)
	mux.HandleFunc("POST /payments/{id}/refunds", h.refund)
	return authenticated(mux)
}

type handler struct {
	shop *shop
	keys *keyring
}

func (h *handler) createOrder(w http.ResponseWriter, r *http.Request) {
	key, body, ok := readKeyed(w, r)
	if !ok {
		return
	}
	req, err := readOrder(body)
	if err != nil {
		failure(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	h.keys.serve(w, r, key, body, func(id string) answer { return h.shop.create(caller(r), id, req) })
}

func (h *handler) pay(w http.ResponseWriter, r *http.Request) {
	key, body, ok := readKeyed(w, r)
	if !ok {
		return
	}
	o, ok := h.shop.order(caller(r), r.PathValue("id"))
	if !ok {
		noSuchThing.write(w)
		return
	}
	h.keys.serve(w, r, key, body, func(string) answer { return h.shop.pay(r.Context(), o) })
}

func (h *handler) refund(w http.ResponseWriter, r *http.Request) {
	key, body, ok := readKeyed(w, r)
	if !ok {
		return
	}
	p, ok := h.shop.payment(caller(r), r.PathValue("id"))
	if !ok {
		noSuchThing.write(w)
		return
	}
	amount, err := readRefund(body)
	if err != nil {
		failure(http.StatusBadRequest, err.Error()).write(w)
		return
	}
	h.keys.serve(w, r, key, body, func(id string) answer { return h.shop.refund(r.Context(), p, id, amount) })
}

// fulfill needs no key: the order in its path is one.
func (h *handler) fulfill(w http.ResponseWriter, r *http.Request) {
	o, ok := h.shop.order(caller(r), r.PathValue("id"))
	if !ok {
		noSuchThing.write(w)
		return
	}
	h.shop.fulfill(r.Context(), o).write(w)
}

func (h *handler) showOrder(w http.ResponseWriter, r *http.Request) {
	o, ok := h.shop.order(caller(r), r.PathValue("id"))
	if !ok {
		noSuchThing.write(w)
		return
	}
	h.shop.show(o).write(w)
}

func (h *handler) showPayment(w http.ResponseWriter, r *http.Request) {
	p, ok := h.shop.payment(caller(r), r.PathValue("id"))
	if !ok {
		noSuchThing.write(w)
		return
	}
	success(http.StatusOK, p).write(w)
}

// An answer is what is sent, and sent again, byte for byte.
type answer struct {
	status int
	body   []byte
}

// noSuchThing is also the answer about what belongs to somebody else: that it exists is their secret.
var noSuchThing = failure(http.StatusNotFound, "there is no such thing of yours")

func success(status int, v any) answer {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings, integers and times always marshal
	}
	return answer{status, body}
}

func failure(status int, text string) answer {
	return success(status, map[string]string{"error": text})
}

func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
