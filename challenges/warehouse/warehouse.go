// Package warehouse is the client of a warehouse.
//
// Every successful call reserves or ships again, also with equal arguments. Calls honour their
// context: one whose context ends in the middle returns that context's error, and it may have
// happened all the same.
package warehouse

import (
	"context"
	"errors"
)

// ErrRefused is the one definite failure: nothing was reserved or shipped and nothing will be.
// After any other error it may have been. Tell them apart with errors.Is: errors come wrapped.
var ErrRefused = errors.New("refused by the warehouse")

// A Reserver sets stock aside.
type Reserver interface {
	// Reserve sets the items aside and returns the reservation's unique id.
	// It returns ErrRefused when nothing happened.
	Reserve(ctx context.Context, items []Item) (reservation string, err error)
}

// A Shipper sends orders out.
type Shipper interface {
	// Ship sends the order out and returns the parcel's unique tracking number.
	// It returns ErrRefused when nothing happened.
	Ship(ctx context.Context, order string) (tracking string, err error)
}

// An Item is a quantity of one article.
type Item struct {
	SKU      string // the article's code, not empty
	Quantity int    // > 0
}
