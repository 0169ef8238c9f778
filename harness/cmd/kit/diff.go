package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"example.com/idempotency/challenges"
)

type diffCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Force     bool   `help:"Also before an attempt was judged."`
}

// Run shows how the learner's files become the reference's.
func (c *diffCmd) Run(k *kit) error {
	ch, err := k.open(c.Challenge)
	if err != nil {
		return err
	}
	if err := k.attempted(ch, c.Force); err != nil {
		return err
	}
	text, err := k.diff(ch)
	if err != nil {
		return err
	}
	k.out.printf("%s", text)
	return nil
}

// attempted refuses until the challenge was tried, because a solution can be read only once.
func (k *kit) attempted(ch challenges.Challenge, force bool) error {
	r, err := k.store.Challenge(ch.Name)
	if err == nil && r.Attempted.IsZero() && !force {
		err = fmt.Errorf("try %s first: edit challenges/%s/%s.go and make test C=%s; FORCE=1 shows the reference anyway", ch.Name, ch.Name, ch.Name, ch.Name)
	}
	return err
}

// diff is the unified diff from the learner's files to the reference's, file by file.
func (k *kit) diff(ch challenges.Challenge) (string, error) {
	mine, err := k.folder(ch).Code()
	if err != nil {
		return "", err
	}
	files := mine
	theirs, err := filepath.Glob(filepath.Join(k.root, "solutions", ch.Name, "*.go"))
	if err != nil {
		return "", err
	}
	for _, f := range theirs {
		if b := filepath.Base(f); !strings.HasSuffix(b, "_test.go") && !slices.Contains(files, b) {
			files = append(files, b)
		}
	}
	var out strings.Builder
	for _, f := range files {
		a, b := filepath.Join("challenges", ch.Name, f), filepath.Join("solutions", ch.Name, f)
		from, err := k.readIfThere(a)
		if err != nil {
			return "", err
		}
		to, err := k.readIfThere(b)
		if err != nil {
			return "", err
		}
		out.WriteString(k.colourDiff(udiff.Unified(a, b, from, to)))
	}
	if out.Len() == 0 {
		return fmt.Sprintf("challenges/%s is the reference.\n", ch.Name), nil
	}
	return out.String(), nil
}

func (k *kit) readIfThere(path string) (string, error) {
	text, err := k.read(path)
	if os.IsNotExist(err) {
		return "", nil
	}
	return text, err
}

func (k *kit) colourDiff(d string) string {
	lines := strings.SplitAfter(d, "\n")
	for i, l := range lines {
		body, nl := strings.TrimSuffix(l, "\n"), strings.HasSuffix(l, "\n")
		switch {
		case strings.HasPrefix(l, "+"):
			body = k.out.good(body)
		case strings.HasPrefix(l, "-"):
			body = k.out.bad(body)
		case strings.HasPrefix(l, "@@"):
			body = k.out.dim(body)
		}
		if nl {
			body += "\n"
		}
		lines[i] = body
	}
	return strings.Join(lines, "")
}
