// Package users is what the alternatives and wrong answers of the challenge users have in common:
// what a user is, and how requests are read and answered. How users are kept is their own.
package users

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"example.com/idempotency/challenges/events"
)

// A Profile is what a client says about a user.
type Profile struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// A User is one as answers show it: a value, so that a copy of it is a snapshot.
type User struct {
	ID string `json:"id"`
	Profile
	UpdatedAt time.Time `json:"updatedAt"`
}

// Make makes the user of that id what p says, as of now.
func Make(id string, p Profile) User {
	return User{ID: id, Profile: p, UpdatedAt: time.Now().UTC()}
}

// A Request is a valid body.
type Request struct {
	ID *string `json:"id"` // nil: not said
	Profile
	Raw string `json:"-"` // as it came
}

// Decode reads exactly one valid request. Unknown members are ignored.
func Decode(body io.Reader) (Request, error) {
	var req Request
	err := DecodeInto(body, &req)
	return req, err
}

// DecodeInto reads exactly one valid request into req, which is best an empty one.
func DecodeInto(body io.Reader, req *Request) error {
	data, err := io.ReadAll(body)
	if err != nil {
		return errors.New("the body broke off")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(req); err != nil {
		return errors.New("the body is not a JSON object with a name and an email")
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON object")
	}
	if req.Name == "" || req.Email == "" {
		return errors.New("name and email must not be empty")
	}
	req.Raw = string(data)
	return nil
}

// An Answer is a status and what to show. The zero Answer is none: nobody is there to read it.
type Answer struct {
	Status int
	Show   any // nil: nothing
}

// The answers without a user.
var (
	Gone     = Answer{Status: http.StatusNoContent}
	NotFound = failure(http.StatusNotFound, "there is no such user")
	InFlight = failure(http.StatusConflict, "the user is being changed")
)

func failure(status int, text string) Answer {
	return Answer{status, map[string]string{"error": text}}
}

// Created answers 201 with u, Shown 200.
func Created(u User) Answer { return Answer{http.StatusCreated, u} }

// Shown answers 200 with u.
func Shown(u User) Answer { return Answer{http.StatusOK, u} }

// WriteTo sends the answer.
func (a Answer) WriteTo(w http.ResponseWriter) {
	switch {
	case a.Status == 0:
	case a.Show == nil:
		w.WriteHeader(a.Status)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.Status)
		_ = json.NewEncoder(w).Encode(a.Show)
	}
}

// Tell publishes an event, also when the client has left.
func Tell(ctx context.Context, p events.Publisher, event, id string) {
	_ = p.Publish(context.WithoutCancel(ctx), events.Event{Type: event, Subject: id})
}

// Read reads the request of a POST or PUT. An id in the body of a PUT is that in the path.
func Read(r *http.Request) (Request, error) {
	req, err := Decode(r.Body)
	if id := r.PathValue("id"); err == nil && id != "" && req.ID != nil && *req.ID != id {
		err = errors.New("the id in the body is not that in the path")
	}
	return req, err
}

// A Service answers the four kinds of requests.
type Service struct {
	Read   func(r *http.Request) (Request, error) // nil: Read
	Put    func(ctx context.Context, id string, req Request) Answer
	Post   func(ctx context.Context, req Request) (id string, a Answer)
	Get    func(ctx context.Context, id string) Answer
	Delete func(ctx context.Context, id string) Answer
}

// Handler routes requests to s.
func (s Service) Handler() http.Handler {
	read := s.Read
	if read == nil {
		read = Read
	}
	mux := http.NewServeMux()
	handle := func(pattern string, answer func(w http.ResponseWriter, r *http.Request, req Request) Answer) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			req, err := read(r)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			answer(w, r, req).WriteTo(w)
		})
	}
	handle("POST /users", func(w http.ResponseWriter, r *http.Request, req Request) Answer {
		id, a := s.Post(r.Context(), req)
		w.Header().Set("Location", "/users/"+id)
		return a
	})
	handle("PUT /users/{id}", func(_ http.ResponseWriter, r *http.Request, req Request) Answer {
		return s.Put(r.Context(), r.PathValue("id"), req)
	})
	mux.HandleFunc("GET /users/{id}", func(w http.ResponseWriter, r *http.Request) {
		s.Get(r.Context(), r.PathValue("id")).WriteTo(w)
	})
	mux.HandleFunc("DELETE /users/{id}", func(w http.ResponseWriter, r *http.Request) {
		s.Delete(r.Context(), r.PathValue("id")).WriteTo(w)
	})
	return mux
}
