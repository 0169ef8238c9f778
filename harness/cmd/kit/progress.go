package main

import (
	"fmt"
	"path/filepath"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/progress"
)

type progressCmd struct {
	Out string `short:"o" help:"Write the page to this file. Default: .kit/progress.html."`
}

// Run shows what the mock interviews so far say together, as text and on a page.
func (c *progressCmd) Run(k *kit) error {
	cards, unreadable, err := mock.Cards(k.root, "")
	if err != nil {
		return err
	}
	for _, u := range unreadable {
		k.out.printf("%s %v\n", k.out.bad("left out:"), u)
	}
	if len(cards) == 0 {
		k.out.printf("No mock interview is finished yet: make mock C=keys starts one.\n")
		return nil
	}
	var ready []string
	for _, ch := range k.ready() {
		ready = append(ready, ch.Name)
	}
	s := progress.Of(cards, ready)
	s.Print(k.out, k.out.style())
	path, shown := c.Out, c.Out
	if path == "" {
		shown = filepath.Join(".kit", "progress.html")
		path = filepath.Join(k.root, shown)
	}
	if err := writePage(path, s.Write); err != nil {
		return fmt.Errorf("OUT=%s: %w", shown, err)
	}
	k.out.printf("\nThe page: %s\n", shown)
	return nil
}
