package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
)

type hintCmd struct {
	Challenge string `short:"c" help:"Name or number; not needed with a promise."`
	Promise   string `short:"p" help:"A promise, such as K5; otherwise the first that is broken."`
}

// Run shows the next hint for a promise, one step stronger each time.
func (c *hintCmd) Run(k *kit) error {
	ch, id, err := c.which(k)
	if err != nil {
		return err
	}
	text, err := k.hint(ch, id)
	if err != nil {
		return err
	}
	k.out.printf("%s\n", text)
	return nil
}

// hint returns the next hint for a promise and counts it.
func (k *kit) hint(ch challenges.Challenge, id string) (string, error) {
	text, err := k.read("challenges", ch.Name, "HINTS.md")
	if err != nil {
		return "", err
	}
	hints, err := practice.Hints(text, id)
	if err != nil {
		return "", fmt.Errorf("P=%s: challenge %s has no such promise: see challenges/%s/README.md", id, ch.Name, ch.Name)
	}
	charge, err := k.price(ch, id)
	if err != nil {
		return "", err
	}
	n, err := k.store.Hint(ch.Name, id, len(hints))
	if err != nil {
		return "", err
	}
	if err := charge(n); err != nil {
		return "", err
	}
	out := fmt.Sprintf("%s  hint %d of %d\n\n%s", k.out.bold(id), n, len(hints), hints[n-1])
	if n < len(hints) {
		return out + "\n\n" + k.out.dim("Another, stronger: make hint P="+id), nil
	}
	return out + "\n\n" + k.out.dim("That was the last one. The reference: make solution C="+ch.Name), nil
}

// which finds the challenge and the promise that are meant.
func (c *hintCmd) which(k *kit) (ch challenges.Challenge, id string, err error) {
	id = strings.ToUpper(c.Promise)
	switch {
	case c.Challenge != "":
		ch, err = k.choose(c.Challenge)
	case id != "":
		ch, err = byLetter(id)
	default:
		err = fmt.Errorf("which challenge? make hint C=keys, or make hint P=K5")
	}
	if err != nil || id != "" {
		return ch, id, err
	}
	verdicts, err := k.verdicts(ch)
	if err != nil {
		return ch, "", err
	}
	if verdicts == nil {
		return ch, "", fmt.Errorf("nothing is known to be broken yet: make test C=%s first, or name a promise: make hint P=%s2", ch.Name, ch.Letter)
	}
	var broken []string
	for p, v := range verdicts {
		if v != judge.Held {
			broken = append(broken, p)
		}
	}
	if len(broken) == 0 {
		return ch, "", fmt.Errorf("every promise of %s held when it was last judged: name one for its hints anyway: make hint P=%s2", ch.Name, ch.Letter)
	}
	slices.SortFunc(broken, func(a, b string) int { return number(a) - number(b) })
	return ch, broken[0], nil
}

// verdicts are those that were last found: in a mock interview its own.
func (k *kit) verdicts(ch challenges.Challenge) (map[string]judge.Verdict, error) {
	_, s, err := mock.Running(k.root, ch.Name)
	switch {
	case err == nil && s.Last() == nil:
		return nil, nil
	case err == nil:
		return s.Hintable(), nil
	case !errors.Is(err, mock.ErrNone):
		return nil, err
	}
	r, err := k.store.Challenge(ch.Name)
	if err != nil || r.Last == nil {
		return nil, err
	}
	return r.Last.Promises, nil
}

// price returns what notes a hint on the card of the mock interview that is running. One that asks
// for something else gives no hint.
func (k *kit) price(ch challenges.Challenge, id string) (charge func(n int) error, err error) {
	f, s, err := mock.Running(k.root, ch.Name)
	switch {
	case errors.Is(err, mock.ErrNone) || err == nil && s.Ended():
		return func(int) error { return nil }, nil
	case err != nil:
		return nil, err
	case s.Paused():
		return nil, fmt.Errorf("the mock interview is paused: no hints meanwhile")
	case !slices.Contains(s.Asked(s.Part()), id):
		return nil, fmt.Errorf("P=%s: the mock interview does not ask for it yet", id)
	}
	return func(n int) error {
		_, err := f.Append(mock.Event{At: k.now().Round(0), Kind: mock.Hinted, Promises: []string{id}, Hint: n})
		return err
	}, nil
}

// byLetter finds the challenge of a promise.
func byLetter(id string) (challenges.Challenge, error) {
	for _, c := range challenges.All {
		if _, err := strconv.Atoi(strings.TrimPrefix(id, c.Letter)); strings.HasPrefix(id, c.Letter) && err == nil {
			return c, nil
		}
	}
	return challenges.Challenge{}, fmt.Errorf("P=%s: is no promise of any challenge: it is a letter and a number, such as K5", id)
}
