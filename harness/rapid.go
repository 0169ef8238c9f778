package harness

import (
	"flag"
	"strconv"
	"sync"
)

// rapidFlags are the settings of package rapid, which are flags of the process.
var rapidFlags = settings{free: sync.NewCond(new(sync.Mutex))}

// Settings are shared by storms that go on side by side and draw equally much by the same seed. Others
// wait.
type settings struct {
	free  *sync.Cond
	users int // guarded by free.L, as what follows
	runs  int
	seed  uint64
}

// take tells package rapid how much to draw, by which seed. The storm is over when done is called.
func (s *settings) take(runs int, seed uint64) (done func()) {
	s.free.L.Lock()
	defer s.free.L.Unlock()
	for s.users > 0 && (s.runs != runs || s.seed != seed) {
		s.free.Wait()
	}
	if s.users == 0 {
		s.runs, s.seed = runs, seed
		for name, v := range map[string]string{
			"checks": strconv.Itoa(runs), "seed": strconv.FormatUint(seed, 10),
			"nofailfile": "true", "shrinktime": "2s",
		} {
			if err := flag.Set("rapid."+name, v); err != nil {
				panic("harness: " + err.Error())
			}
		}
	}
	s.users++
	return func() {
		s.free.L.Lock()
		defer s.free.L.Unlock()
		s.users--
		s.free.Broadcast()
	}
}
