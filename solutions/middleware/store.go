package middleware

import (
	"context"
	"sync"
	"time"
)

// A scope is what a key is unique in. A struct, not a string: whatever callers, paths and keys
// contain, two of them never meet.
type scope struct{ caller, method, path, key string }

// A record is what is known about one life of a key. Whoever puts it into the store runs the
// handler; everybody else waits for done.
type record struct {
	id     scope
	done   chan struct{} // closed when the handler has ended
	kept   bool          // set before done is closed; false: there is no answer, and the key is free
	answer answer        // likewise
	end    time.Time     // guarded by store.mu; zero while the handler is running, which never expires
}

// over reports whether the record's life has ended. The end itself is the first instant of the next.
func (r *record) over(now time.Time) bool { return !r.end.IsZero() && !now.Before(r.end) }

// A store remembers answers until they end. The clock decides what is over; the timer only gives
// memory back.
type store struct {
	ctx   context.Context
	ttl   time.Duration
	pause time.Duration // between two calls of tidy, so that not every end wakes it

	mu      sync.Mutex
	records map[scope]*record // running, remembered, or over and not yet taken out
	ending  []*record         // the completed ones, soonest end first
	timer   *time.Timer       // calls tidy at the first end or soon after, while there is one
}

func newStore(ctx context.Context, ttl time.Duration) *store {
	s := &store{ctx: ctx, ttl: ttl, pause: min(ttl/100, time.Second), records: map[scope]*record{}}
	s.timer = time.AfterFunc(ttl, s.tidy)
	s.timer.Stop()
	context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.timer.Stop()
	})
	return s
}

// claim returns the record of id, and whether the caller has just made it. Looking up, finding the
// record over and putting another in its place are one step: between them no other request gets in.
func (s *store) claim(id scope) (rec *record, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rec, ok := s.records[id]; ok && !rec.over(time.Now()) {
		return rec, false
	}
	rec = &record{id: id, done: make(chan struct{})}
	s.records[id] = rec
	return rec, true
}

// complete starts the rest of the record's life. Without an answer there is none: the key is free.
func (s *store) complete(rec *record, a *answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer close(rec.done)
	if a == nil {
		delete(s.records, rec.id)
		return
	}
	rec.kept, rec.answer = true, *a // a copy: what the handler still writes, against the rules, is not in it
	// Read under the lock, ends only grow, so that the queue is in order.
	rec.end = time.Now().Add(s.ttl)
	s.ending = append(s.ending, rec)
	if len(s.ending) == 1 {
		s.wake(s.ttl)
	}
}

// tidy takes out what is over.
func (s *store) tidy() {
	for s.takeOut(100) { // between two hundreds requests get in
	}
}

// takeOut removes at most n records that are over. It reports whether there may be more.
func (s *store) takeOut(n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	for range n {
		if len(s.ending) == 0 {
			s.ending = nil
			return false
		}
		rec := s.ending[0]
		if !rec.over(now) {
			s.wake(max(rec.end.Sub(now), s.pause))
			return false
		}
		s.ending[0] = nil // the slice keeps the place a while, not what was in it
		s.ending = s.ending[1:]
		if s.records[rec.id] == rec { // else the key has begun its next life already
			delete(s.records, rec.id)
		}
	}
	return true
}

// wake has tidy called after d, unless the store's context has ended. s.mu is held.
func (s *store) wake(d time.Duration) {
	if s.ctx.Err() == nil {
		s.timer.Reset(d)
	}
}
