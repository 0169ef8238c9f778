package runner_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// processorTime is how long processors have been at work, and how long they could have been, in
// seconds.
type processorTime struct{ own, all, total float64 }

// spent reads the times from the system: zeroes where it has no /proc.
func spent() (p processorTime) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			p.own += float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
		}
	}
	b, err := os.ReadFile("/proc/stat")
	if err != nil {
		return p
	}
	first, _, _ := strings.Cut(string(b), "\n")
	const hertz = 100 // the unit of /proc/stat on every Linux
	for i, f := range strings.Fields(first)[1:] {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			panic(fmt.Sprintf("/proc/stat: %v", err))
		}
		if i < 8 { // what follows is counted in the first ones already
			p.total += n / hertz
		}
		if i < 8 && i != 3 && i != 4 { // idle, waiting for disks
			p.all += n / hertz
		}
	}
	return p
}

// foreign is the share of the processors that other programs have taken since before.
func (p processorTime) foreign(before processorTime) float64 {
	if p.total <= before.total {
		return 0
	}
	return min(0.95, max(0, (p.all-before.all-(p.own-before.own))/(p.total-before.total)))
}
