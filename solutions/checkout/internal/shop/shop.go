package shop

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

// A Bank takes money and gives it back. It honours references.
type Bank interface {
	bank.Charger
	bank.Refunder
}

// A Shop holds the orders and their money. Its functions are right ones, until an answer sets another.
type Shop struct {
	Bank    Bank
	Shipper warehouse.Shipper
	TTL     time.Duration

	mu       sync.Mutex // guards everything below, and what it points to
	orders   map[string]*Order
	payments map[string]*Payment

	ReadKey   func(r *http.Request) (string, error)
	ReadBody  func(body io.Reader) ([]byte, error)
	ReadOrder func(body []byte) (OrderRequest, error)

	// Once answers a wish, having do answer it unless it has been. See Ring.
	Once func(ctx context.Context, w Wish, do func(id string) Answer) Answer

	Create func(w Wish, id string, req OrderRequest) Answer
	Pay    func(ctx context.Context, w Wish, id string, o *Order) Answer
	Refund func(ctx context.Context, w Wish, id string, p *Payment, amount int64) Answer
	Fulfil func(ctx context.Context, o *Order) Answer
	Show   func(o *Order) Answer

	FindOrder   func(caller, id string) (*Order, bool)
	FindPayment func(caller, id string) (*Payment, bool)

	ChargeReference func(w Wish, id string, o *Order) string
	RefundReference func(w Wish, id string, p *Payment) string

	// Claim claims the order for its payment or its shipment; false: somebody else has it.
	Claim func(o *Order) bool
	Free  func(o *Order)
}

// An Order is one of a shop's.
type Order struct {
	ID          string     `json:"id"`
	Items       []Item     `json:"items"`
	Amount      int64      `json:"amount"`
	Currency    string     `json:"currency"`
	Status      string     `json:"status"` // pending, paid or fulfilled
	FulfilledAt *time.Time `json:"fulfilledAt,omitempty"`

	Owner   string     `json:"-"`
	Busy    bool       `json:"-"` // it is claimed
	Lost    bool       `json:"-"` // its parcel may be on its way
	Payment *Payment   `json:"-"` // nil until it is paid
	Turn    sync.Mutex `json:"-"` // for answers that claim it by this
}

// A Payment is one of an order's.
type Payment struct {
	ID       string `json:"id"`
	Order    string `json:"order"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Status   string `json:"status"`

	Owner string           `json:"-"`
	Back  map[string]int64 `json:"-"` // reference → amount that was given back, or may be
}

// A Refund is one of a payment's.
type Refund struct {
	ID      string `json:"id"`
	Payment string `json:"payment"`
	Amount  int64  `json:"amount"`
}

// New returns a right shop.
func New(b Bank, s warehouse.Shipper, ttl time.Duration) *Shop {
	sh := &Shop{
		Bank: b, Shipper: s, TTL: ttl, orders: map[string]*Order{}, payments: map[string]*Payment{},
		ReadKey: Key, ReadBody: io.ReadAll, ReadOrder: ReadOrder, Once: NewRing(ttl).Once,
	}
	sh.Create, sh.Pay, sh.Refund, sh.Fulfil, sh.Show = sh.create, sh.pay, sh.refund, sh.fulfil, sh.show
	sh.FindOrder, sh.FindPayment, sh.Claim, sh.Free = sh.findOrder, sh.findPayment, sh.claim, sh.free
	sh.ChargeReference = func(_ Wish, _ string, o *Order) string { return o.ID }
	sh.RefundReference = func(_ Wish, id string, _ *Payment) string { return id }
	return sh
}

// Locked runs f while nothing changes.
func (s *Shop) Locked(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *Shop) create(w Wish, id string, req OrderRequest) Answer {
	o := &Order{ID: "ord_" + id, Items: req.Items, Amount: req.Amount, Currency: req.Currency, Status: "pending", Owner: w.Caller}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders[o.ID] = o
	return Success(http.StatusCreated, o)
}

func (s *Shop) pay(ctx context.Context, w Wish, id string, o *Order) Answer {
	if !s.Claim(o) {
		return WrongState
	}
	defer s.Free(o)
	if status := s.Status(o); status != "pending" {
		return WrongState
	}
	receipt, err := s.Bank.Charge(context.WithoutCancel(ctx), bank.Charge{
		Amount: o.Amount, Currency: o.Currency, Reference: s.ChargeReference(w, id, o),
	})
	if err != nil {
		return Failed(err)
	}
	return s.Paid(o, receipt)
}

// Status is the order's status now.
func (s *Shop) Status(o *Order) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return o.Status
}

// Failed answers an error of the bank's.
func Failed(err error) Answer {
	if errors.Is(err, bank.ErrRefused) {
		return Refused
	}
	return InDoubt
}

// Paid notes that the order is paid.
func (s *Shop) Paid(o *Order, receipt bank.Receipt) Answer {
	p := &Payment{ID: receipt.ID, Order: o.ID, Amount: o.Amount, Currency: o.Currency, Status: "completed", Owner: o.Owner, Back: map[string]int64{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.payments[p.ID] = p
	o.Status, o.Payment = "paid", p
	return Success(http.StatusCreated, p)
}

func (s *Shop) show(o *Order) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return Success(http.StatusOK, o)
}

func (s *Shop) findOrder(caller, id string) (*Order, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o, ok := s.orders[id]
	return o, ok && o.Owner == caller
}

func (s *Shop) findPayment(caller, id string) (*Payment, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.payments[id]
	return p, ok && p.Owner == caller
}

func (s *Shop) claim(o *Order) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o.Busy {
		return false
	}
	o.Busy = true
	return true
}

func (s *Shop) free(o *Order) { s.Locked(func() { o.Busy = false }) }
