// Package challenges is the register: the one list of challenges that every command reads.
package challenges

import (
	"fmt"
	"strconv"
	"strings"
)

// A Challenge is one pattern, practised in the folder and package of its Name.
type Challenge struct {
	Number  int    // 1–9, the order in which they build on each other
	Name    string // of its folder and package: "keys"
	Letter  string // of its promises' ids: "K" in K9
	Title   string // a few words
	Pattern string // what it teaches, in the field's term
	Entry   string // the function that makes the handler: "New"
	Minutes int    // of a mock interview
}

// All lists the challenges in order.
var All = []Challenge{
	{1, "keys", "K", "Take a payment once", "idempotency key", "New", 30},
	{2, "expiry", "E", "Forget keys in time", "key with a TTL", "New", 35},
	{3, "fingerprint", "F", "Recognise an order without a key", "request fingerprint", "New", 40},
	{4, "inflight", "I", "Answer while the first is running", "in-flight requests", "New", 30},
	{5, "fulfill", "N", "Ship an order once", "natural key", "New", 40},
	{6, "users", "U", "Put, post and delete users", "idempotent by design", "New", 30},
	{7, "middleware", "M", "Protect any handler", "middleware", "Idempotent", 45},
	{8, "payload", "P", "One key, one payload", "payload match", "New", 35},
	{9, "checkout", "C", "Orders, payments, refunds", "all together", "New", 60},
}

// Find returns the challenge of that name or number. The error is one line that lists the names.
func Find(nameOrNumber string) (Challenge, error) {
	n, _ := strconv.Atoi(nameOrNumber)
	var names []string
	for _, c := range All {
		if c.Name == nameOrNumber || c.Number == n {
			return c, nil
		}
		names = append(names, c.Name)
	}
	return Challenge{}, fmt.Errorf("there is no challenge %q: choose one of %s, or its number", nameOrNumber, strings.Join(names, ", "))
}
