package expiry_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/expiry"
	"example.com/idempotency/challenges/expiry/expirytest"
)

// The hidden suite: plain go test skips it, make test C=expiry runs it.
func TestSuite(t *testing.T) { expirytest.Run(t, expiry.New) }

// The example of the README: one request, one charge, one answer.
func TestTakesAPayment(t *testing.T) {
	b := &fakeBank{}
	answer := post(expiry.New(t.Context(), b, 24*time.Hour), "k1", `{"amount":100,"currency":"USD"}`)

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

// Time in a synctest bubble is virtual: a day passes at once. Write your own tests this way.
func TestAnExpiredKeyIsAnotherPayment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ttl = 24 * time.Hour
		b := &fakeBank{}
		h := expiry.New(t.Context(), b, ttl)
		first := post(h, "k1", `{"amount":100,"currency":"USD"}`)
		time.Sleep(ttl)
		second := post(h, "k1", `{"amount":250,"currency":"EUR"}`)

		assert.Equal(t, http.StatusCreated, first.Code)
		assert.Equal(t, http.StatusCreated, second.Code)
		assert.NotEqual(t, first.Header().Get("Location"), second.Header().Get("Location"))
		assert.Equal(t, []bank.Charge{{Amount: 100, Currency: "USD"}, {Amount: 250, Currency: "EUR"}}, b.taken())
	})
}

func TestTwoKeysAreTwoPayments(t *testing.T) {
	b := &fakeBank{}
	h := expiry.New(t.Context(), b, time.Minute)
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
