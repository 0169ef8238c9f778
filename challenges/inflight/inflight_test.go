package inflight_test

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
	"example.com/idempotency/challenges/inflight"
	"example.com/idempotency/challenges/inflight/inflighttest"
)

// The hidden suite: plain go test skips it, make test C=inflight runs it.
func TestSuite(t *testing.T) { inflighttest.Run(t, inflight.New) }

// The example of the README: one request, one charge, one answer.
func TestTakesAPayment(t *testing.T) {
	b := newBank()
	answer := post(inflight.New(t.Context(), b), "k1", `{"amount":100,"currency":"USD"}`)

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
			b := newBank()
			answer := post(inflight.New(t.Context(), b), "k1", tt.body)
			assert.Equal(t, http.StatusBadRequest, answer.Code)
			assert.Empty(t, b.taken())
		})
	}
}

// While the bank keeps one customer waiting, it serves others.
func TestOthersDoNotWait(t *testing.T) {
	b := newBank()
	h := inflight.New(t.Context(), b)
	release := b.hold(100)
	first := make(chan *httptest.ResponseRecorder)
	go func() { first <- post(h, "k1", `{"amount":100,"currency":"USD"}`) }()
	<-b.held

	second := post(h, "k2", `{"amount":200,"currency":"USD"}`)
	assert.Equal(t, http.StatusCreated, second.Code)

	release()
	assert.Equal(t, http.StatusCreated, (<-first).Code)
	assert.Equal(t, []bank.Charge{{Amount: 200, Currency: "USD"}, {Amount: 100, Currency: "USD"}}, b.taken())
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

// A fakeBank takes every charge and remembers it. It can hold charges of one amount.
type fakeBank struct {
	held chan struct{} // receives when a charge is held

	mu      sync.Mutex
	charges []bank.Charge
	gates   map[int64]chan struct{}
}

func newBank() *fakeBank {
	return &fakeBank{held: make(chan struct{}), gates: map[int64]chan struct{}{}}
}

// hold makes charges of that amount wait until release is called.
func (b *fakeBank) hold(amount int64) (release func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	gate := make(chan struct{})
	b.gates[amount] = gate
	return func() { close(gate) }
}

// Charge implements bank.Charger.
func (b *fakeBank) Charge(_ context.Context, c bank.Charge) (bank.Receipt, error) {
	if gate := b.gate(c.Amount); gate != nil {
		b.held <- struct{}{}
		<-gate
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.charges = append(b.charges, c)
	return bank.Receipt{ID: fmt.Sprintf("ch_%d", len(b.charges))}, nil
}

func (b *fakeBank) gate(amount int64) chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.gates[amount]
}

func (b *fakeBank) taken() []bank.Charge {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.charges
}
