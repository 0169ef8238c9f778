package fingerprint_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/fingerprint"
	"example.com/idempotency/challenges/fingerprint/fingerprinttest"
	"example.com/idempotency/challenges/warehouse"
)

// The hidden suite: plain go test skips it, make test C=fingerprint runs it.
func TestSuite(t *testing.T) { fingerprinttest.Run(t, fingerprint.New) }

// The example of the README: one request, one reservation, one answer.
func TestTakesAnOrder(t *testing.T) {
	s := &fakeStock{}
	answer := post(fingerprint.New(t.Context(), s, 10*time.Minute), "ann", `{"items":[{"sku":"A-1","quantity":2}],"note":"a gift"}`)

	require.Equal(t, http.StatusCreated, answer.Code, answer.Body)
	var got struct {
		ID    string `json:"id"`
		Items []struct {
			SKU      string `json:"sku"`
			Quantity int    `json:"quantity"`
		} `json:"items"`
		Status string `json:"status"`
	}
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &got))
	assert.NotEmpty(t, got.ID)
	require.Len(t, got.Items, 1)
	assert.Equal(t, "A-1", got.Items[0].SKU)
	assert.Equal(t, 2, got.Items[0].Quantity)
	assert.Equal(t, "reserved", got.Status)
	assert.Equal(t, [][]warehouse.Item{{{SKU: "A-1", Quantity: 2}}}, s.made())
}

func TestRefusesABadBody(t *testing.T) {
	for _, tt := range []struct{ why, body string }{
		{"there is nothing in it", ``},
		{"it is not JSON", `sku=A-1`},
		{"nothing is ordered", `{"items":[]}`},
		{"an article has a code", `{"items":[{"sku":"","quantity":1}]}`},
		{"none of it is wanted", `{"items":[{"sku":"A-1","quantity":0}]}`},
		{"one request is one object", `{"items":[{"sku":"A-1","quantity":1}]} {}`},
	} {
		t.Run(tt.why, func(t *testing.T) {
			s := &fakeStock{}
			answer := post(fingerprint.New(t.Context(), s, 10*time.Minute), "ann", tt.body)
			assert.Equal(t, http.StatusBadRequest, answer.Code)
			assert.Empty(t, s.made())
		})
	}
}

func TestOtherOrdersAreOtherOrders(t *testing.T) {
	s := &fakeStock{}
	h := fingerprint.New(t.Context(), s, 10*time.Minute)
	ids := map[string]bool{}
	for _, answer := range []*httptest.ResponseRecorder{
		post(h, "ann", `{"items":[{"sku":"A-1","quantity":1}]}`),
		post(h, "ann", `{"items":[{"sku":"A-1","quantity":2}]}`),
		post(h, "bob", `{"items":[{"sku":"A-1","quantity":2}]}`),
	} {
		require.Equal(t, http.StatusCreated, answer.Code)
		var got struct {
			ID string `json:"id"`
		}
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &got))
		ids[got.ID] = true
	}
	assert.Len(t, ids, 3)
	assert.Len(t, s.made(), 3)
}

// post sends one request and returns the answer.
func post(h http.Handler, caller, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/orders", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-User-Id", caller)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// A fakeStock reserves everything and remembers it.
type fakeStock struct {
	mu           sync.Mutex
	reservations [][]warehouse.Item
}

// Reserve implements warehouse.Reserver.
func (s *fakeStock) Reserve(_ context.Context, items []warehouse.Item) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reservations = append(s.reservations, items)
	return fmt.Sprintf("rs_%d", len(s.reservations)), nil
}

func (s *fakeStock) made() [][]warehouse.Item {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.reservations
}
