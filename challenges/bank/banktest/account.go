package banktest

import (
	"context"
	"fmt"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/harness"
)

// An Account is a merchant's account at a bank that honours references. Equal references are one
// charge, or one refund, whoever asks and whatever for: once the money has moved, a call with its
// reference returns the same receipt and moves nothing, and can not be refused. One that did not move
// money may be asked for again. Calls with one reference run one after the other, and a call without
// a reference is always another one.
type Account struct {
	bank Bank

	mu    sync.Mutex
	known map[reference]*harness.Reference
}

// A reference is known by what it was used for.
type reference struct{ effect, text string }

// NewAccount opens an account in a World.
func NewAccount(w *harness.World) *Account {
	return &Account{bank: Bank{World: w}, known: map[reference]*harness.Reference{}}
}

var (
	_ bank.Charger  = (*Account)(nil)
	_ bank.Refunder = (*Account)(nil)
)

// Charge implements bank.Charger.
func (a *Account) Charge(ctx context.Context, c bank.Charge) (bank.Receipt, error) {
	return a.bank.do(ctx, harness.Call{
		Name: "charge", Prefix: "ch", Mark: ChargeMark(c.Amount, c.Currency), Reference: a.reference("charge", c.Reference),
	})
}

// Refund implements bank.Refunder.
func (a *Account) Refund(ctx context.Context, r bank.Refund) (bank.Receipt, error) {
	return a.bank.do(ctx, harness.Call{
		Name: "refund", Prefix: "re", Mark: RefundMark(r.Amount), Of: r.Charge, Reference: a.reference("refund", r.Reference),
	})
}

// RefundMark recognises a refund at an Account among the effects of a history. Of which charge it is,
// the effect says itself: whoever asks for a refund does not know the charge's receipt.
func RefundMark(amount int64) string { return fmt.Sprintf("%d back", amount) }

func (a *Account) reference(effect, text string) *harness.Reference {
	if text == "" {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	k := reference{effect, text}
	if a.known[k] == nil {
		a.known[k] = harness.NewReference()
	}
	return a.known[k]
}
