package atomic_test

import (
	"fmt"
	"reflect"
	stdatomic "sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/atomic"
)

// pairs are a value of each type of package sync/atomic and its mirror, and operands for both.
var pairs = []struct {
	why         string
	std, mirror any
	operands    []any // of the value's type
}{
	{"signed", new(stdatomic.Int32), new(atomic.Int32), []any{int32(0), int32(7), int32(-3), int32(1<<31 - 1)}},
	{"wide", new(stdatomic.Int64), new(atomic.Int64), []any{int64(0), int64(7), int64(-3), int64(1<<63 - 1)}},
	{"unsigned", new(stdatomic.Uint32), new(atomic.Uint32), []any{uint32(0), uint32(7), ^uint32(2)}},
	{"unsigned, wide", new(stdatomic.Uint64), new(atomic.Uint64), []any{uint64(0), uint64(7), ^uint64(2)}},
	{"as wide as a pointer", new(stdatomic.Uintptr), new(atomic.Uintptr), []any{uintptr(0), uintptr(7), ^uintptr(2)}},
	{"a flag", new(stdatomic.Bool), new(atomic.Bool), []any{false, true}},
	{"a pointer", new(stdatomic.Pointer[int]), new(atomic.Pointer[int]), []any{(*int)(nil), &one, &two}},
	{"any value of one type", new(stdatomic.Value), new(atomic.Value), []any{"a", "b"}},
	{"a value that is nil or changes its type, or cannot be compared: a panic", new(stdatomic.Value), new(atomic.Value), []any{nil, 1, "a", []int{1}}},
}

var one, two = 1, 2

// operate calls every method of p, with every choice of operands, in the order of their names,
// and notes the results.
func operate(p any, operands []any) (out []string) {
	v := reflect.ValueOf(p)
	for i := range v.NumMethod() {
		name := v.Type().Method(i).Name
		for _, args := range choices(v.Method(i).Type(), operands) {
			out = append(out, fmt.Sprint(name, texts(args), " = ", call(v.Method(i), args), ", holds ", call(v.MethodByName("Load"), nil)))
		}
	}
	return out
}

// choices lists the arguments for a function's parameters.
func choices(f reflect.Type, operands []any) (out [][]reflect.Value) {
	out = [][]reflect.Value{nil}
	for i := range f.NumIn() {
		var longer [][]reflect.Value
		for _, args := range out {
			for _, o := range operands {
				a := reflect.New(f.In(i)).Elem()
				if o != nil {
					a.Set(reflect.ValueOf(o))
				}
				longer = append(longer, append(args[:len(args):len(args)], a))
			}
		}
		out = longer
	}
	return out
}

func call(f reflect.Value, args []reflect.Value) (s string) {
	defer func() {
		if v := recover(); v != nil {
			s = fmt.Sprint("panic: ", v)
		}
	}()
	return fmt.Sprint(texts(f.Call(args)))
}

func texts(vs []reflect.Value) (out []string) {
	for _, v := range vs {
		out = append(out, fmt.Sprintf("%v", v.Interface()))
	}
	return out
}

// modes are the ways in which rewritten code runs.
var modes = map[string]func(t *testing.T, f func()){
	"outside": func(_ *testing.T, f func()) { f() },
	"bubble":  func(t *testing.T, f func()) { synctest.Test(t, func(*testing.T) { f() }) },
	"driven":  func(t *testing.T, f func()) { drive(t, f) },
}

// drive runs tasks in a bubble and returns how many steps they took.
func drive(t *testing.T, tasks ...func()) int {
	var s *interleave.Scheduler
	synctest.Test(t, func(*testing.T) {
		s = interleave.New(interleave.Config{})
		for i, f := range tasks {
			s.Go(fmt.Sprint(i), "", f)
		}
		s.Run(func() bool { return len(s.Live()) == 0 }, time.Second)
		s.Close()
	})
	s.Release()
	return s.Steps()
}

func TestTypesBehaveAsAtomic(t *testing.T) {
	for name, run := range modes {
		for _, p := range pairs {
			t.Run(fmt.Sprintf("%s/%T", name, p.std), func(t *testing.T) {
				if p.why == "" {
					t.Fatal("no reason")
				}
				want := operate(fresh(p.std), p.operands)
				var got []string
				run(t, func() { got = operate(fresh(p.mirror), p.operands) })
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("(-sync/atomic +mirror):\n%s", d)
				}
			})
		}
	}
}

// fresh is a zero value of p's type.
func fresh(p any) any { return reflect.New(reflect.TypeOf(p).Elem()).Interface() }

// functions are pairs of the package's functions, by the type that they work on.
var functions = map[string][2][]any{
	"int32": {
		{stdatomic.LoadInt32, stdatomic.StoreInt32, stdatomic.SwapInt32, stdatomic.CompareAndSwapInt32, stdatomic.AddInt32, stdatomic.AndInt32, stdatomic.OrInt32},
		{atomic.LoadInt32, atomic.StoreInt32, atomic.SwapInt32, atomic.CompareAndSwapInt32, atomic.AddInt32, atomic.AndInt32, atomic.OrInt32},
	},
	"int64": {
		{stdatomic.LoadInt64, stdatomic.StoreInt64, stdatomic.SwapInt64, stdatomic.CompareAndSwapInt64, stdatomic.AddInt64, stdatomic.AndInt64, stdatomic.OrInt64},
		{atomic.LoadInt64, atomic.StoreInt64, atomic.SwapInt64, atomic.CompareAndSwapInt64, atomic.AddInt64, atomic.AndInt64, atomic.OrInt64},
	},
	"uint32": {
		{stdatomic.LoadUint32, stdatomic.StoreUint32, stdatomic.SwapUint32, stdatomic.CompareAndSwapUint32, stdatomic.AddUint32, stdatomic.AndUint32, stdatomic.OrUint32},
		{atomic.LoadUint32, atomic.StoreUint32, atomic.SwapUint32, atomic.CompareAndSwapUint32, atomic.AddUint32, atomic.AndUint32, atomic.OrUint32},
	},
	"uint64": {
		{stdatomic.LoadUint64, stdatomic.StoreUint64, stdatomic.SwapUint64, stdatomic.CompareAndSwapUint64, stdatomic.AddUint64, stdatomic.AndUint64, stdatomic.OrUint64},
		{atomic.LoadUint64, atomic.StoreUint64, atomic.SwapUint64, atomic.CompareAndSwapUint64, atomic.AddUint64, atomic.AndUint64, atomic.OrUint64},
	},
	"uintptr": {
		{stdatomic.LoadUintptr, stdatomic.StoreUintptr, stdatomic.SwapUintptr, stdatomic.CompareAndSwapUintptr, stdatomic.AddUintptr, stdatomic.AndUintptr, stdatomic.OrUintptr},
		{atomic.LoadUintptr, atomic.StoreUintptr, atomic.SwapUintptr, atomic.CompareAndSwapUintptr, atomic.AddUintptr, atomic.AndUintptr, atomic.OrUintptr},
	},
	"unsafe.Pointer": {
		{stdatomic.LoadPointer, stdatomic.StorePointer, stdatomic.SwapPointer, stdatomic.CompareAndSwapPointer},
		{atomic.LoadPointer, atomic.StorePointer, atomic.SwapPointer, atomic.CompareAndSwapPointer},
	},
}

// use calls each function on one variable and notes the results.
func use(fs []any) (out []string) {
	addr := reflect.New(reflect.TypeOf(fs[0]).In(0).Elem())
	operands := []any{unsafe.Pointer(nil), unsafe.Pointer(&one), unsafe.Pointer(&two)}
	if addr.Elem().Kind() != reflect.UnsafePointer {
		operands = nil
		for _, n := range []int{0, 7, 12, 1 << 30} {
			operands = append(operands, reflect.ValueOf(n).Convert(addr.Elem().Type()).Interface())
		}
	}
	for _, f := range fs {
		v := reflect.ValueOf(f)
		rest := reflect.FuncOf(ins(v.Type())[1:], nil, false)
		for _, args := range choices(rest, operands) {
			out = append(out, fmt.Sprint(texts(args), call(v, append([]reflect.Value{addr}, args...)), addr.Elem()))
		}
	}
	return out
}

func ins(f reflect.Type) (out []reflect.Type) {
	for t := range f.Ins() {
		out = append(out, t)
	}
	return out
}

func TestFunctionsBehaveAsAtomic(t *testing.T) {
	for name, run := range modes {
		for typ, fs := range functions {
			t.Run(name+"/"+typ, func(t *testing.T) {
				want := use(fs[0])
				var got []string
				run(t, func() { got = use(fs[1]) })
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("(-sync/atomic +mirror):\n%s", d)
				}
			})
		}
	}
}
