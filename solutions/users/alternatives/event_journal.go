package alternatives

import (
	"context"
	"crypto/rand"
	"net/http"
	"sync"

	"example.com/idempotency/challenges/events"
	"example.com/idempotency/solutions"
	"example.com/idempotency/solutions/internal/users"
)

var eventJournal = solutions.Alternative[New]{
	Name:     "event-journal",
	Tradeoff: "Choose it when the past matters: nothing is overwritten, a user is what the journal says last, and the events are its lines; it grows for ever and needs an index.",
	New: func(_ context.Context, p events.Publisher) http.Handler {
		j := &journal{}
		j.turn = sync.NewCond(&j.mu)
		// record appends what next makes of the last line about id, publishes it, and only then lets the
		// next line about that id be written.
		record := func(ctx context.Context, id string, next func(last line) line) line {
			j.mu.Lock()
			last := j.quiet(id)
			l := next(last)
			if l.event == "" {
				j.mu.Unlock()
				return last
			}
			n := len(j.lines)
			j.lines = append(j.lines, l)
			j.mu.Unlock()
			users.Tell(ctx, p, l.event, id)
			j.mu.Lock()
			defer j.mu.Unlock()
			j.lines[n].told = true
			j.turn.Broadcast()
			return l
		}
		put := func(ctx context.Context, id string, req users.Request) users.Answer {
			answer := users.Shown
			l := record(ctx, id, func(last line) line {
				switch {
				case !last.there():
					answer = users.Created
					return line{event: "user.created", user: users.Make(id, req.Profile)}
				case last.user.Profile == req.Profile:
					return line{}
				}
				return line{event: "user.updated", user: users.Make(id, req.Profile)}
			})
			return answer(l.user)
		}
		return users.Service{
			Put: put,
			Post: func(ctx context.Context, req users.Request) (string, users.Answer) {
				id := rand.Text()
				return id, put(ctx, id, req)
			},
			Get: func(_ context.Context, id string) users.Answer {
				j.mu.Lock()
				defer j.mu.Unlock()
				if l := j.last(id); l.there() {
					return users.Shown(l.user)
				}
				return users.NotFound
			},
			Delete: func(ctx context.Context, id string) users.Answer {
				record(ctx, id, func(last line) line {
					if !last.there() {
						return line{}
					}
					return line{event: "user.deleted", user: users.User{ID: id}}
				})
				return users.Gone
			},
		}.Handler()
	},
}

// A line says what happened to a user, and what it was then.
type line struct {
	event string
	user  users.User
	told  bool // the event is out
}

func (l line) there() bool { return l.event == "user.created" || l.event == "user.updated" }

type journal struct {
	turn *sync.Cond // a line was told

	mu    sync.Mutex
	lines []line
}

// last is the newest line about id; j.mu is held.
func (j *journal) last(id string) line {
	for i := len(j.lines) - 1; i >= 0; i-- {
		if j.lines[i].user.ID == id {
			return j.lines[i]
		}
	}
	return line{}
}

// quiet waits until the newest line about id is told, and returns it; j.mu is held.
func (j *journal) quiet(id string) line {
	for {
		l := j.last(id)
		if l.event == "" || l.told {
			return l
		}
		j.turn.Wait()
	}
}
