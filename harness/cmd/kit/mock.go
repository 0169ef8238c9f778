package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/charmbracelet/x/term"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/runner"
)

type mockCmd struct {
	Challenge string `short:"c" required:"" help:"Name or number."`
	Minutes   int    `name:"min" help:"How long it lasts. Default: the challenge's own minutes."`
	Level     int    `help:"Ask for promises up to this level. Default: 3."`
	Seed      uint64 `help:"Seed of random schedules and storms. Default: 1."`
	extraFlag
}

// Run is a timed mock interview: it begins one, or goes on with the one that is running, until the
// bell or until the terminal is left.
func (c *mockCmd) Run(k *kit) error {
	ch, err := k.choose(c.Challenge)
	if err != nil {
		return err
	}
	release, err := mock.Own(k.root, ch.Name)
	if errors.Is(err, mock.ErrOwned) {
		return fmt.Errorf("a mock interview of %s is running in another terminal: go on there, or close that one first", ch.Name)
	}
	if err != nil {
		return err
	}
	defer release()
	m, err := c.sit(k, ch)
	if err != nil {
		return err
	}
	if !m.s.Ended() {
		if err := m.run(); err != nil {
			return err
		}
	}
	if !m.s.Ended() {
		return m.leave()
	}
	return m.finish(k.ctx)
}

// sit opens the mock interview that is running, or begins one.
func (c *mockCmd) sit(k *kit, ch challenges.Challenge) (*sitting, error) {
	if c.Minutes < 0 || c.Minutes > 600 {
		return nil, fmt.Errorf("MIN=%d: a mock interview lasts from 1 to 600 minutes", c.Minutes)
	}
	if c.Level < 0 || c.Level > 3 {
		return nil, fmt.Errorf("LEVEL=%d: levels are 1, 2 and 3", c.Level)
	}
	readme, err := k.read("challenges", ch.Name, "README.md")
	if err != nil {
		return nil, err
	}
	m := &sitting{k: k, ch: ch, prompt: mock.CutPrompt(readme)}
	m.file, m.s, err = mock.Running(k.root, ch.Name)
	switch {
	case errors.Is(err, mock.ErrNone):
		return m, c.begin(m)
	case err != nil:
		return nil, err
	}
	return m, c.resume(m)
}

// begin keeps the present attempt, lays the stub and starts the clock.
func (c *mockCmd) begin(m *sitting) error {
	s := mock.Session{Challenge: m.ch.Name, Level: c.Level, Seed: max(c.Seed, 1), Minutes: time.Duration(c.Minutes) * time.Minute}
	if c.Minutes == 0 {
		s.Minutes = time.Duration(m.ch.Minutes) * time.Minute
	}
	if c.Level == 0 {
		s.Level = 3
	}
	if err := m.asks(&s); err != nil {
		return err
	}
	if err := c.extras(m, &s); err != nil {
		return err
	}
	f := m.k.folder(m.ch)
	stub, err := f.StubDigest()
	if err != nil {
		return err
	}
	if s.Suite, err = f.SuiteDigest(); err != nil {
		return err
	}
	if s.Kept, err = m.k.lay(m.ch); err != nil {
		return err
	}
	if m.file, m.s, err = mock.Begin(m.k.root, s, m.now(), stub); err != nil {
		return err
	}
	if s.Kept != "" {
		m.say = "Your attempt of before is kept in " + s.Kept
	}
	_, err = m.freeze()
	return err
}

// asks sets what a session asks for, and when.
func (m *sitting) asks(s *mock.Session) error {
	p, err := m.k.pack(m.ch)
	if err != nil {
		return err
	}
	for _, x := range p.Prompt.Promises {
		if x.Level <= s.Level {
			s.Promises = append(s.Promises, mock.Promise{ID: x.ID, Name: x.Name, Level: x.Level, Part: max(x.Part, 1)})
		}
	}
	s.Parts = m.prompt.Plan(p.Guide.Steps(), s.Minutes)
	return nil
}

// extras adds the interviewer's own scenarios. The stub is judged by them before the clock starts, to
// see that they work, and what they are called.
func (c *mockCmd) extras(m *sitting, s *mock.Session) (err error) {
	if s.ExtraDir, err = c.folder(); err != nil || s.ExtraDir == "" {
		return err
	}
	j := m.job()
	j.Only, j.Extra, j.NoRace = nil, s.ExtraDir, true
	j.From = m.k.folder(m.ch).StubDir()
	o, err := runner.Run(m.k.ctx, j)
	if err != nil {
		return inExtra(j, err)
	}
	s.Extra = o.Extra
	for _, x := range o.Results {
		if x.Extra && x.Level <= s.Level && x.Part <= len(s.Parts) {
			s.Promises = append(s.Promises, mock.Promise{ID: x.ID, Name: x.Name, Level: x.Level, Part: x.Part, Extra: true})
		}
	}
	return nil
}

// resume goes on with a session: its clock has run on.
func (c *mockCmd) resume(m *sitting) error {
	for _, x := range []struct {
		flag    string
		is, was uint64
	}{{"MIN", uint64(c.Minutes), uint64(m.s.Minutes / time.Minute)}, {"LEVEL", uint64(c.Level), uint64(m.s.Level)}, {"SEED", c.Seed, m.s.Seed}} {
		if x.is != 0 && x.is != x.was {
			return fmt.Errorf("%s=%d: a mock interview of %s with %s=%d is running: go on with make mock C=%s, and end it there first", x.flag, x.is, m.ch.Name, x.flag, x.was, m.ch.Name)
		}
	}
	switch now := m.now(); {
	case m.s.Ended():
		return nil
	case m.s.Left(now) <= 0:
		return m.endAway()
	default:
		m.say = "It goes on; the clock has run meanwhile."
		return m.apply(mock.Event{At: now, Kind: mock.Reopened})
	}
}

// run shows the interview until its end, or until the terminal is left.
func (m *sitting) run() error {
	m.extra = m.s.Extra
	saves, err := saved(m.k.ctx, m.k.folder(m.ch).Dir(), m.ch.Name+"test")
	if err != nil {
		return fmt.Errorf("watch challenges/%s: %w", m.ch.Name, err)
	}
	if !m.k.out.tty || !term.IsTerminal(os.Stdin.Fd()) {
		return m.lines(saves)
	}
	x := newMockScreen(m)
	return show(m.k.ctx, x, &x.judging, saves)
}

// leave says that the clock runs on.
func (m *sitting) leave() error {
	err := m.apply(mock.Event{At: m.now(), Kind: mock.Closed})
	if err == nil {
		m.k.out.printf("The clock runs on: %s left. Go on with make mock C=%s\n", mock.Clock(m.s.Left(m.now())), m.ch.Name)
	}
	return err
}

// open chooses a challenge of which no mock interview is running: until its end nothing but its own
// terminal judges, and nothing shows the reference or a history.
func (k *kit) open(name string) (challenges.Challenge, error) {
	ch, err := k.choose(name)
	if err != nil {
		return ch, err
	}
	_, s, err := mock.Running(k.root, ch.Name)
	switch {
	case errors.Is(err, mock.ErrNone):
		return ch, nil
	case err != nil:
		return ch, err
	case s.Left(k.now()) <= 0:
		return ch, fmt.Errorf("the bell of a mock interview of %s has rung: make mock C=%s makes its card", ch.Name, ch.Name)
	}
	return ch, fmt.Errorf("a mock interview of %s is running: save, and its terminal judges; press e there to end it (make mock C=%s opens it again)", ch.Name, ch.Name)
}
