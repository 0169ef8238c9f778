package payload_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/challenges/payload"
	"example.com/idempotency/challenges/payload/payloadtest"
)

// The hidden suite: plain go test skips it, make test C=payload runs it.
func TestSuite(t *testing.T) { payloadtest.Run(t, payload.New) }

// The example of the README: one request, one transfer, one answer.
func TestMovesMoney(t *testing.T) {
	b := &fakeBank{}
	answer := post(payload.New(t.Context(), b), "k1", `{"from":"alice","to":"bob","amount":100,"currency":"USD"}`)

	require.Equal(t, http.StatusCreated, answer.Code, answer.Body)
	var got struct {
		ID       string `json:"id"`
		From     string `json:"from"`
		To       string `json:"to"`
		Amount   int64  `json:"amount"`
		Currency string `json:"currency"`
		Status   string `json:"status"`
	}
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &got))
	assert.NotEmpty(t, got.ID)
	assert.Equal(t, "alice", got.From)
	assert.Equal(t, "bob", got.To)
	assert.Equal(t, int64(100), got.Amount)
	assert.Equal(t, "USD", got.Currency)
	assert.Equal(t, "completed", got.Status)
	assert.Equal(t, "/transfers/"+got.ID, answer.Header().Get("Location"))
	assert.Equal(t, []bank.Transfer{{From: "alice", To: "bob", Amount: 100, Currency: "USD"}}, b.moved())
}

func TestRefusesABadBody(t *testing.T) {
	for _, tt := range []struct{ why, body string }{
		{"there is nothing in it", ``},
		{"it is not JSON", `amount=100`},
		{"nobody is named who gets it", `{"from":"alice","amount":100,"currency":"USD"}`},
		{"no money is asked for", `{"from":"alice","to":"bob","amount":0,"currency":"USD"}`},
		{"one request is one object", `{"from":"alice","to":"bob","amount":100,"currency":"USD"} {}`},
	} {
		t.Run(tt.why, func(t *testing.T) {
			b := &fakeBank{}
			answer := post(payload.New(t.Context(), b), "k1", tt.body)
			assert.Equal(t, http.StatusBadRequest, answer.Code)
			assert.Empty(t, b.moved())
		})
	}
}

// Whatever else a client writes into the body, the bank is asked for the four members only.
func TestIgnoresWhatItDoesNotKnow(t *testing.T) {
	b := &fakeBank{}
	answer := post(payload.New(t.Context(), b), "k1", `{"memo":"rent","id":"tr_mine","to":"bob","from":"alice","currency":"USD","amount":100}`)

	require.Equal(t, http.StatusCreated, answer.Code, answer.Body)
	assert.NotContains(t, answer.Body.String(), "tr_mine")
	assert.Equal(t, []bank.Transfer{{From: "alice", To: "bob", Amount: 100, Currency: "USD"}}, b.moved())
}

// post sends one request of ann's and returns the answer.
func post(h http.Handler, key, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/transfers", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-User-Id", "ann")
	r.Header.Set("Idempotency-Key", key)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// A fakeBank makes every transfer and remembers it.
type fakeBank struct {
	mu        sync.Mutex
	transfers []bank.Transfer
}

// Transfer implements bank.Transferer.
func (b *fakeBank) Transfer(_ context.Context, t bank.Transfer) (bank.Receipt, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.transfers = append(b.transfers, t)
	return bank.Receipt{ID: fmt.Sprintf("tr_%d", len(b.transfers))}, nil
}

func (b *fakeBank) moved() []bank.Transfer {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.transfers
}
