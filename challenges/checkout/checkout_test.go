package checkout_test

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
	"example.com/idempotency/challenges/checkout"
	"example.com/idempotency/challenges/checkout/checkouttest"
)

// The hidden suite: plain go test skips it, make test C=checkout runs it.
func TestSuite(t *testing.T) { checkouttest.Run(t, checkout.New) }

// The example of the README: an order is made, paid, shipped and refunded.
func TestAnOrdersLife(t *testing.T) {
	s := newShop(t)
	made := s.post("/orders", "k1", book)
	require.Equal(t, http.StatusCreated, made.status, made.text)
	assert.Equal(t, "pending", made.string("status"))
	order := "/orders/" + made.string("id")

	payment := s.post(order+"/payments", "k2", "")
	require.Equal(t, http.StatusCreated, payment.status, payment.text)
	assert.Equal(t, made.string("id"), payment.string("order"))
	assert.Equal(t, "paid", s.get(order).string("status"))

	shipped := s.post(order+"/fulfill", "", "")
	require.Equal(t, http.StatusOK, shipped.status, shipped.text)
	assert.Equal(t, "fulfilled", s.get(order).string("status"))

	refund := s.post("/payments/"+payment.string("id")+"/refunds", "k3", `{"amount":40}`)
	require.Equal(t, http.StatusCreated, refund.status, refund.text)
	assert.Equal(t, []string{"charge 100 USD", "ship", "refund 40"}, s.done())
}

func TestNoMoreIsRefundedThanWasPaid(t *testing.T) {
	s := newShop(t)
	order := s.post("/orders", "k1", book).string("id")
	refunds := "/payments/" + s.post("/orders/"+order+"/payments", "k2", "").string("id") + "/refunds"

	assert.Equal(t, http.StatusConflict, s.post(refunds, "k3", `{"amount":101}`).status)
	assert.Equal(t, http.StatusCreated, s.post(refunds, "k4", `{"amount":60}`).status)
	assert.Equal(t, http.StatusConflict, s.post(refunds, "k5", `{"amount":41}`).status)
	assert.Equal(t, []string{"charge 100 USD", "refund 60"}, s.done())
}

func TestAnOrderIsPaidBeforeItIsShipped(t *testing.T) {
	s := newShop(t)
	order := s.post("/orders", "k1", book).string("id")

	assert.Equal(t, http.StatusConflict, s.post("/orders/"+order+"/fulfill", "", "").status)
	assert.Equal(t, http.StatusNotFound, s.post("/orders/another/fulfill", "", "").status)
	assert.Empty(t, s.done())
}

const book = `{"items":[{"sku":"book","quantity":1}],"amount":100,"currency":"USD"}`

// A shop is the handler with a bank and a warehouse that do all that they are asked for.
type shop struct {
	h http.Handler

	mu   sync.Mutex
	log  []string
	seen map[string]bank.Receipt // by reference
}

func newShop(t *testing.T) *shop {
	s := &shop{seen: map[string]bank.Receipt{}}
	s.h = checkout.New(t.Context(), s, s, 24*time.Hour)
	return s
}

// Charge implements bank.Charger.
func (s *shop) Charge(_ context.Context, c bank.Charge) (bank.Receipt, error) {
	return s.move("ch", c.Reference, fmt.Sprint("charge ", c.Amount, " ", c.Currency)), nil
}

// Refund implements bank.Refunder.
func (s *shop) Refund(_ context.Context, r bank.Refund) (bank.Receipt, error) {
	return s.move("re", r.Reference, fmt.Sprint("refund ", r.Amount)), nil
}

// Ship implements warehouse.Shipper.
func (s *shop) Ship(context.Context, string) (string, error) { return s.move("sh", "", "ship").ID, nil }

// move does something, unless its reference says that it was done.
func (s *shop) move(prefix, reference, what string) bank.Receipt {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r, ok := s.seen[prefix+reference]; ok && reference != "" {
		return r
	}
	s.log = append(s.log, what)
	r := bank.Receipt{ID: fmt.Sprintf("%s_%d", prefix, len(s.log))}
	s.seen[prefix+reference] = r
	return r
}

func (s *shop) done() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log
}

func (s *shop) get(path string) answer { return s.send(http.MethodGet, path, "", "") }

func (s *shop) post(path, key, body string) answer { return s.send(http.MethodPost, path, key, body) }

// send sends one request of ann's and returns the answer.
func (s *shop) send(method, path, key, body string) answer {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("X-User-Id", "ann")
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return answer{w.Code, w.Body.String()}
}

type answer struct {
	status int
	text   string
}

// string is a member of the answer.
func (a answer) string(name string) string {
	var v map[string]any
	_ = json.Unmarshal([]byte(a.text), &v)
	s, _ := v[name].(string)
	return s
}
