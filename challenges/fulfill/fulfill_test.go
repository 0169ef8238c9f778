package fulfill_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/fulfill"
	"example.com/idempotency/challenges/fulfill/fulfilltest"
)

// The hidden suite: plain go test skips it, make test C=fulfill runs it.
func TestSuite(t *testing.T) { fulfilltest.Run(t, fulfill.New) }

// The example of the README: one request, one shipment, one answer.
func TestFulfillsAnOrder(t *testing.T) {
	w, b := &fakeWarehouse{}, &fakeBank{}
	h := fulfill.New(t.Context(), []fulfill.Order{{ID: "456", Status: "paid", Amount: 1999}}, w, b)
	answer := post(h, "/orders/456/fulfill")

	require.Equal(t, http.StatusOK, answer.Code, answer.Body)
	var got struct {
		Order struct {
			ID          string    `json:"id"`
			Status      string    `json:"status"`
			Amount      int64     `json:"amount"`
			FulfilledAt time.Time `json:"fulfilledAt"`
		} `json:"order"`
	}
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &got))
	assert.Equal(t, "456", got.Order.ID)
	assert.Equal(t, "fulfilled", got.Order.Status)
	assert.Equal(t, int64(1999), got.Order.Amount)
	assert.NotZero(t, got.Order.FulfilledAt)
	assert.Equal(t, []string{"456"}, w.shipped)
	assert.Empty(t, b.refunds)
}

func TestCancelsAnOrder(t *testing.T) {
	w, b := &fakeWarehouse{}, &fakeBank{}
	h := fulfill.New(t.Context(), []fulfill.Order{{ID: "456", Status: "paid", Amount: 1999}}, w, b)
	answer := post(h, "/orders/456/cancel")

	assert.Equal(t, http.StatusOK, answer.Code, answer.Body)
	assert.Equal(t, []bank.Refund{{Charge: "456", Amount: 1999}}, b.refunds)
	assert.Empty(t, w.shipped)
}

func TestAnUnknownOrderIsNotFound(t *testing.T) {
	for _, path := range []string{"/orders/457/fulfill", "/orders/457/cancel"} {
		w, b := &fakeWarehouse{}, &fakeBank{}
		h := fulfill.New(t.Context(), []fulfill.Order{{ID: "456", Status: "paid", Amount: 1999}}, w, b)

		assert.Equal(t, http.StatusNotFound, post(h, path).Code, path)
		assert.Empty(t, w.shipped, path)
		assert.Empty(t, b.refunds, path)
	}
}

// post sends one request, without a body, and returns the answer.
func post(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, nil))
	return w
}

// A fakeWarehouse ships every order and remembers it.
type fakeWarehouse struct {
	mu      sync.Mutex
	shipped []string
}

// Ship implements warehouse.Shipper.
func (w *fakeWarehouse) Ship(_ context.Context, order string) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.shipped = append(w.shipped, order)
	return fmt.Sprintf("sh_%d", len(w.shipped)), nil
}

// A fakeBank gives all money back and remembers it.
type fakeBank struct {
	mu      sync.Mutex
	refunds []bank.Refund
}

// Refund implements bank.Refunder.
func (b *fakeBank) Refund(_ context.Context, r bank.Refund) (bank.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refunds = append(b.refunds, r)
	return bank.Receipt{ID: fmt.Sprintf("re_%d", len(b.refunds))}, nil
}
