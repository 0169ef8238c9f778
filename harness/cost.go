package harness

import (
	"runtime"
	"sync"

	"example.com/idempotency/harness/history"
)

// Cost notes what something has cost and the most that it may cost, for the rule scenarios.Frugal.
// The text says what was measured: "goroutines left by …".
func (c *Client) Cost(text string, got, most int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.notes = append(c.notes, history.Note{Moment: c.now(), Kind: history.Cost, Text: text, Got: got, Most: most})
}

// Goroutines counts the goroutines of the handler and of the requests that are not answered yet.
func (c *Client) Goroutines() int64 {
	c.Inside("it counts goroutines")
	return int64(len(others()))
}

// Spawns does what it is told, and notes how many goroutines that has left behind. Outside of the
// process it only does it.
func (c *Client) Spawns(text string, most int64, do func()) {
	if c.live != nil {
		c.live.partly("goroutines are counted, which nobody can from outside of the server's process")
		do()
		return
	}
	before := c.Goroutines()
	do()
	c.Settle()
	c.Cost("goroutines left by "+text, c.Goroutines()-before, most)
}

// Heap returns how many bytes of memory are reachable. Scenarios that run at the same time are
// measured with it: mark one that asks as Alone. However long that takes on a busy machine, the
// watchdog waits.
func (c *Client) Heap() int64 {
	c.Inside("it looks at the memory")
	c.looking.Store(true)
	defer c.looking.Store(false)
	crowd()
	least := uint64(1 << 62)
	for range 3 { // what a sync.Pool holds goes with the second collection
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		least = min(least, m.HeapAlloc)
	}
	return int64(least)
}

// crowd lets many goroutines be there at the same time, once. The runtime keeps the descriptor of
// one that has ended for the next to come, some 400 bytes, so that the heap grows whenever there
// are more at once than ever before: for code whose timers fire together that is chance, no leak.
var crowd = sync.OnceFunc(func() {
	var wg sync.WaitGroup
	over := make(chan struct{})
	for range 5000 {
		wg.Go(func() { <-over })
	}
	close(over)
	wg.Wait()
})
