// Package bank is the client of a payment provider.
//
// Every successful call moves money, also when it is called again with equal arguments. Calls
// honour their context: one whose context ends in the middle returns that context's error, and
// the money may have moved all the same.
package bank

import (
	"context"
	"errors"
)

// ErrRefused is the one definite failure: nothing moved and nothing will. After any other error
// the money may have moved. Tell them apart with errors.Is: errors come wrapped.
var ErrRefused = errors.New("refused by the bank")

// A Charger takes money from the caller's customer.
type Charger interface {
	// Charge moves c.Amount from the customer. It returns ErrRefused when nothing happened.
	Charge(ctx context.Context, c Charge) (Receipt, error)
}

// A Refunder gives money back.
type Refunder interface {
	// Refund moves r.Amount back to the customer. It returns ErrRefused when nothing happened.
	Refund(ctx context.Context, r Refund) (Receipt, error)
}

// A Transferer moves money between two accounts.
type Transferer interface {
	// Transfer moves t.Amount from t.From to t.To. It returns ErrRefused when nothing happened.
	Transfer(ctx context.Context, t Transfer) (Receipt, error)
}

// A Charge asks for money.
type Charge struct {
	Amount    int64  // minor units, > 0
	Currency  string // ISO 4217: three capital letters
	Reference string // the caller's own name for the charge; this bank ignores it unless it says otherwise
}

// A Refund gives money of a charge back.
type Refund struct {
	Charge    string // the receipt's ID, or the order's where there is none
	Amount    int64  // minor units, > 0
	Reference string // as for Charge
}

// A Transfer moves money between accounts.
type Transfer struct {
	From, To string // accounts
	Amount   int64  // minor units, > 0
	Currency string // ISO 4217: three capital letters
}

// A Receipt proves that money moved.
type Receipt struct {
	ID string // unique for each movement
}
