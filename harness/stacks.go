package harness

import (
	"fmt"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/petermattis/goid"

	"example.com/idempotency/harness/interleave"
)

// own is the folder of this package: frames in it are the kit's, not the learner's.
var own = func() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(file)
}()

// standard is the folder of the standard library's sources, with a separator at its end.
var standard = func() string {
	pc := reflect.ValueOf(strings.Cut).Pointer()
	file, _ := runtime.FuncForPC(pc).FileLine(pc)
	return filepath.Dir(filepath.Dir(file)) + string(filepath.Separator)
}()

// learnerLine returns the innermost "file.go:41" of a stack trace that is neither the standard
// library's nor a module's nor the kit's own; empty when there is none.
func learnerLine(stack string) string {
	lines := strings.Split(stack, "\n")
	for i := 1; i < len(lines); i++ {
		file, ok := strings.CutPrefix(lines[i], "\t")
		if !ok {
			continue
		}
		file, _, _ = strings.Cut(file, " ")
		if isLearner(file) {
			return filepath.Base(file)
		}
	}
	return ""
}

func isLearner(fileLine string) bool {
	file := fileLine
	if i := strings.LastIndexByte(file, ':'); i > 0 {
		file = file[:i]
	}
	switch {
	case strings.HasPrefix(file, standard):
		return false
	case strings.Contains(file, "/pkg/mod/") || strings.HasPrefix(file, "_testmain"):
		return false
	case strings.HasPrefix(file, own+string(filepath.Separator)):
		return strings.HasSuffix(file, "_test.go")
	case strings.HasPrefix(file, filepath.Dir(own)) && strings.HasSuffix(filepath.Dir(file), "test"): // a suite
		return false
	}
	return strings.HasSuffix(file, ".go")
}

// panicLine is the learner's line that panicked, from inside a deferred call.
func panicLine() string {
	stack := string(debug.Stack())
	if i := strings.LastIndex(stack, "\npanic("); i >= 0 {
		stack = stack[i:]
	}
	return learnerLine(stack)
}

// A goroutine is one of a dump of all stacks.
type goroutine struct {
	head, stack string
}

func (g goroutine) inBubble(name string) bool {
	return name != "" && (strings.Contains(g.head, "synctest bubble "+name+",") || strings.Contains(g.head, "synctest bubble "+name+"]"))
}

// goroutines dumps the stacks of all goroutines.
func goroutines() []goroutine {
	b := make([]byte, 64<<10)
	for {
		n := runtime.Stack(b, true)
		if n < len(b) || len(b) >= 8<<20 {
			b = b[:n]
			break
		}
		b = make([]byte, 4*len(b))
	}
	var out []goroutine
	for _, s := range strings.Split(string(b), "\n\n") {
		head, _, _ := strings.Cut(s, "\n")
		out = append(out, goroutine{head: head, stack: s})
	}
	return out
}

// others lists the goroutines of the caller's bubble, without the caller itself.
func others() []goroutine {
	me := fmt.Sprintf("goroutine %d [", goid.Get())
	return slices.DeleteFunc(goroutinesOf(interleave.Bubble()), func(g goroutine) bool { return strings.HasPrefix(g.head, me) })
}

// goroutinesOf lists the goroutines of a bubble, without those of package synctest.
func goroutinesOf(bubble string) []goroutine {
	var out []goroutine
	for _, g := range goroutines() {
		if g.inBubble(bubble) && !strings.Contains(g.stack, "testing/synctest.testingSynctestTest(") && !strings.Contains(g.stack, "internal/synctest.Run(") {
			out = append(out, g)
		}
	}
	return out
}

// atWork reports whether a goroutine of the bubble runs, or would if it had a processor; and when
// none is left, so that the bubble ends.
func atWork(bubble string) bool {
	left := false
	for _, g := range goroutines() {
		if !g.inBubble(bubble) {
			continue
		}
		left = true
		_, state, _ := strings.Cut(g.head, " [")
		if strings.HasPrefix(state, "run") || strings.HasPrefix(state, "syscall") || strings.HasPrefix(state, "preempted") {
			return true
		}
	}
	return !left
}

// lineOf is the learner's line at which the goroutine with that id is.
func lineOf(id int64) string {
	head := fmt.Sprintf("goroutine %d [", id)
	for _, g := range goroutines() {
		if strings.HasPrefix(g.head, head) {
			return learnerLine(g.stack)
		}
	}
	return ""
}

// lines lists the learner's lines at which gs are, without repetition.
func lines(gs []goroutine) []string {
	var out []string
	seen := map[string]bool{}
	for _, g := range gs {
		l := learnerLine(g.stack)
		if l == "" {
			l = learnerLine("\n" + g.stack[strings.LastIndex(g.stack, "created by")+1:])
		}
		if l != "" && !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	return out
}
