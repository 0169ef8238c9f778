package harness

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Surroundings are what a server outside of the kit's process is given in place of the arguments of
// a Builder.
type Surroundings struct {
	// Services are the World's effects over HTTP, by the variable of the server's environment that
	// holds the URL of each, such as "BANK_URL".
	Services map[string]http.Handler

	// Env holds further variables, such as "KEY_TTL".
	Env map[string]string

	// Effect is what a success with an id of its own stands for at a server that has effects of its
	// own, such as "charge". Optional: without it nothing can be said about such a server.
	Effect string
}

// A Site has servers that are judged from outside of their process, over a network and in real time.
type Site interface {
	Terms() Terms

	// Open readies a server for one run. The run is over when the Visit is closed.
	Open(ctx context.Context, run string, s Surroundings) (Visit, error)
}

// Terms are what a Site can offer.
type Terms struct {
	Fresh    bool          // each run has a server that has seen no other
	Effects  bool          // servers have their effects at the Services that they are given
	TTL      time.Duration // for how long keys live; 0: as the server is told, where Fresh
	Requests int           // how many may be sent in all
	Workers  int           // how many runs may go on side by side

	OneCaller bool // callers are not told apart
}

// A Visit is a run's server: a handler that passes requests on to it. One that gets no answer panics
// with Lost.
type Visit interface {
	http.Handler

	// Again readies the same server for another run, with other effects.
	Again(s Surroundings)

	// Close ends the run, and says how the server's process ended if it has died meanwhile.
	Close() (died string)
}

// Lost says why a request at a server outside of the process had no answer.
type Lost struct{ Why string }

// unmet ends a run whose traffic asks for what the site does not have, and says why that is not to be
// had.
type unmet string

// void ends a run that says nothing: real time has gone by too fast.
type void string

// Inside says that the traffic is about what is seen only inside of the server's process: "data races
// are looked for". Elsewhere nothing is judged.
func (c *Client) Inside(what string) {
	if c.live != nil {
		panic(unmet(what + ", which nobody can from outside of its process"))
	}
}

// OneInstant says that the traffic is also about requests at one instant of the clock, as all of a run
// are while no time passes in it. In real time no two are.
func (c *Client) OneInstant() {
	if c.live != nil {
		c.live.partly("its requests come at one instant of the clock, which no two do in real time")
	}
}

// owned says that the traffic sets what becomes of effects.
func (w *World) owned() {
	if w.live != nil && !w.live.terms.Effects {
		panic(unmet("it holds effects or has them fail, and the server has effects of its own"))
	}
}

// fated says what it takes to set the fates of effects.
func (c *Client) fated(fs []Fate) {
	if slices.ContainsFunc(fs, func(f Fate) bool { return f != Succeed }) {
		c.owned()
	}
	if slices.Contains(fs, Panic) {
		c.Inside("it has the client of an effect panic")
	}
}

// asked looks at a request that is about to be sent.
func (w *World) asked(r Request) {
	if w.live == nil {
		return
	}
	if r.Key != "" && !w.live.terms.Fresh && !strings.Contains(r.Key, w.nest) {
		panic(unmet("it uses keys that the server may have seen before, and the kit can not start it anew"))
	}
	if w.live.terms.OneCaller && r.Caller != DefaultCaller {
		panic(unmet("it has several callers, or none, whom the service does not tell apart"))
	}
	if r.CutAnswer > 0 {
		w.live.partly("a client that leaves while it is answered is seen by a server only when the answer is long")
	}
	w.live.spend(1)
}

// partly notes what the run does in part only.
func (d *live) partly(why string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.only[why] = true
}

// spend counts requests, unless they are more than may be sent.
func (d *live) spend(n int) {
	if d.lab.sent.Add(int64(n)) > int64(d.terms.Requests) {
		d.lab.sent.Add(-int64(n))
		panic(unmet(fmt.Sprintf("it would take more than %d requests in all", d.terms.Requests)))
	}
}

// Serve serves one kind of effect over HTTP: call reads a call of the client's and has it happen. The
// answer is 201 with the effect's id, the code refused when it definitely did not happen, 400 for what
// is no call; where the outcome is unknown the connection is closed without one.
func Serve[T any](refused int, is error, call func(ctx context.Context, v T) (id string, err error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var v T
		err := json.NewDecoder(r.Body).Decode(&v)
		if err != nil {
			http.Error(w, "the body is not what harness/ATTACK.md says: "+err.Error(), http.StatusBadRequest)
			return
		}
		_, _ = io.Copy(io.Discard, r.Body) // or the server would not see that the client goes away
		id, err := call(r.Context(), v)
		w.Header().Set("Content-Type", "application/json")
		switch {
		case err == nil:
			w.WriteHeader(http.StatusCreated)
			_ = json.NewEncoder(w).Encode(map[string]string{"id": id})
		case errors.Is(err, is):
			w.WriteHeader(refused)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": "refused: it did not happen, and will not"})
		default:
			panic(http.ErrAbortHandler)
		}
	})
}
