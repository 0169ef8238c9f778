package atomic_test

import (
	"fmt"
	"reflect"
	gosync "sync"
	"testing"
	"unsafe"

	"example.com/idempotency/harness/interleave"
	"example.com/idempotency/harness/interleave/atomic"
)

// Each operation hands control back once.
func TestOperationsArePoints(t *testing.T) {
	once := func(name string, f reflect.Value, args []reflect.Value) {
		t.Run(name, func(t *testing.T) {
			// A second task, which waits for its turn, keeps the first from being alone.
			if got := drive(t, func() { f.Call(args) }, func() {}) - 2; got != 1 {
				t.Errorf("scheduling points = %d, want 1", got)
			}
		})
	}
	for _, p := range pairs[:len(pairs)-1] {
		v := reflect.ValueOf(fresh(p.mirror))
		for i := range v.NumMethod() {
			once(fmt.Sprintf("%T.%s", p.mirror, v.Type().Method(i).Name), v.Method(i), choices(v.Method(i).Type(), p.operands[:1])[0])
		}
	}
	for typ, fs := range functions {
		for i, f := range fs[1] {
			v := reflect.ValueOf(f)
			args := []reflect.Value{reflect.New(v.Type().In(0).Elem())}
			for _, in := range ins(v.Type())[1:] {
				args = append(args, reflect.Zero(in))
			}
			once(fmt.Sprint(typ, i), v, args)
		}
	}
}

// Outside of bubbles the mirror is as atomic as the original: run with -race.
func TestRealGoroutines(t *testing.T) {
	interleave.Shake(true)
	defer interleave.Shake(false)
	const workers, rounds = 8, 300
	var n atomic.Int64
	var m int32
	var swaps atomic.Uint32
	var p atomic.Pointer[int]
	var raw unsafe.Pointer
	var first atomic.Bool
	firsts := 0
	var wg gosync.WaitGroup
	for range workers {
		wg.Go(func() {
			if first.CompareAndSwap(false, true) {
				firsts++
			}
			for i := range rounds {
				n.Add(1)
				atomic.AddInt32(&m, 1)
				for {
					if old := swaps.Load(); swaps.CompareAndSwap(old, old+1) {
						break
					}
				}
				p.Store(&i)
				_ = *p.Load()
				atomic.StorePointer(&raw, unsafe.Pointer(&i))
			}
		})
	}
	wg.Wait()
	if n.Load() != workers*rounds || atomic.LoadInt32(&m) != workers*rounds || swaps.Load() != workers*rounds || firsts != 1 {
		t.Errorf("counted %d, %d, %d, %d firsts", n.Load(), m, swaps.Load(), firsts)
	}
}
