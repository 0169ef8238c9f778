package main

import (
	"fmt"
	"path/filepath"
)

type resetCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
}

// Run lays the stub anew and keeps the attempt.
func (c *resetCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	f := k.folder(ch)
	code, err := f.Digest()
	if err != nil {
		return err
	}
	stub, err := f.StubDigest()
	if err != nil {
		return err
	}
	if code == stub {
		k.out.printf("challenges/%s is the stub already.\n", ch.Name)
		return nil
	}
	kept, err := k.store.Reset(f)
	if kept != "" {
		rel, rerr := filepath.Rel(k.root, kept)
		if rerr == nil {
			kept = rel
		}
	}
	if err != nil {
		if kept != "" {
			return fmt.Errorf("%w; your code is kept in %s", err, kept)
		}
		return err
	}
	k.out.printf("challenges/%s is the stub again. Your attempt is kept in %s\n", ch.Name, kept)
	k.out.printf("%s\n", k.out.dim(fmt.Sprintf("judge it there: make test C=%s FROM=%s", ch.Name, kept)))
	return nil
}
