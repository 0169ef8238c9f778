package runner

import "sync"

// Abreast calls f for each number below n, so many at a time at most, and returns when all are done.
func Abreast(n, most int, f func(i int)) {
	turn := make(chan struct{}, most)
	var wg sync.WaitGroup
	for i := range n {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			f(i)
		})
	}
	wg.Wait()
}
