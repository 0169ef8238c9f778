package main

import (
	"fmt"

	"example.com/idempotency/challenges"
)

type listCmd struct{}

// Run prints the table of challenges.
func (listCmd) Run(k *kit) error {
	ready := map[string]bool{}
	for _, c := range k.ready() {
		ready[c.Name] = true
	}
	for _, c := range challenges.All {
		note := ""
		if !ready[c.Name] {
			note = "  (not there yet)"
		}
		k.out.printf("%d  %-12s %-46s %3d min  levels 1–3  %s%s\n", c.Number, c.Name, c.Title, c.Minutes, c.Pattern, note)
	}
	k.out.printf("\nStart with: make test C=%s, after reading challenges/%s/README.md\n", "keys", "keys")
	return nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, one)
	}
	return fmt.Sprintf("%d %s", n, many)
}
