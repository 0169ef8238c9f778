// Package banktest implements the bank on a harness's World: every call is an effect that the
// harness counts, holds, refuses or loses.
package banktest

import (
	"context"
	"errors"
	"fmt"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/harness"
)

// A Bank moves money in a World.
type Bank struct{ World *harness.World }

var (
	_ bank.Charger    = Bank{}
	_ bank.Refunder   = Bank{}
	_ bank.Transferer = Bank{}
)

// ChargeMark recognises a charge among the effects of a history.
func ChargeMark(amount int64, currency string) string { return fmt.Sprintf("%d %s", amount, currency) }

// Charge implements bank.Charger.
func (b Bank) Charge(ctx context.Context, c bank.Charge) (bank.Receipt, error) {
	return b.do(ctx, harness.Call{Name: "charge", Prefix: "ch", Mark: ChargeMark(c.Amount, c.Currency)})
}

// Refund implements bank.Refunder.
func (b Bank) Refund(ctx context.Context, r bank.Refund) (bank.Receipt, error) {
	return b.do(ctx, harness.Call{Name: "refund", Prefix: "re", Mark: fmt.Sprintf("%d of %s", r.Amount, r.Charge)})
}

// Transfer implements bank.Transferer.
func (b Bank) Transfer(ctx context.Context, t bank.Transfer) (bank.Receipt, error) {
	return b.do(ctx, harness.Call{Name: "transfer", Prefix: "tr", Mark: TransferMark(t.From, t.To, t.Amount, t.Currency)})
}

// TransferMark recognises a transfer among the effects of a history.
func TransferMark(from, to string, amount int64, currency string) string {
	return fmt.Sprintf("%d %s from %s to %s", amount, currency, from, to)
}

// do runs the effect. A refusal is wrapped together with its cause, as a client library may do it: it
// is told with errors.Is, and neither by == nor by errors.Unwrap.
func (b Bank) do(ctx context.Context, c harness.Call) (bank.Receipt, error) {
	id, err := b.World.Do(ctx, c)
	switch {
	case errors.Is(err, harness.ErrRefused):
		return bank.Receipt{}, fmt.Errorf("bank: %s: %w (%w)", c.Name, bank.ErrRefused, err)
	case err != nil:
		return bank.Receipt{}, fmt.Errorf("bank: %s: %w", c.Name, err)
	}
	return bank.Receipt{ID: id}, nil
}
