package userstest

import (
	"fmt"
	"strconv"
	"strings"
)

// successors guesses the next ids of a server that has just given out id, where it counts: the
// digits at its end, and one more each time. Other ids have none, so that these are simply others.
func successors(id string) []string {
	head := strings.TrimRight(id, "0123456789")
	tail := id[len(head):]
	if len(tail) > 15 { // no counter has come so far
		head, tail = id, ""
	}
	n, _ := strconv.ParseInt(tail, 10, 64)
	var out []string
	for i := range int64(4) {
		out = append(out, fmt.Sprintf("%s%0*d", head, len(tail), n+i+1))
	}
	return out
}
