// Package users is the reference solution of the challenge users: an entry for each id, which holds
// the user as a snapshot, and a lock that a change holds until its event is out.
package users

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/challenges/events"
)

// New returns the handler of POST /users and of PUT, GET and DELETE /users/{id}. The context ends
// when the server shuts down.
func New(ctx context.Context, p events.Publisher) http.Handler {
	s := &server{events: p, entries: map[string]*entry{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /users", s.post)
	mux.HandleFunc("PUT /users/{id}", s.put)
	mux.HandleFunc("GET /users/{id}", s.get)
	mux.HandleFunc("DELETE /users/{id}", s.delete)
	return mux
}

type server struct {
	events events.Publisher

	mu      sync.Mutex
	entries map[string]*entry // of every id that was ever used: deleted users keep theirs
}

// An entry is what is known about one id.
type entry struct {
	// turn is held by whoever may change the user, from the look at it until the event is out. So
	// nothing comes between look and change, events leave in the order of the changes, and whoever
	// finds nothing left to do has waited for the event of the one who did it.
	turn sync.Mutex

	// user is nil while there is none. Nobody writes to a user that is stored here: a change puts
	// another in its place, so that reading needs no turn.
	user atomic.Pointer[user]
}

// A profile is what a client says about a user. Two are the same when they are equal.
type profile struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

type user struct {
	ID string `json:"id"`
	profile
	UpdatedAt time.Time `json:"updatedAt"`
}

// post makes a new user. Nothing in the request says that it is a retry, so that every POST is a wish
// of its own.
func (s *server) post(w http.ResponseWriter, r *http.Request) {
	body, err := readBody(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	id := rand.Text() // 128 random bits: nobody has this id, and nobody can take it first
	u, _ := s.set(r.Context(), id, body.profile)
	w.Header().Set("Location", "/users/"+id)
	write(w, http.StatusCreated, u)
}

func (s *server) put(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	// The body is read before anything is looked at: it may take as long as the client likes.
	body, err := readBody(r.Body)
	if err == nil && body.ID != nil && *body.ID != id {
		err = errors.New("the id in the body is not that in the path")
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	u, created := s.set(r.Context(), id, body.profile)
	if created {
		write(w, http.StatusCreated, u)
		return
	}
	write(w, http.StatusOK, u)
}

// set makes the user of that id what p says, and reports whether there was none. It changes nothing
// where nothing is to be changed: that makes PUT idempotent, events and updatedAt included.
func (s *server) set(ctx context.Context, id string, p profile) (u *user, created bool) {
	e := s.entry(id)
	e.turn.Lock()
	defer e.turn.Unlock()
	old := e.user.Load()
	if old != nil && old.profile == p {
		return old, false
	}
	u = &user{ID: id, profile: p, UpdatedAt: time.Now().UTC()}
	e.user.Store(u)
	if old == nil {
		s.publish(ctx, "user.created", id)
		return u, true
	}
	s.publish(ctx, "user.updated", id)
	return u, false
}

func (s *server) delete(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	if e := s.known(id); e != nil {
		e.turn.Lock()
		defer e.turn.Unlock()
		if e.user.Swap(nil) != nil {
			s.publish(r.Context(), "user.deleted", id)
		}
	}
	// The user is gone, whoever has deleted it: that is what was asked for.
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) get(w http.ResponseWriter, r *http.Request) {
	if e := s.known(r.PathValue("id")); e != nil {
		if u := e.user.Load(); u != nil {
			write(w, http.StatusOK, u)
			return
		}
	}
	http.Error(w, "there is no such user", http.StatusNotFound)
}

// known returns the entry of id, or nil. Looking makes none.
func (s *server) known(id string) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entries[id]
}

// entry returns the entry of id. It is never removed: its lock must be the same for everybody.
func (s *server) entry(id string) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[id]
	if !ok {
		e = &entry{}
		s.entries[id] = e
	}
	return e
}

// publish tells what has been changed. The change is made, so that it is told even if the client has
// left. This publisher does not fail; what to do about one that may is a question of its own.
func (s *server) publish(ctx context.Context, event, id string) {
	_ = s.events.Publish(context.WithoutCancel(ctx), events.Event{Type: event, Subject: id})
}

func write(w http.ResponseWriter, status int, u *user) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(u)
}

type request struct {
	ID *string `json:"id"` // nil: not said
	profile
}

// readBody reads exactly one valid request into a value of its own: never into a stored user, of which
// a member that is missing, or an error in the middle, would leave some of the old and some of the
// new. Unknown members are ignored.
func readBody(body io.Reader) (request, error) {
	var req request
	data, err := io.ReadAll(body)
	if err != nil {
		return req, errors.New("the body broke off")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&req); err != nil {
		return req, errors.New("the body is not a JSON object with a name and an email")
	}
	if _, err := d.Token(); err != io.EOF {
		return req, errors.New("something follows the JSON object")
	}
	if req.Name == "" || req.Email == "" {
		return req, errors.New("name and email must not be empty")
	}
	return req, nil
}
