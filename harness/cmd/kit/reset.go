package main

import (
	"fmt"
	"path/filepath"

	"example.com/idempotency/challenges"
)

type resetCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
}

// Run lays the stub anew and keeps the attempt.
func (c *resetCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	kept, err := k.lay(ch)
	if err != nil {
		return err
	}
	if kept == "" {
		k.out.printf("challenges/%s is the stub already.\n", ch.Name)
		return nil
	}
	k.out.printf("challenges/%s is the stub again. Your attempt is kept in %s\n", ch.Name, kept)
	k.out.printf("%s\n", k.out.dim(fmt.Sprintf("judge it there: make test C=%s FROM=%s", ch.Name, kept)))
	return nil
}

// lay lays the stub. kept is where the code of before is, as people say it; empty: it was the stub.
func (k *kit) lay(ch challenges.Challenge) (kept string, err error) {
	f := k.folder(ch)
	code, err := f.Digest()
	if err != nil {
		return "", err
	}
	stub, err := f.StubDigest()
	if err != nil || code == stub {
		return "", err
	}
	kept, err = k.store.Reset(f)
	if rel, rerr := filepath.Rel(k.root, kept); kept != "" && rerr == nil {
		kept = rel
	}
	if err != nil && kept != "" {
		err = fmt.Errorf("%w; your code is kept in %s", err, kept)
	}
	return kept, err
}
