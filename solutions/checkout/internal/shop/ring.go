package shop

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"sync"
	"time"
)

// A Ring remembers the answers of keys, each until TTL after its completion.
type Ring struct {
	TTL     time.Duration
	Scope   func(w Wish) any
	Payload func(w Wish) any
	Compare func(running bool, had, got any) bool // equal payloads
	Mint    func() string
	Begin   func(now time.Time) time.Time // when a key expires that has no answer yet; zero: never
	Wake    func(a Answer) bool           // those who wait
	Final   func(a Answer) bool           // it is the key's answer from now on
	Doubt   func(a Answer) bool           // there will be another one, under the same id

	mu      sync.Mutex
	records map[any]*record
}

type record struct {
	id      string
	payload any
	run     *run // nil: in doubt
	expires time.Time
}

type run struct {
	done   chan struct{}
	answer Answer
}

// NewRing returns a right ring.
func NewRing(ttl time.Duration) *Ring {
	return &Ring{
		TTL: ttl, Scope: ScopeOf, Payload: Hash, Mint: rand.Text, Final: Final, Doubt: Doubt, records: map[any]*record{},
		Compare: func(_ bool, had, got any) bool { return had == got },
		Begin:   func(time.Time) time.Time { return time.Time{} },
		Wake:    func(Answer) bool { return true },
	}
}

// Hash is a wish's payload.
func Hash(w Wish) any { return sha256.Sum256(w.Body) }

// Final reports whether an answer is the key's from now on.
func Final(a Answer) bool { return a.Status == http.StatusCreated }

// Doubt reports whether the outcome behind an answer is not known.
func Doubt(a Answer) bool { return a.Status >= 500 }

// Once has do answer a wish, unless it has been answered or is being.
func (k *Ring) Once(ctx context.Context, w Wish, do func(id string) Answer) Answer {
	sc := k.Scope(w)
	rec, ru, mine := k.claim(sc, k.Payload(w))
	if ru == nil {
		return Mismatch
	}
	if mine {
		ru.answer = InDoubt
		func() {
			defer k.finish(sc, rec, ru)
			ru.answer = do(rec.id)
		}()
	}
	return ru.wait(ctx)
}

func (ru *run) wait(ctx context.Context) Answer {
	select {
	case <-ru.done:
		return ru.answer
	case <-ctx.Done():
		return Answer{}
	}
}

func (k *Ring) claim(sc, payload any) (rec *record, ru *run, mine bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	rec, ok := k.records[sc]
	switch {
	case !ok || !rec.expires.IsZero() && !time.Now().Before(rec.expires):
		rec = &record{id: k.Mint(), payload: payload, expires: k.Begin(time.Now())}
		k.records[sc] = rec
	case !k.Compare(rec.run != nil && !rec.run.over(), rec.payload, payload):
		return rec, nil, false
	case rec.run != nil:
		return rec, rec.run, false
	}
	rec.run = &run{done: make(chan struct{})}
	return rec, rec.run, true
}

func (k *Ring) finish(sc any, rec *record, ru *run) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.Final(ru.answer):
		rec.expires = time.Now().Add(k.TTL)
	case k.Doubt(ru.answer):
		rec.run = nil
	default:
		delete(k.records, sc)
	}
	if k.Wake(ru.answer) {
		close(ru.done)
	}
}

// over reports whether the run has its answer.
func (ru *run) over() bool {
	select {
	case <-ru.done:
		return true
	default:
		return false
	}
}
