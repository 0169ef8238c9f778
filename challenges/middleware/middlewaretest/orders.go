package middlewaretest

import (
	"fmt"
	"io"
	"net/http"
	"slices"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/history"
	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/scenarios"
)

// pay is what the shared scenarios ask for: an order of whatever the body says, which takes one run
// of the handler. A run that panics stores nothing, and nobody refuses one.
var pay = scenarios.Operation{
	Keyed: judge.Keyed{Effect: "run", Created: 201, Conflict: 409, Unknown: 502},
	Request: func(key string, n int64) harness.Request {
		r := order("POST", "/orders", key, "")
		r.Body = fmt.Sprint("one order, number ", n)
		r.Intent, r.Mark = "", r.Body
		return r
	},
	Mismatch:   []int{409, 422},
	PanicFrees: true,
	Extra:      []judge.Rule{judge.PanicStoresNothing(502), handlersAnswer()},
}

// orders is the handler that is protected. Its run is the effect, recognised by what it is asked for,
// behind the name of the handler where there are several.
type orders struct {
	w    *harness.World
	name string
}

// ServeHTTP implements http.Handler.
func (o orders) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "the body breaks off", http.StatusBadRequest)
		return
	}
	mark := o.name + string(body)
	id, err := o.w.Do(r.Context(), harness.Call{Name: pay.Effect, Prefix: pay.Effect, Mark: mark})
	if err != nil {
		http.Error(w, lost, http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Location", "/orders/"+id)
	w.Header().Set("Set-Cookie", "last="+id)
	w.WriteHeader(http.StatusCreated)
	a := answerTo(id, mark)
	_, _ = io.WriteString(w, a[:5])
	interleave.Point("write") // who comes now finds half an answer
	_, _ = io.WriteString(w, a[5:])
}

const lost = "nobody knows what came of it"

func answerTo(id, mark string) string { return fmt.Sprintf(`{"id":%q,"order":%q}`, id, mark) }

// order is a request to a handler of that name.
func order(method, path, key, name string) harness.Request {
	return harness.Request{
		Method: method, Path: path, Caller: harness.DefaultCaller, Key: key, Body: "one of each",
		Header: http.Header{"Content-Type": {"text/plain"}},
		Intent: fmt.Sprintf("%s %s, key %q", method, path, key), Mark: name + "one of each",
	}
}

// handlersAnswer: whoever is answered 201 has the bytes with which a run answered that did what the
// request asks for.
func handlersAnswer() judge.Rule {
	return judge.Rule{Name: "handlers-answer", Check: func(h *history.History) []judge.Violation {
		var out []judge.Violation
		for _, a := range h.Attempts {
			if a.End != history.Answered || a.Answer.Status != http.StatusCreated || a.Void {
				continue
			}
			e := runOf(h, a)
			if e != nil && e.Mark == a.Mark && slices.Equal(a.Answer.Header["Content-Type"], []string{"application/json"}) && slices.Equal(a.Answer.Header["Location"], []string{"/orders/" + e.ID}) {
				continue
			}
			v := judge.Violation{
				Subject: fmt.Sprintf("answer to #%d", a.N), Got: fmt.Sprintf("%.80q", a.Answer.Body), Want: fmt.Sprintf("that of a run for %q", a.Mark),
				Attempts: []int{a.N}, Likely: "status, Content-Type, Location and body have to be the handler's, byte for byte.",
			}
			if e != nil && e.Mark != a.Mark {
				v.Got = fmt.Sprintf("that of %s, which was for %q", e.ID, e.Mark)
				v.Effects, v.Likely = []int{e.N}, "two keys share one record: its name has to tell all apart that a key belongs to."
			}
			out = append(out, v)
		}
		return out
	}}
}

// runOf is the run whose answer a got, or nil.
func runOf(h *history.History, a history.Attempt) *history.Effect {
	for i, e := range h.Effects {
		if a.Answer.Body == answerTo(e.ID, e.Mark) {
			return &h.Effects[i]
		}
	}
	return nil
}
