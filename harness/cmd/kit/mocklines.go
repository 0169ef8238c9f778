package main

import (
	"bufio"
	"context"
	"os"
	"strings"
	"time"

	"example.com/idempotency/harness/mock"
)

// lines is the mock interview without a screen: each save is judged, and what the screen has keys for
// is read from the standard input, a letter on a line.
func (m *sitting) lines(saves <-chan struct{}) error {
	out := m.k.out
	if m.say != "" {
		out.printf("%s\n\n", m.say)
	}
	out.printf("%s\n%s\n%s\n", strings.TrimSpace(m.prompt.Shown(m.s.Part())), m.clock(0), m.parts())
	out.printf("%s\n", out.dim("save, or type t, to test; h hint; p pause; e end; q leave"))
	second := time.NewTicker(time.Second)
	defer second.Stop()
	typed := letters()
	for !m.s.Ended() {
		var unlocked bool
		var err error
		select {
		case <-m.k.ctx.Done():
			return nil
		case <-second.C:
			unlocked, err = m.tick()
		case _, ok := <-saves:
			if !ok {
				return nil
			}
			unlocked, err = m.test(false)
		case letter := <-typed:
			if letter == "q" {
				return nil
			}
			unlocked, err = m.letter(letter)
		}
		for unlocked && err == nil {
			out.printf("\n%s\n", strings.TrimSpace(m.prompt.Parts[m.s.Part()-1]))
			unlocked, err = m.test(true)
		}
		if err != nil {
			out.printf("kit: %v\n", err)
		}
	}
	return nil
}

// letters sends the lines of the standard input; nothing when it is at its end.
func letters() <-chan string {
	out := make(chan string)
	go func() {
		for sc := bufio.NewScanner(os.Stdin); sc.Scan(); {
			out <- strings.TrimSpace(sc.Text())
		}
	}()
	return out
}

func (m *sitting) letter(l string) (unlocked bool, err error) {
	switch l {
	case "t":
		return m.test(false)
	case "h":
		text, err := m.hint()
		if err == nil {
			m.k.out.printf("%s\n", text)
		}
		return false, err
	case "p":
		err = m.pause()
		m.k.out.printf("%s\n", m.clock(0))
	case "e":
		err = m.end(mock.EndEarly)
	}
	return false, err
}

// test judges once and prints what came of it; the bell ends it.
func (m *sitting) test(auto bool) (unlocked bool, err error) {
	if m.s.Paused() {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(m.k.ctx, m.s.Left(m.now()))
	defer cancel()
	a := attempt{auto: auto}
	before, first := m.known(), m.s.Last() == nil
	o, err := m.judge(ctx, m.job(), &a)
	switch {
	case ctx.Err() != nil:
		return false, nil
	case err != nil:
		return false, err
	}
	unlocked, err = m.judged(o, a)
	if o.Compile != "" {
		m.k.out.printf("%s\n", o.Compile)
		return false, err
	}
	if a.examples != "" {
		m.k.out.printf("A visible example fails:\n%s\n", a.examples)
	}
	m.k.out.printf("%s\n%s\n", m.clock(0), strings.Join(m.ids(m.k.out.width), "\n"))
	if !first {
		m.k.out.printf("%s\n", changes(m.k.out, before, m.known()))
	}
	return unlocked, err
}
