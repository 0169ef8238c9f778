package wrong

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions/internal/transfers"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A mover answers one valid request. No answer means that the client has left.
type mover func(ctx context.Context, req transfers.Request) transfers.Answer

// A reader reads a request. When it is not valid, the reader answers it and returns false.
type reader func(w http.ResponseWriter, r *http.Request) (transfers.Request, bool)

// serve answers what transfers.Read admits.
func serve(do mover) http.Handler { return serveWith(transfers.Read, do) }

// serveWith answers what read admits.
func serveWith(read reader, do mover) http.Handler {
	return transfers.Mux(func(w http.ResponseWriter, r *http.Request) {
		req, ok := read(w, r)
		if !ok {
			return
		}
		if a := do(r.Context(), req); a.Status != 0 {
			a.WriteTo(w)
		}
	})
}

// move moves the money. It outlives the client, and a panic of the bank leaves an unknown outcome.
func move(ctx context.Context, b bank.Transferer, t bank.Transfer) (a transfers.Answer) {
	a = transfers.Unknown
	defer func() { _ = recover() }()
	receipt, err := b.Transfer(context.WithoutCancel(ctx), t)
	return transfers.Of(t, receipt, err)
}

// final reports whether a is the key's answer from now on: all but a refusal are.
func final(a transfers.Answer) bool { return a.Status != http.StatusPaymentRequired }

// A book holds a record for each key that was seen, under whatever identifies the key.
type book struct {
	mu      sync.Mutex
	records map[any]*record
}

func newBook() *book { return &book{records: map[any]*record{}} }

// A record is what is known about one key.
type record struct {
	payload any           // whatever payloads are told apart by
	done    chan struct{} // closed when answer is set
	answer  transfers.Answer
}

// claim returns the record of id, and whether the caller has just made it and has to finish it.
func (b *book) claim(id, payload any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if rec, ok := b.records[id]; ok {
		return rec, false
	}
	rec = &record{payload: payload, done: make(chan struct{})}
	b.records[id] = rec
	return rec, true
}

// look returns the record of id, or nil.
func (b *book) look(id any) *record {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.records[id]
}

// finish answers everybody who waits. A refusal frees the key.
func (b *book) finish(id any, rec *record, a transfers.Answer) {
	rec.answer = a
	if !final(a) {
		b.free(id)
	}
	close(rec.done)
}

// free forgets id.
func (b *book) free(id any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.records, id)
}

// wait returns the record's answer, or none when ctx ends first.
func (rec *record) wait(ctx context.Context) transfers.Answer {
	select {
	case <-rec.done:
		return rec.answer
	case <-ctx.Done():
		return transfers.Answer{}
	}
}

// once moves money for the first request under id, and gives those with an equal payload the same
// answer: all of a right answer, but for the choice of id and payload.
func once(bk *book, b bank.Transferer, id, payload func(transfers.Request) any) mover {
	return func(ctx context.Context, req transfers.Request) transfers.Answer {
		rec, mine := bk.claim(id(req), payload(req))
		switch {
		case mine:
			bk.finish(id(req), rec, move(ctx, b, req.Transfer))
		case rec.payload != payload(req):
			return transfers.Mismatch
		}
		return rec.wait(ctx)
	}
}

// moveOnce is right, but for what payloads are told apart by.
func moveOnce(b bank.Transferer, payload func(transfers.Request) any) mover {
	return once(newBook(), b, byScope, payload)
}

// byScope identifies a key as it should be.
func byScope(req transfers.Request) any { return req.Scope() }

// byHash tells payloads apart as it should be.
func byHash(req transfers.Request) any { return sha256.Sum256(req.Body) }

// decoded is the body as Go values, with numbers as they were written.
func decoded(body []byte) any {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	_ = d.Decode(&v)
	return v
}

// hashOf hashes a value's canonical JSON.
func hashOf(v any) any {
	text, _ := json.Marshal(v)
	return sha256.Sum256(text)
}

// mapped is the value with f applied to it and to all that it holds, the innermost first.
func mapped(v any, f func(any) any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			v[k] = mapped(e, f)
		}
	case []any:
		for i, e := range v {
			v[i] = mapped(e, f)
		}
	}
	return f(v)
}
