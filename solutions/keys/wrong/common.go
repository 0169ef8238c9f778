package wrong

import (
	"context"
	"io"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/bank"
	"example.com/idempotency/solutions/internal/payments"
)

// All in this file is right. A wrong answer takes from it what it does not get wrong itself.

// A payer answers one valid request. No answer means that the client has left.
type payer func(ctx context.Context, req payments.Request) payments.Answer

// serve answers what payments.Read admits.
func serve(pay payer) http.Handler { return serveWith(payments.Read, pay) }

// A reader reads a request. When it is not valid, the reader answers it and returns false.
type reader func(w http.ResponseWriter, r *http.Request) (payments.Request, bool)

// keyBy reads the key of a request by f, and all else as it should be.
func keyBy(f func(r *http.Request) (string, error)) reader {
	return func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
		return payments.ReadWith(w, r, f, payments.Body)
	}
}

// bodyBy reads the body of a request by f, and all else as it should be.
func bodyBy(f func(body io.Reader) (payments.Request, error)) reader {
	return func(w http.ResponseWriter, r *http.Request) (payments.Request, bool) {
		return payments.ReadWith(w, r, payments.Key, f)
	}
}

// decodeBy decodes the body of a request by f, and reads all else as it should be.
func decodeBy(f func(data []byte) (payments.Request, error)) reader {
	return bodyBy(func(body io.Reader) (payments.Request, error) {
		data, err := io.ReadAll(body)
		if err != nil {
			return payments.Request{}, err
		}
		return f(data)
	})
}

// serveWith answers what read admits.
func serveWith(read reader, pay payer) http.Handler {
	return payments.Mux(func(w http.ResponseWriter, r *http.Request) {
		req, ok := read(w, r)
		if !ok {
			return
		}
		if a := pay(r.Context(), req); a.Status != 0 {
			a.WriteTo(w)
		}
	})
}

// charge takes the money. It outlives the client, and a panic of the bank leaves an unknown outcome.
func charge(ctx context.Context, b bank.Charger, req payments.Request) (a payments.Answer) {
	a = payments.Unknown
	defer func() { _ = recover() }()
	receipt, err := b.Charge(context.WithoutCancel(ctx), req.Charge())
	return payments.Of(req, receipt, err)
}

// final reports whether a is the key's answer from now on: all but a refusal are.
func final(a payments.Answer) bool { return a.Status != http.StatusPaymentRequired }

// A book holds a record for each key that was seen, under whatever identifies the key.
type book struct {
	mu      sync.Mutex
	records map[any]*record
}

func newBook() *book { return &book{records: map[any]*record{}} }

// A record is what is known about one key.
type record struct {
	done   chan struct{} // closed when answer is set
	answer payments.Answer
}

// claim returns the record of id, and whether the caller has just made it and has to finish it.
func (b *book) claim(id any) (rec *record, mine bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if rec, ok := b.records[id]; ok {
		return rec, false
	}
	rec = &record{done: make(chan struct{})}
	b.records[id] = rec
	return rec, true
}

// finish answers everybody who waits. A refusal frees the key.
func (b *book) finish(id any, rec *record, a payments.Answer) {
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
func (rec *record) wait(ctx context.Context) payments.Answer {
	select {
	case <-rec.done:
		return rec.answer
	case <-ctx.Done():
		return payments.Answer{}
	}
}

// once has the first request under id answered by do, and gives the others the same answer.
func (b *book) once(ctx context.Context, id any, do func() payments.Answer) payments.Answer {
	rec, mine := b.claim(id)
	if mine {
		b.finish(id, rec, do())
	}
	return rec.wait(ctx)
}

// payOnce charges once for each id: all of a right answer, but for the choice of id.
func payOnce(b bank.Charger, id func(payments.Request) any) payer {
	bk := newBook()
	return func(ctx context.Context, req payments.Request) payments.Answer {
		return bk.once(ctx, id(req), func() payments.Answer { return charge(ctx, b, req) })
	}
}

// byScope is the right id.
func byScope(req payments.Request) any { return req.Scope() }
