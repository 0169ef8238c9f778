package sync_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/sync"
)

// A story is a little program whose every schedule is run. Each task appends to the log what it
// does; only one runs at a time, so that the log needs no lock.
type story struct {
	name, why string
	tasks     func(say func(string)) []func()
	outcome   interleave.Outcome // TimedOut: some schedules are stuck, and others are not
	forbid    func(log []string) bool
	want      []string // logs of which each must be met; empty: no matter
}

var stories = []story{
	{name: "mutex-order", why: "whoever waits may be next: every order", tasks: func(say func(string)) []func() {
		var mu sync.Mutex
		one := func(s string) func() { return func() { mu.Lock(); say(s); mu.Unlock() } }
		return []func(){one("a"), one("b"), one("c")}
	}, want: []string{"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"}},
	{name: "mutex-excludes", why: "one at a time", tasks: func(say func(string)) []func() {
		var mu sync.Mutex
		one := func() {
			mu.Lock()
			say("in")
			interleave.Point("x")
			say("out")
			mu.Unlock()
		}
		return []func(){one, one, one}
	}, forbid: func(l []string) bool { return strings.Contains(fmt.Sprint(l), "in in") }},
	{name: "mutex-try", why: "TryLock fails where the lock is held, and only there", tasks: func(say func(string)) []func() {
		var mu sync.Mutex
		return []func(){
			func() { mu.Lock(); say("lock"); interleave.Point("x"); say("unlock"); mu.Unlock() },
			func() { say(fmt.Sprint("try ", mu.TryLock())) },
		}
	}, forbid: func(l []string) bool { // unlock is said before the lock is free
		i := slices.Index(l, "try false")
		return i >= 0 && !slices.Contains(l[:i], "lock") || strings.Contains(fmt.Sprint(l), "lock try true unlock")
	}, want: []string{"lock try false unlock", "try true", "lock unlock try true"}, outcome: interleave.TimedOut},
	{name: "rwmutex-share", why: "readers meet, a writer is alone", tasks: func(say func(string)) []func() {
		var mu sync.RWMutex
		read := func() { mu.RLock(); say("r+"); interleave.Point("x"); say("r-"); mu.RUnlock() }
		return []func(){read, read, func() { mu.Lock(); say("w+"); interleave.Point("x"); say("w-"); mu.Unlock() }}
	}, forbid: func(l []string) bool {
		s := fmt.Sprint(l)
		return strings.Contains(s, "r+ w+") || strings.Contains(s, "w+ r+")
	}, want: []string{"r+ r+ r- r- w+ w-", "w+ w- r+ r+ r- r-"}},
	{
		name: "rwmutex-writer-first", why: "a reader that finds a writer waiting comes after it", tasks: func(say func(string)) []func() {
			var mu sync.RWMutex
			mu.RLock()
			return []func(){
				mu.RUnlock,
				func() { mu.Lock(); say("w"); mu.Unlock() },
				func() {
					if !mu.TryRLock() {
						say("waits")
						mu.RLock()
					}
					say("r")
					mu.RUnlock()
				},
			}
		}, forbid: func(l []string) bool { return slices.Equal(l, []string{"waits", "r", "w"}) },
		want: []string{"waits w r", "r w", "w r"},
	},
	{name: "rwmutex-readers-next", why: "readers that wait for a writer come before the next one", tasks: func(say func(string)) []func() {
		var mu sync.RWMutex
		mu.Lock()
		return []func(){
			func() { mu.RLock(); say("r"); mu.RUnlock() },
			func() {
				interleave.Point("later")
				say("go")
				mu.Unlock()
				mu.Lock()
				say("w")
				mu.Unlock()
			},
		}
	}, want: []string{"go r w", "go w r"}},
	{name: "rwmutex-recursive", why: "reading twice is stuck where a writer came in between, as the standard type's documentation says", tasks: func(say func(string)) []func() {
		var mu sync.RWMutex
		return []func(){
			func() { mu.RLock(); mu.RLock(); say("r"); mu.RUnlock(); mu.RUnlock() },
			func() { mu.Lock(); say("w"); mu.Unlock() },
		}
	}, outcome: interleave.TimedOut, want: []string{"", "r w", "w r"}},
	{name: "once", why: "nobody returns before f has; f runs once", tasks: func(say func(string)) []func() {
		var o sync.Once
		one := func() {
			o.Do(func() { say("f+"); interleave.Point("x"); say("f-") })
			say("back")
		}
		return []func(){one, one, one}
	}, forbid: func(l []string) bool { return !slices.Equal(l, []string{"f+", "f-", "back", "back", "back"}) }},
	{name: "once-panic", why: "those that waited for an f that panics return", tasks: func(say func(string)) []func() {
		var o sync.Once
		one := func() {
			say(caught(func() { o.Do(func() { interleave.Point("x"); panic("boom") }) }))
		}
		return []func(){one, one}
	}, forbid: func(l []string) bool {
		return len(l) != 2 || !slices.Contains(l, "boom") || !slices.Contains(l, "no panic")
	}},
	{name: "once-value", why: "everybody gets the one value", tasks: func(say func(string)) []func() {
		n := 0
		f := sync.OnceValue(func() int { n++; interleave.Point("x"); return n })
		one := func() { say(fmt.Sprint(f())) }
		return []func(){one, one, one}
	}, forbid: func(l []string) bool { return !slices.Equal(l, []string{"1", "1", "1"}) }},
	{
		name: "map", why: "LoadOrStore stores once", tasks: func(say func(string)) []func() {
			var m sync.Map
			one := func(v string) func() {
				return func() {
					_, loaded := m.LoadOrStore("k", v)
					say(fmt.Sprint(v, loaded))
				}
			}
			return []func(){one("a"), one("b")}
		}, want: []string{"afalse btrue", "bfalse atrue"},
		forbid: func(l []string) bool { return strings.Count(fmt.Sprint(l), "false") != 1 },
	},
	{name: "cond", why: "Wait gives the lock up and takes it again", tasks: func(say func(string)) []func() {
		var mu sync.Mutex
		c, ready := sync.NewCond(&mu), false
		wait := func() {
			c.L.Lock()
			for !ready {
				c.Wait()
			}
			say("+")
			interleave.Point("x")
			say("-")
			c.L.Unlock()
		}
		return []func(){wait, wait, func() { mu.Lock(); ready = true; say("set"); c.Broadcast(); mu.Unlock() }}
	}, forbid: func(l []string) bool { return !slices.Equal(l, []string{"set", "+", "-", "+", "-"}) }},
	{name: "cond-reader", why: "a lock for reading serves as well", tasks: func(say func(string)) []func() {
		var mu sync.RWMutex
		c, ready := sync.NewCond(mu.RLocker()), false
		wait := func() {
			c.L.Lock()
			for !ready {
				c.Wait()
			}
			say("seen")
			c.L.Unlock()
		}
		return []func(){wait, wait, func() { mu.Lock(); ready = true; mu.Unlock(); c.Signal(); c.Signal() }}
	}, forbid: func(l []string) bool { return len(l) != 2 }},
	{name: "waitgroup", why: "Wait returns after all of them", tasks: func(say func(string)) []func() {
		return []func(){func() {
			var wg sync.WaitGroup
			for range 2 {
				interleave.Point("go")
				wg.Go(func() { interleave.At("x.go:1"); say("done") })
			}
			wg.Wait()
			say("all")
		}}
	}, forbid: func(l []string) bool { return !slices.Equal(l, []string{"done", "done", "all"}) }},
}

func TestSchedules(t *testing.T) {
	for _, st := range stories {
		t.Run(st.name, func(t *testing.T) {
			if st.why == "" {
				t.Fatal("no reason")
			}
			var log []string
			met, outcomes := map[string]bool{}, map[interleave.Outcome]int{}
			explore(t, func() []func() {
				log = nil
				return st.tasks(func(s string) { log = append(log, s) })
			}, func(o interleave.Outcome) {
				outcomes[o]++
				met[strings.Join(log, " ")] = true
				if o != interleave.Finished && o != st.outcome {
					finished(t, o)
				}
				if st.forbid != nil && o == interleave.Finished && st.forbid(log) {
					t.Errorf("log = %q", log)
				}
			})
			for _, w := range st.want {
				if !met[w] {
					t.Errorf("no schedule gives %q; met: %q", w, slices.Sorted(maps.Keys(met)))
				}
			}
			if outcomes[st.outcome] == 0 || outcomes[interleave.Finished] == 0 {
				t.Errorf("outcomes = %v, want some %v and some Finished", outcomes, st.outcome)
			}
		})
	}
}
