package main

import (
	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/runner"
)

type galleryCmd struct {
	Challenge string `short:"c" help:"Name or number; empty: all."`
	Times     int    `short:"n" default:"1" help:"Judge each right answer so many times, each with a seed of its own."`
	Answer    string `short:"a" help:"Judge only the answer of this name."`
	CPU       string `default:"" help:"Run at each of these GOMAXPROCS, such as 1,2,4."`
	Load      bool   `help:"Keep the processors busy meanwhile."`
}

// Run judges reference, alternatives and wrong answers of each challenge.
func (c *galleryCmd) Run(k *kit) error {
	todo, err := k.some(c.Challenge)
	if err != nil {
		return err
	}
	if c.Load {
		defer burn(k.ctx)()
	}
	ok := true
	for _, ch := range todo {
		g := runner.Gallery{Root: k.root, Name: ch.Name, Times: c.Times, Answer: c.Answer, CPU: c.CPU}
		out, held, err := g.Run(k.ctx)
		if err != nil {
			return err
		}
		k.out.printf("%s", out)
		ok = ok && held
	}
	if !ok {
		return errBroken
	}
	return nil
}

func (k *kit) some(name string) ([]challenges.Challenge, error) {
	if name == "" {
		return k.ready(), nil
	}
	c, err := k.choose(name)
	return []challenges.Challenge{c}, err
}
