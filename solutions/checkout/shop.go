package checkout

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// A shop holds the orders and their money. It knows nothing of keys. Its lock is never held while the
// bank or the warehouse is asked: who asks claims the order, or the amount, first.
type shop struct {
	bank    Bank
	shipper warehouse.Shipper

	mu       sync.Mutex // guards everything below, and what it points to
	orders   map[string]*order
	payments map[string]*payment
}

type order struct {
	ID          string     `json:"id"`
	Items       []item     `json:"items"`
	Amount      int64      `json:"amount"`
	Currency    string     `json:"currency"`
	Status      string     `json:"status"` // pending, paid or fulfilled
	FulfilledAt *time.Time `json:"fulfilledAt,omitempty"`

	owner    string
	paying   bool     // the bank is being asked
	shipment shipment // of a paid order
	payment  *payment // nil until it is paid
}

// A shipment cannot be asked for twice: the warehouse knows no references.
type shipment int

const (
	notAsked shipment = iota
	asked
	lost // it may be on its way
)

type payment struct {
	ID       string `json:"id"` // that of the bank's receipt
	Order    string `json:"order"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Status   string `json:"status"`

	owner   string
	refunds map[string]int64 // reference → amount that was given back, or may have been, or is about to be
}

type refund struct {
	ID      string `json:"id"`
	Payment string `json:"payment"`
	Amount  int64  `json:"amount"`
}

func newShop(b Bank, s warehouse.Shipper) *shop {
	return &shop{bank: b, shipper: s, orders: map[string]*order{}, payments: map[string]*payment{}}
}

// What a request about an order may be told instead of a success.
var (
	refused    = failure(http.StatusPaymentRequired, "the bank refused")
	notShipped = failure(http.StatusUnprocessableEntity, "the warehouse refused to ship the order")
	inDoubt    = failure(http.StatusBadGateway, "there was no definite answer; ask again")
)

func conflict(text string) answer { return failure(http.StatusConflict, text) }

func (s *shop) create(owner, id string, req orderRequest) answer {
	o := &order{ID: "ord_" + id, Items: req.Items, Amount: req.Amount, Currency: req.Currency, Status: "pending", owner: owner}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[o.ID] = o
	return success(http.StatusCreated, o)
}

// pay takes the order's money. The reference is the order's own id, whatever the key: an order is
// paid once, and who asks again, in doubt, gets the answer that was lost.
func (s *shop) pay(ctx context.Context, o *order) answer {
	s.mu.Lock()
	if o.Status != "pending" || o.paying {
		defer s.mu.Unlock()
		return conflict("the order is not pending, or is being paid")
	}
	o.paying = true
	s.mu.Unlock()
	defer s.locked(func() { o.paying = false })

	// The charge outlives the client: its context is not the request's.
	receipt, err := s.bank.Charge(context.WithoutCancel(ctx), bank.Charge{Amount: o.Amount, Currency: o.Currency, Reference: o.ID})
	switch {
	case errors.Is(err, bank.ErrRefused):
		return refused
	case err != nil:
		return inDoubt
	}
	p := &payment{
		ID: receipt.ID, Order: o.ID, Amount: o.Amount, Currency: o.Currency, Status: "completed", owner: o.owner, refunds: map[string]int64{},
	}
	s.locked(func() {
		s.payments[p.ID] = p
		o.Status, o.payment = "paid", p
	})
	return success(http.StatusCreated, p)
}

// fulfill ships the order. The order is its own key: what was decided is read off its state.
func (s *shop) fulfill(ctx context.Context, o *order) answer {
	if a, ok := s.startShipment(o); !ok {
		return a
	}
	next := lost // what a panic leaves
	defer s.locked(func() { o.shipment = next })
	_, err := s.shipper.Ship(context.WithoutCancel(ctx), o.ID)
	switch {
	case errors.Is(err, warehouse.ErrRefused):
		next = notAsked
		return notShipped
	case err != nil:
		return inDoubt
	}
	next = notAsked
	now := time.Now().UTC()
	s.locked(func() { o.Status, o.FulfilledAt = "fulfilled", &now })
	return s.shipped(o)
}

// startShipment claims the order for its shipment; false: the answer says why not.
func (s *shop) startShipment(o *order) (a answer, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case o.Status == "fulfilled":
		return success(http.StatusOK, map[string]any{"order": o}), false
	case o.shipment == lost:
		return inDoubt, false
	case o.shipment == asked:
		return conflict("the order is being shipped"), false
	case o.Status != "paid":
		return conflict("the order is not paid"), false
	case o.payment.left() == 0:
		return conflict("the order's money was given back"), false
	}
	o.shipment = asked
	return answer{}, true
}

func (s *shop) shipped(o *order) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return success(http.StatusOK, map[string]any{"order": o})
}

// refund gives an amount back. It is taken off what is left before the bank is asked, and stays off
// until the bank says that it has not moved. The reference is the id that the key got when it was first
// seen: the same in every attempt, another one when the key has expired and means another refund.
func (s *shop) refund(ctx context.Context, p *payment, reference string, amount int64) answer {
	s.mu.Lock()
	if _, mine := p.refunds[reference]; !mine && amount > p.left() {
		defer s.mu.Unlock()
		return conflict("that is more than is left of the payment")
	}
	p.refunds[reference] = amount
	s.mu.Unlock()

	receipt, err := s.bank.Refund(context.WithoutCancel(ctx), bank.Refund{Charge: p.ID, Amount: amount, Reference: reference})
	switch {
	case errors.Is(err, bank.ErrRefused):
		s.locked(func() { delete(p.refunds, reference) })
		return refused
	case err != nil:
		return inDoubt
	}
	return success(http.StatusCreated, refund{ID: receipt.ID, Payment: p.ID, Amount: amount})
}

// left is what can still be refunded.
func (p *payment) left() int64 {
	left := p.Amount
	for _, n := range p.refunds {
		left -= n
	}
	return left
}

// order finds the caller's own order.
func (s *shop) order(caller, id string) (*order, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.orders[id]
	return o, ok && o.owner == caller
}

// payment finds the caller's own payment.
func (s *shop) payment(caller, id string) (*payment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.payments[id]
	return p, ok && p.owner == caller
}

// show encodes the order as it is now.
func (s *shop) show(o *order) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return success(http.StatusOK, o)
}

func (s *shop) locked(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}
