// Package users keeps users. Read README.md for what it promises, then make it keep that.
package users

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"example.com/idempotency/challenges/events"
)

// New returns the handler of POST /users and of PUT, GET and DELETE /users/{id}. The context ends
// when the server shuts down.
//
// It works as long as nobody asks twice: each request does its work again and tells everybody.
func New(ctx context.Context, p events.Publisher) http.Handler {
	s := &server{events: p, users: map[string]user{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /users", s.post)
	mux.HandleFunc("PUT /users/{id}", s.put)
	mux.HandleFunc("GET /users/{id}", s.get)
	mux.HandleFunc("DELETE /users/{id}", s.delete)
	return mux
}

type server struct {
	events events.Publisher

	mu    sync.Mutex
	users map[string]user
}

type user struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Email     string    `json:"email"`
	UpdatedAt time.Time `json:"updatedAt"`
}

func (s *server) post(w http.ResponseWriter, r *http.Request) {
	s.save(w, r, user{ID: rand.Text()})
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	s.save(w, r, user{ID: r.PathValue("id")})
}

// save reads the rest of u from the body and stores it.
func (s *server) save(w http.ResponseWriter, r *http.Request, u user) {
	if err := readUser(r.Body, &u); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	u.UpdatedAt = time.Now()
	_, known := s.load(u.ID)
	status, event := http.StatusCreated, "user.created"
	if known {
		status, event = http.StatusOK, "user.updated"
	}
	s.mu.Lock()
	s.users[u.ID] = u
	s.mu.Unlock()
	_ = s.events.Publish(r.Context(), events.Event{Type: event, Subject: u.ID})
	answer(w, status, u)
}

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	u, known := s.load(r.PathValue("id"))
	if !known {
		http.Error(w, "there is no such user", http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, u)
}

func (s *server) delete(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	s.mu.Lock()
	delete(s.users, id)
	s.mu.Unlock()
	_ = s.events.Publish(r.Context(), events.Event{Type: "user.deleted", Subject: id})
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) load(id string) (user, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, known := s.users[id]
	return u, known
}

func answer(w http.ResponseWriter, status int, u user) {
	w.Header().Set("Content-Type", "application/json")
	if status == http.StatusCreated {
		w.Header().Set("Location", "/users/"+u.ID)
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(u)
}

// readUser reads exactly one JSON object into u. Unknown fields are ignored.
func readUser(body io.Reader, u *user) error {
	d := json.NewDecoder(body)
	if err := d.Decode(u); err != nil {
		return errors.New("the body is not a JSON object with a name and an email")
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON object")
	}
	if u.Name == "" || u.Email == "" {
		return errors.New("name and email must not be empty")
	}
	return nil
}
