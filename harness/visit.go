package harness

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.com/idempotency/harness/history"
)

// visit is a run at a server outside.
func (l *lab) visit(tr trial, drive func(*Client)) record {
	w, s, why := l.outsider(tr)
	if why != "" {
		return record{unmet: why}
	}
	defer w.quit()
	v, err := l.site.Open(l.ctx, tr.nest, s)
	switch {
	case err != nil && l.ctx.Err() != nil:
		return record{void: "it was interrupted"}
	case err != nil:
		l.broke.CompareAndSwap(nil, &err)
		return record{void: void(err.Error())}
	}
	end := sync.OnceValue(v.Close)
	defer end() // also when the kit panics
	l.attend(w, v, drive)
	w.buried(end())
	if w.ttl > 0 && w.live.short == 0 && l.terms.TTL > 0 && time.Since(w.began) > l.terms.TTL/2 {
		w.unmet = "it takes longer than keys live at this server"
	}
	return w.record()
}

// outsider makes the world of a run at a server outside, and what the server is given; or says why the
// site can not have that.
func (l *lab) outsider(tr trial) (w *World, s Surroundings, why unmet) {
	defer func() {
		v := recover()
		if u, ok := v.(unmet); ok {
			why = u
		} else if v != nil {
			panic(v)
		}
	}()
	w = newWorld(new(atomic.Int64), tr.nest)
	w.setting = tr.setting
	w.live = l.newLive(w, tr)
	return w, l.surroundings(w), ""
}

// attend drives the traffic at v, until nobody waits for an answer any more.
func (l *lab) attend(w *World, v Visit, drive func(*Client)) {
	w.began = time.Now()
	l.act(&Client{World: w, lab: l, handler: v, drive: w.live}, drive)
	w.openGates()
	for _, p := range w.sent { // nobody waits any more
		p.cancel()
	}
	for _, p := range w.sent {
		<-p.done
	}
}

// buried notes how the server's process died; empty: it has not.
func (w *World) buried(died string) {
	if died != "" {
		w.fault(history.Fault{Kind: history.Death, Text: died})
	}
}

// record is what the run at a server outside has left.
func (w *World) record() record {
	return record{history: w.history(), unmet: w.unmet, void: w.void, exact: w.live.exact, held: w.live.held, only: slices.Sorted(maps.Keys(w.live.only))}
}

// surroundings are those of a run. It panics with unmet where the site can not have them.
func (l *lab) surroundings(w *World) Surroundings {
	if l.outside == nil {
		panic(unmet("this challenge has no server of its own"))
	}
	s := l.outside(w)
	w.live.effect = s.Effect
	switch {
	case s.Env["KEY_TTL"] == "" && len(s.Env) > 0 && !w.live.terms.Fresh:
		panic(unmet("the server would have to be started with " + strings.Join(slices.Sorted(maps.Keys(s.Env)), ", ")))
	case s.Effect == "" && !w.live.terms.Effects:
		panic(unmet("the server has effects of its own, and its answers do not tell of them"))
	}
	return s
}

// unique is the name of a run, and such as no other has had where servers are not started anew.
func (l *lab) unique(nest string) string {
	if l.site == nil || l.terms.Fresh {
		return nest
	}
	return fmt.Sprintf("%s-%s", nest, strconv.FormatInt(time.Now().UnixNano(), 36))
}
