package checkout

import (
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"sync"
	"time"
)

// A keyring remembers what was answered under each key, until ttl after its completion.
type keyring struct {
	ttl time.Duration

	mu      sync.Mutex
	records map[scope]*record
	settled []settled // in the order of completion, and so of expiry
}

// A scope is what a key is unique in. A struct, not a string: whatever ids and keys contain, two
// wishes never meet.
type scope struct{ caller, method, path, key string }

// A record is what is known about one key.
type record struct {
	id      string            // minted at first sight, and the same for every attempt
	payload [sha256.Size]byte // what the key stands for
	run     *run              // the attempt that is running or was the last; nil: the outcome is in doubt
	expires time.Time         // zero until the answer is final
}

// A run is one attempt to find an answer. Whoever starts it owns it; everybody else waits for done.
type run struct {
	done   chan struct{} // closed when answer is set
	answer answer
}

type settled struct {
	scope scope
	rec   *record
}

func newKeyring(ttl time.Duration) *keyring {
	return &keyring{ttl: ttl, records: map[scope]*record{}}
}

// serve answers a request with the key's answer, which do finds unless it is known. Do gets the id that
// was minted for the key when it was first seen.
func (k *keyring) serve(w http.ResponseWriter, r *http.Request, key string, body []byte, do func(id string) answer) {
	sc := scope{caller(r), r.Method, r.URL.Path, key}
	rec, ru, mine := k.claim(sc, sha256.Sum256(body))
	if ru == nil {
		failure(http.StatusUnprocessableEntity, "the key was used with another payload").write(w)
		return
	}
	if mine {
		k.carryOut(sc, rec, ru, do)
	}
	select {
	case <-ru.done:
		ru.answer.write(w)
	case <-r.Context().Done(): // nobody is there to be answered
	}
}

// claim returns the key's record and its run, and whether the caller has just begun that run. Without
// a run the payload is another one. Look-up and claim are one step.
func (k *keyring) claim(sc scope, payload [sha256.Size]byte) (rec *record, ru *run, mine bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forget(time.Now())
	rec, ok := k.records[sc]
	switch {
	case !ok:
		rec = &record{id: rand.Text(), payload: payload}
		k.records[sc] = rec
	case rec.payload != payload:
		return rec, nil, false
	case rec.run != nil:
		return rec, rec.run, false
	}
	rec.run = &run{done: make(chan struct{})}
	return rec, rec.run, true
}

// forget removes what is over. All keys live equally long, so that the first to complete is the first
// to go, and each record is looked at once.
func (k *keyring) forget(now time.Time) {
	for len(k.settled) > 0 && !now.Before(k.settled[0].rec.expires) {
		delete(k.records, k.settled[0].scope)
		k.settled = k.settled[1:]
	}
}

// carryOut finds the answer of a run and decides what becomes of the key: a success is final; after an
// unknown outcome the record stays without an answer, so that the next request asks again with the
// same id, and does so for as long as it takes: what is in doubt does not expire; whatever else was
// answered has changed nothing, and leaves nothing behind.
func (k *keyring) carryOut(sc scope, rec *record, ru *run, do func(id string) answer) {
	ru.answer = inDoubt // what a panic leaves
	defer func() {
		k.mu.Lock()
		switch ru.answer.status {
		case http.StatusCreated:
			rec.expires = time.Now().Add(k.ttl)
			k.settled = append(k.settled, settled{sc, rec})
		case inDoubt.status:
			rec.run = nil
		default:
			delete(k.records, sc)
		}
		k.mu.Unlock()
		close(ru.done)
	}()
	ru.answer = do(rec.id)
}
