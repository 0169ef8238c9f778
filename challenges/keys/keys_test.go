package keys_test

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

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/keys"
	"example.com/idempotency/challenges/keys/keystest"
)

// The hidden suite: plain go test skips it, make test C=keys runs it.
func TestSuite(t *testing.T) { keystest.Run(t, keys.New) }

// The example of the README: one request, one charge, one answer.
func TestTakesAPayment(t *testing.T) {
	b := &fakeBank{}
	answer := post(keys.New(t.Context(), b), "k1", `{"amount":100,"currency":"USD"}`)

	require.Equal(t, http.StatusCreated, answer.Code, answer.Body)
	var got struct {
		ID        string    `json:"id"`
		Amount    int64     `json:"amount"`
		Currency  string    `json:"currency"`
		Status    string    `json:"status"`
		CreatedAt time.Time `json:"createdAt"`
	}
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &got))
	assert.NotEmpty(t, got.ID)
	assert.Equal(t, int64(100), got.Amount)
	assert.Equal(t, "USD", got.Currency)
	assert.Equal(t, "completed", got.Status)
	assert.NotZero(t, got.CreatedAt)
	assert.Equal(t, "/payments/"+got.ID, answer.Header().Get("Location"))
	assert.Equal(t, []bank.Charge{{Amount: 100, Currency: "USD"}}, b.taken())
}

func TestRefusesABadBody(t *testing.T) {
	for _, tt := range []struct{ why, body string }{
		{"there is nothing in it", ``},
		{"it is not JSON", `amount=100`},
		{"no money is asked for", `{"amount":0,"currency":"USD"}`},
		{"a currency has three letters", `{"amount":100,"currency":"US"}`},
		{"one request is one object", `{"amount":100,"currency":"USD"} {}`},
	} {
		t.Run(tt.why, func(t *testing.T) {
			b := &fakeBank{}
			answer := post(keys.New(t.Context(), b), "k1", tt.body)
			assert.Equal(t, http.StatusBadRequest, answer.Code)
			assert.Empty(t, b.taken())
		})
	}
}

func TestTwoKeysAreTwoPayments(t *testing.T) {
	b := &fakeBank{}
	h := keys.New(t.Context(), b)
	first := post(h, "k1", `{"amount":100,"currency":"USD"}`)
	second := post(h, "k2", `{"amount":100,"currency":"USD"}`)

	assert.Equal(t, http.StatusCreated, first.Code)
	assert.Equal(t, http.StatusCreated, second.Code)
	assert.NotEqual(t, first.Header().Get("Location"), second.Header().Get("Location"))
	assert.Len(t, b.taken(), 2)
}

// post sends one request of ann's and returns the answer.
func post(h http.Handler, key, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/payments", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-User-Id", "ann")
	r.Header.Set("Idempotency-Key", key)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// A fakeBank takes every charge and remembers it.
type fakeBank struct {
	mu      sync.Mutex
	charges []bank.Charge
}

// Charge implements bank.Charger.
func (b *fakeBank) Charge(_ context.Context, c bank.Charge) (bank.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.charges = append(b.charges, c)
	return bank.Receipt{ID: fmt.Sprintf("ch_%d", len(b.charges))}, nil
}

func (b *fakeBank) taken() []bank.Charge {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.charges
}
