package harness

import (
	"fmt"
	"strings"
	"time"

	"example.com/idempotency/harness/history"
)

// stall is for how long a trial may make no progress before it is abandoned: of real time when all
// its goroutines wait, of the processors' time when one of them is at work. On a busy machine real
// time passes without a fault of theirs.
func (l *lab) stall() time.Duration {
	if l.hung.Load() > 0 {
		return 400 * time.Millisecond
	}
	return 3 * time.Second
}

// watch returns the trial's record, or abandons it when nothing moves for too long.
func (l *lab) watch(x *experiment) record {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	var rec *record
	last, idle, worked := int64(-1), time.Duration(0), time.Duration(0)
	for {
		select {
		case r := <-x.res:
			rec = &r
			if r.stuck { // its bubble stays behind, frozen
				rec.stuck = false
				return *rec
			}
		case v := <-x.over:
			if rec == nil {
				select {
				case r := <-x.res:
					rec = &r
				default:
					return l.died(x, v)
				}
			}
			x.world.Load().release()
			return *rec
		case <-tick.C:
			w := x.world.Load()
			if len(x.res)+len(x.over) > 0 {
				continue
			}
			if b := x.beats.Load(); b != last || w == nil || w.looking.Load() { // or the kit itself is at work
				last, idle, worked = b, 0, l.spent()
				continue
			}
			if idle += 20 * time.Millisecond; idle < l.stall() {
				continue
			}
			if l.spent()-worked < l.stall() && atWork(w.bubble) || x.beats.Load() != last {
				continue
			}
			l.hung.Add(1)
			w.abandon()
			if rec != nil {
				return *rec
			}
			return l.abandoned(w)
		}
	}
}

// died makes the record of a bubble that ended without one: everything in it waited for ever.
func (l *lab) died(x *experiment, v any) record {
	w := x.world.Load()
	f := history.Fault{Kind: history.Deadlock, Text: fmt.Sprint(v)}
	if strings.Contains(f.Text, "deadlock") {
		f.Text = "every goroutine waits for another"
	}
	if w == nil {
		return record{history: history.History{Faults: []history.Fault{f}}}
	}
	w.fault(f)
	w.release()
	return record{history: w.history()}
}

func (l *lab) abandoned(w *World) record {
	where := ""
	if ls := lines(goroutinesOf(w.bubble)); len(ls) > 0 {
		where = strings.Join(ls, ", ")
	}
	w.fault(history.Fault{Kind: history.Stuck, Text: "no progress", Where: where})
	return record{history: w.history(), stuck: true}
}
