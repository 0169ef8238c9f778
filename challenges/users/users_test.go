package users_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/challenges/users"
	"example.com/idempotency/challenges/users/userstest"
)

// The hidden suite: plain go test skips it, make test C=users runs it.
func TestSuite(t *testing.T) { userstest.Run(t, users.New) }

const (
	ann = `{"name":"Ann","email":"ann@example.com"}`
	bob = `{"name":"Bob","email":"bob@example.com"}`
)

// The example of the README: a user comes, changes and goes, and each time an event says so.
func TestComesChangesAndGoes(t *testing.T) {
	p := &fakePublisher{}
	h := users.New(t.Context(), p)

	created := send(h, http.MethodPut, "/users/u1", ann)
	require.Equal(t, http.StatusCreated, created.Code, created.Body)
	var got struct {
		ID        string    `json:"id"`
		Name      string    `json:"name"`
		Email     string    `json:"email"`
		UpdatedAt time.Time `json:"updatedAt"`
	}
	require.NoError(t, json.Unmarshal(created.Body.Bytes(), &got))
	assert.Equal(t, "u1", got.ID)
	assert.Equal(t, "Ann", got.Name)
	assert.Equal(t, "ann@example.com", got.Email)
	assert.NotZero(t, got.UpdatedAt)

	shown := send(h, http.MethodGet, "/users/u1", "")
	assert.Equal(t, http.StatusOK, shown.Code)
	assert.JSONEq(t, created.Body.String(), shown.Body.String())
	assert.Equal(t, http.StatusOK, send(h, http.MethodPut, "/users/u1", bob).Code)
	assert.Equal(t, http.StatusNoContent, send(h, http.MethodDelete, "/users/u1", "").Code)
	assert.Equal(t, http.StatusNotFound, send(h, http.MethodGet, "/users/u1", "").Code)
	assert.Equal(t, []events.Event{{Type: "user.created", Subject: "u1"}, {Type: "user.updated", Subject: "u1"}, {Type: "user.deleted", Subject: "u1"}}, p.told())
}

func TestRefusesABadBody(t *testing.T) {
	for _, tt := range []struct{ why, body string }{
		{"there is nothing in it", ``},
		{"it is not JSON", `name=Ann`},
		{"an email is a string", `{"name":"Ann","email":5}`},
		{"one request is one object", ann + ` {}`},
	} {
		t.Run(tt.why, func(t *testing.T) {
			p := &fakePublisher{}
			h := users.New(t.Context(), p)
			assert.Equal(t, http.StatusBadRequest, send(h, http.MethodPut, "/users/u1", tt.body).Code)
			assert.Equal(t, http.StatusBadRequest, send(h, http.MethodPost, "/users", tt.body).Code)
			assert.Empty(t, p.told())
		})
	}
}

func TestTwoPostsAreTwoUsers(t *testing.T) {
	h := users.New(t.Context(), &fakePublisher{})
	first, second := send(h, http.MethodPost, "/users", ann), send(h, http.MethodPost, "/users", ann)

	require.Equal(t, http.StatusCreated, first.Code)
	require.Equal(t, http.StatusCreated, second.Code)
	assert.NotEqual(t, first.Header().Get("Location"), second.Header().Get("Location"))
	assert.Equal(t, http.StatusOK, send(h, http.MethodGet, first.Header().Get("Location"), "").Code)
}

// send sends one request and returns the answer.
func send(h http.Handler, method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	return w
}

// A fakePublisher remembers what it was told to publish.
type fakePublisher struct {
	mu     sync.Mutex
	events []events.Event
}

// Publish implements events.Publisher.
func (p *fakePublisher) Publish(_ context.Context, e events.Event) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.events = append(p.events, e)
	return nil
}

func (p *fakePublisher) told() []events.Event {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.events
}
