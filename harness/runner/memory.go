package runner

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// maxMemory is how many bytes a test process may hold; a reference with the race detector takes
// less than a tenth of it.
const maxMemory = 1 << 30

// limitMemory ends a process that holds too much, and says so in full. It works where /proc does.
func limitMemory(p *os.Process, full *atomic.Bool) (stop func()) {
	quit := make(chan struct{})
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
				if resident(p.Pid) > maxMemory {
					full.Store(true)
					_ = p.Kill()
					return
				}
			}
		}
	}()
	return func() { close(quit) }
}

// resident returns how many bytes of memory a process holds, 0 where that is not known.
func resident(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b))
	if len(f) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(f[1], 10, 64)
	return pages * int64(os.Getpagesize())
}
