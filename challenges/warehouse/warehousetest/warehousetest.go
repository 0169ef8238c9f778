// Package warehousetest implements the warehouse on a harness's World: every call is an effect
// that the harness counts, holds, refuses or loses.
package warehousetest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"example.com/idempotency/challenges/warehouse"
	"example.com/idempotency/harness"
)

// A Warehouse reserves and ships in a World.
type Warehouse struct{ World *harness.World }

var (
	_ warehouse.Reserver = Warehouse{}
	_ warehouse.Shipper  = Warehouse{}
)

// ReserveMark recognises a reservation among the effects of a history.
func ReserveMark(items []warehouse.Item) string {
	var s []string
	for _, it := range items {
		s = append(s, fmt.Sprintf("%d×%s", it.Quantity, it.SKU))
	}
	return strings.Join(s, " ")
}

// Reserve implements warehouse.Reserver.
func (w Warehouse) Reserve(ctx context.Context, items []warehouse.Item) (string, error) {
	return w.do(ctx, harness.Call{Name: "reservation", Prefix: "rs", Mark: ReserveMark(items)})
}

// Ship implements warehouse.Shipper.
func (w Warehouse) Ship(ctx context.Context, order string) (string, error) {
	return w.do(ctx, harness.Call{Name: "shipment", Prefix: "sh", Mark: order})
}

// do runs the effect. A refusal is wrapped, as a client library would: it is told with errors.Is.
func (w Warehouse) do(ctx context.Context, c harness.Call) (string, error) {
	id, err := w.World.Do(ctx, c)
	switch {
	case errors.Is(err, harness.ErrRefused):
		return "", fmt.Errorf("warehouse: %s: %w (%w)", c.Name, warehouse.ErrRefused, err)
	case err != nil:
		return "", fmt.Errorf("warehouse: %s: %w", c.Name, err)
	}
	return id, nil
}
