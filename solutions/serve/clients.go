package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/events"
	"example.com/idempotency/challenges/warehouse"
)

// A service is one of those that the kit runs, at its URL.
type service struct{ url string }

// client keeps no connection: it would send a call again where a kept one turns out to be dead.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// call has an effect happen and returns its id. The status that means "refused" becomes that error;
// after any other failure the effect may have happened.
func (s service) call(ctx context.Context, path string, body any, status int, refused error) (id string, err error) {
	b, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	switch res.StatusCode {
	case http.StatusCreated:
		var v struct{ ID string }
		err := json.NewDecoder(res.Body).Decode(&v)
		return v.ID, err
	case status:
		return "", fmt.Errorf("%s: %w (%w)", path, refused, errors.New(res.Status)) // as the suites' effects do in the process
	}
	return "", fmt.Errorf("%s: status %s", path, res.Status)
}

type bankClient struct{ service }

var (
	_ bank.Charger    = bankClient{}
	_ bank.Refunder   = bankClient{}
	_ bank.Transferer = bankClient{}
)

func (b bankClient) move(ctx context.Context, path string, body any) (bank.Receipt, error) {
	id, err := b.call(ctx, path, body, http.StatusPaymentRequired, bank.ErrRefused)
	return bank.Receipt{ID: id}, err
}

type object = map[string]any

// Charge implements bank.Charger.
func (b bankClient) Charge(ctx context.Context, c bank.Charge) (bank.Receipt, error) {
	return b.move(ctx, "/charges", object{"amount": c.Amount, "currency": c.Currency, "reference": c.Reference})
}

// Refund implements bank.Refunder.
func (b bankClient) Refund(ctx context.Context, r bank.Refund) (bank.Receipt, error) {
	return b.move(ctx, "/refunds", object{"charge": r.Charge, "amount": r.Amount, "reference": r.Reference})
}

// Transfer implements bank.Transferer.
func (b bankClient) Transfer(ctx context.Context, t bank.Transfer) (bank.Receipt, error) {
	return b.move(ctx, "/transfers", object{"from": t.From, "to": t.To, "amount": t.Amount, "currency": t.Currency})
}

type warehouseClient struct{ service }

var (
	_ warehouse.Reserver = warehouseClient{}
	_ warehouse.Shipper  = warehouseClient{}
)

// Reserve implements warehouse.Reserver.
func (w warehouseClient) Reserve(ctx context.Context, items []warehouse.Item) (string, error) {
	var list []object
	for _, it := range items {
		list = append(list, object{"sku": it.SKU, "quantity": it.Quantity})
	}
	return w.call(ctx, "/reservations", object{"items": list}, http.StatusUnprocessableEntity, warehouse.ErrRefused)
}

// Ship implements warehouse.Shipper.
func (w warehouseClient) Ship(ctx context.Context, order string) (string, error) {
	return w.call(ctx, "/shipments", object{"order": order}, http.StatusUnprocessableEntity, warehouse.ErrRefused)
}

type eventsClient struct{ service }

var _ events.Publisher = eventsClient{}

// Publish implements events.Publisher. The publisher minds no cancellation.
func (e eventsClient) Publish(ctx context.Context, v events.Event) error {
	_, err := e.call(context.WithoutCancel(ctx), "/events", object{"type": v.Type, "subject": v.Subject}, http.StatusConflict, fmt.Errorf("refused"))
	return err
}
