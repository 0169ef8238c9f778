// Package orders is what the alternatives and wrong answers of the challenges with orders have in
// common: what an order is, how it is shown, and what an outcome makes of it. What they do about
// duplicates is their own.
package orders

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// The statuses of an order that matter. Busy is internal: one request is shipping or refunding the
// order, or has done so with an unknown outcome.
const (
	Paid      = "paid"
	Busy      = "busy"
	Fulfilled = "fulfilled"
	Cancelled = "cancelled"
)

// An Order is one as New is given it.
type Order struct {
	ID     string
	Status string
	Amount int64 // minor units, > 0
}

// A Record is what is stored about an order: a value, so that a copy of it is a snapshot.
type Record struct {
	Order
	FulfilledAt time.Time
}

// Records makes the records of the orders, by id.
func Records(orders []Order) map[string]Record {
	out := make(map[string]Record, len(orders))
	for _, o := range orders {
		out[o.ID] = Record{Order: o}
	}
	return out
}

// Effects are the two things that must not happen twice.
type Effects struct {
	Shipper  warehouse.Shipper
	Refunder bank.Refunder
}

// Run does what gives the order the status to: Fulfilled or Cancelled.
func (e Effects) Run(ctx context.Context, o Order, to string) error {
	if to == Fulfilled {
		_, err := e.Shipper.Ship(ctx, o.ID)
		return err
	}
	_, err := e.Refunder.Refund(ctx, bank.Refund{Charge: o.ID, Amount: o.Amount})
	return err
}

// After returns the record after its effect has ended with err, and what to answer.
func (r Record) After(to string, err error) (Record, Answer) {
	switch {
	case err == nil:
		r.Status = to
		if to == Fulfilled {
			r.FulfilledAt = time.Now().UTC()
		}
		return r, r.Answer(to)
	case Refused(err):
		r.Status = Paid
		return r, Refusals[to]
	}
	r.Status = Busy // for good: it may have happened
	return r, Unknown
}

// Refused reports whether err says that nothing happened and nothing will.
func Refused(err error) bool {
	return errors.Is(err, warehouse.ErrRefused) || errors.Is(err, bank.ErrRefused)
}

// Answer is what a request for the status to gets from a record that need not change, or can not.
func (r Record) Answer(to string) Answer {
	if r.Status == to {
		return r.Show()
	}
	return failure(http.StatusConflict, "the order is "+r.Status)
}

// Show answers 200 with the order.
func (r Record) Show() Answer {
	view := map[string]any{"id": r.ID, "status": r.Status, "amount": r.Amount}
	if !r.FulfilledAt.IsZero() {
		view["fulfilledAt"] = r.FulfilledAt
	}
	body, _ := json.Marshal(map[string]any{"order": view})
	return Answer{http.StatusOK, body}
}

// An Answer is everything that a client sees. The zero Answer is none.
type Answer struct {
	Status int
	Body   []byte
}

// The answers of failures.
var (
	NotFound = failure(http.StatusNotFound, "there is no such order")
	InFlight = failure(http.StatusConflict, "the order is being worked on")
	Unknown  = failure(http.StatusBadGateway, "there was no definite answer; it may have happened")
	Refusals = map[string]Answer{
		Fulfilled: failure(http.StatusUnprocessableEntity, "the warehouse refused the shipment"),
		Cancelled: failure(http.StatusPaymentRequired, "the bank refused the refund"),
	}
)

func failure(status int, text string) Answer {
	body, _ := json.Marshal(map[string]string{"error": text})
	return Answer{status, body}
}

// WriteTo sends the answer.
func (a Answer) WriteTo(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}

// Mux routes both requests to answer, with the order's id and the status that is wanted.
func Mux(answer func(r *http.Request, id, to string) Answer) http.Handler {
	mux := http.NewServeMux()
	for path, to := range map[string]string{"fulfill": Fulfilled, "cancel": Cancelled} {
		mux.HandleFunc("POST /orders/{id}/"+path, func(w http.ResponseWriter, r *http.Request) {
			answer(r, r.PathValue("id"), to).WriteTo(w)
		})
	}
	return mux
}
