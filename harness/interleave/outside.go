package interleave

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Attach begins a run in the calling goroutine's bubble, and sets what happens there when a
// goroutine of rewritten code panics or asks for the process to exit. The returned function detaches it.
func Attach(onCrash func(who string, value any, stack []byte)) (detach func()) {
	b := Bubble()
	attached.Store(runs.Add(1))
	registry.free.Store(b, onCrash)
	return func() { registry.free.Delete(b) }
}

// Enter is deferred, called, at the start of a function literal that a go statement starts:
// it keeps a panic there from ending the process, and tells the Scheduler when the goroutine ends.
func Enter() func() {
	var t *task
	if explored.Load() != 0 {
		t = current()
	}
	return func() {
		if v := recover(); v != nil {
			crashed(v)
		}
		if t != nil {
			t.finish()
		}
	}
}

// Exit stands for os.Exit in rewritten code.
func Exit(code int) {
	if !report(fmt.Sprintf("os.Exit(%d)", code), nil) {
		os.Exit(code)
	}
	exitGoroutine()
}

func crashed(v any) {
	if !report(v, debug.Stack()) {
		panic(v)
	}
}

func report(v any, stack []byte) bool {
	f, ok := registry.free.Load(Bubble())
	if ok {
		who, _ := Where()
		f.(func(string, any, []byte))(who, v, stack)
	}
	return ok
}

func exitGoroutine() { runtime.Goexit() }

// free is how code without a Scheduler passes its points.
var free struct {
	gosched   atomic.Bool
	condemned atomic.Int32 // how many bubbles are
	bubbles   sync.Map     // their names
}

// Shake makes points outside of driven bubbles yield the processor (on), so that free runs meet
// more interleavings.
func Shake(on bool) { free.gosched.Store(on) }

// Condemn ends every goroutine of a bubble without a Scheduler at the next point that it passes,
// so that one which loops without end does not go on for the rest of the process's life.
func Condemn(bubble string) {
	free.bubbles.Store(bubble, true)
	free.condemned.Add(1)
}

func passFree() {
	if free.condemned.Load() > 0 {
		if _, ok := free.bubbles.Load(Bubble()); ok {
			exitGoroutine()
		}
	}
	if free.gosched.Load() {
		runtime.Gosched()
	}
}
