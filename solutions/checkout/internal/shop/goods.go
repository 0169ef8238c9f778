package shop

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/warehouse"
)

func (s *Shop) refund(ctx context.Context, w Wish, id string, p *Payment, amount int64) Answer {
	reference := s.RefundReference(w, id, p)
	if !s.SetAside(p, reference, amount) {
		return TooMuch
	}
	receipt, err := s.Bank.Refund(context.WithoutCancel(ctx), bank.Refund{Charge: p.ID, Amount: amount, Reference: reference})
	if errors.Is(err, bank.ErrRefused) {
		s.Locked(func() { delete(p.Back, reference) })
	}
	if err != nil {
		return Failed(err)
	}
	return Success(http.StatusCreated, Refund{receipt.ID, p.ID, amount})
}

// SetAside takes an amount off what is left of a payment; false: that is too little.
func (s *Shop) SetAside(p *Payment, reference string, amount int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, mine := p.Back[reference]; !mine && amount > p.Left() {
		return false
	}
	p.Back[reference] = amount
	return true
}

// Left is what can still be refunded.
func (p *Payment) Left() int64 {
	left := p.Amount
	for _, n := range p.Back {
		left -= n
	}
	return left
}

func (s *Shop) fulfil(ctx context.Context, o *Order) Answer {
	if !s.Claim(o) {
		return WrongState
	}
	defer s.Free(o)
	if a := s.Shippable(o); a.Status != 0 {
		return a
	}
	return s.Ship(ctx, o)
}

// Ship ships an order that is claimed.
func (s *Shop) Ship(ctx context.Context, o *Order) Answer {
	s.Locked(func() { o.Lost = true }) // until we know better
	_, err := s.Shipper.Ship(context.WithoutCancel(ctx), o.ID)
	switch {
	case errors.Is(err, warehouse.ErrRefused):
		s.Locked(func() { o.Lost = false })
		return NotShipped
	case err != nil:
		return InDoubt
	}
	return s.Shipped(o)
}

// Shippable answers for an order that is not to be shipped: with no Answer for one that is.
func (s *Shop) Shippable(o *Order) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case o.Status == "fulfilled":
		return Success(http.StatusOK, map[string]any{"order": o})
	case o.Lost:
		return InDoubt
	case o.Status != "paid" || o.Payment.Left() == 0:
		return WrongState
	}
	return Answer{}
}

// Shipped notes that the order is fulfilled.
func (s *Shop) Shipped(o *Order) Answer {
	now := time.Now().UTC()
	s.mu.Lock()
	defer s.mu.Unlock()
	o.Status, o.FulfilledAt, o.Lost = "fulfilled", &now, false
	return Success(http.StatusOK, map[string]any{"order": o})
}
