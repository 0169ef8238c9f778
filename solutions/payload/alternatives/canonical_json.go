package alternatives

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/transfers"
)

var canonicalJSON = solutions.Alternative[New]{
	Name:     "canonical-json",
	Tradeoff: "Choose it when clients build the body anew for each try and their JSON library keeps no order: the same meaning is the same payload, but you own a canonical form, and each thing it forgets (digits, null, order) is a mismatch that nobody sees.",
	New: func(ctx context.Context, b bank.Transferer) http.Handler {
		c := &cabinet{files: map[transfers.Scope]*file{}}
		return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
			req, ok := transfers.Read(w, r)
			if !ok {
				return
			}
			sum := sha256.Sum256(canonical(req.Body))
			f, mine := c.open(req.Scope(), sum)
			switch {
			case mine:
				c.fill(req.Scope(), f, func() transfers.Answer { return move(r.Context(), b, req.Transfer) })
			case f.payload != sum:
				transfers.Mismatch.WriteTo(w)
				return
			}
			select {
			case <-f.done:
				f.answer.WriteTo(w)
			case <-r.Context().Done():
			}
		})
	},
}

// canonical writes valid JSON in one form: members sorted, no white space, strings escaped in one
// way. Numbers stay as they were written: json.Number keeps the digits that a float64 loses.
func canonical(body []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		panic(err) // it was decoded before
	}
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}

type cabinet struct {
	mu    sync.Mutex
	files map[transfers.Scope]*file
}

// A file is what is known about one key.
type file struct {
	payload [sha256.Size]byte
	done    chan struct{} // closed when answer is set
	answer  transfers.Answer
}

// open returns the file of a key, and whether the caller has just made it.
func (c *cabinet) open(id transfers.Scope, payload [sha256.Size]byte) (f *file, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f, ok := c.files[id]; ok {
		return f, false
	}
	f = &file{payload: payload, done: make(chan struct{})}
	c.files[id] = f
	return f, true
}

// fill puts the answer into the file. A refusal takes the file out of the cabinet.
func (c *cabinet) fill(id transfers.Scope, f *file, do func() transfers.Answer) {
	defer close(f.done)
	if f.answer = do(); refused(f.answer) {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.files, id)
	}
}
