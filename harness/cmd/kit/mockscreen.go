package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/runner"
)

// A mockScreen is the one screen of make mock: the clock, what holds and what does not by its id, and
// the prompt as far as it is shown.
type mockScreen struct {
	*sitting
	judging
	frame

	attempt *attempt // of the present run
	before  harness.Report
	changed bool   // there was a run in this terminal
	panel   string // a hint, a compiler's message; empty: the prompt
	err     error
	sure    bool // e was pressed once
}

type tickMsg struct{}

func newMockScreen(m *sitting) *mockScreen {
	return &mockScreen{sitting: m, frame: frame{width: 80, height: 24}, panel: m.say}
}

// Init implements tea.Model.
func (m *mockScreen) Init() tea.Cmd { return nextTick() }

func nextTick() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return tickMsg{} }) }

// again judges, unless the clock stands. auto: the kit's own run, of a part that is shown now.
func (m *mockScreen) again(auto bool) tea.Cmd {
	if m.s.Paused() {
		return nil
	}
	asked := m.running && !m.attempt.auto // the run whose place this one takes
	a := &attempt{auto: auto && !asked}
	m.attempt, m.err = a, nil
	j := m.job()
	return m.start(m.k.ctx, func(ctx context.Context, progress func(string, *harness.Event)) (runner.Outcome, error) {
		j.Progress = progress
		return m.judge(ctx, j, a)
	})
}

// Update implements tea.Model.
func (m *mockScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tickMsg:
		unlocked, err := m.tick()
		if m.err = err; unlocked {
			cmd = m.unlocked()
		}
		cmd = tea.Batch(cmd, nextTick())
	case savedMsg:
		cmd = m.again(false)
	case progressMsg:
		m.told(msg)
	case judgedMsg:
		if m.told(msg) {
			cmd = m.verdict(msg)
		}
	case panelMsg:
		m.panel, m.scroll = msg.text, 0
		if msg.err != nil {
			m.panel = "kit: " + msg.err.Error()
		}
	case tea.KeyPressMsg:
		cmd = m.key(msg.String())
	}
	if m.s.Ended() {
		m.judging.end()
		cmd = tea.Quit
	}
	return m, cmd
}

// unlocked shows a new part, and judges what it asks.
func (m *mockScreen) unlocked() tea.Cmd {
	m.panel = ""
	above, _, _ := strings.Cut(m.body(), fmt.Sprintf("\n### Part %d", m.s.Part()))
	m.scroll = strings.Count(above, "\n") + 1
	return m.again(true)
}

func (m *mockScreen) verdict(msg judgedMsg) tea.Cmd {
	if m.err = msg.err; msg.err != nil {
		return nil
	}
	m.before, m.changed = m.known(), m.s.Last() != nil
	m.panel = msg.o.Compile
	if m.panel == "" && m.attempt.examples != "" {
		m.panel = "A visible example fails:\n\n" + m.attempt.examples
	}
	unlocked, err := m.judged(msg.o, *m.attempt)
	if m.err = err; unlocked {
		return m.unlocked()
	}
	return nil
}

func (m *mockScreen) key(k string) tea.Cmd {
	sure := m.sure
	m.sure = false
	if m.frame.key(k) {
		return nil
	}
	switch k {
	case "q", "ctrl+c":
		m.judging.end()
		return tea.Quit
	case "t":
		return m.again(false)
	case "r", "esc":
		m.panel, m.scroll = "", 0
	case "h":
		return ask(m.hint)
	case "p":
		m.judging.end()
		m.err = m.pause()
	case "e":
		if !sure {
			m.sure = true
			return nil
		}
		m.err = m.sitting.end(mock.EndEarly)
	}
	return nil
}

// View implements tea.Model.
func (m *mockScreen) View() tea.View {
	v := tea.NewView(m.text())
	v.AltScreen = true
	return v
}

const mockKeys = "t test  h hint*  p pause*  r prompt  e end  q leave  ↑↓   *on the card"

func (m *mockScreen) text() string {
	s := m.k.out
	head := []string{s.bold(m.ch.Name) + "  " + m.ch.Title, m.clock(m.width)}
	if line := m.parts(); line != "" {
		head = append(head, line)
	}
	if m.running {
		head = append(head, m.judging.bar(len(m.s.Asked(m.s.Part())), m.width))
	} else if m.changed && m.s.Last() != nil {
		head = append(head, changes(s, m.before, m.known()))
	}
	head = append(head, m.ids(m.width)...)
	keys := mockKeys
	if m.sure {
		keys = "e again: the code is frozen now, and judged; any other key: no"
	}
	return m.frame.text(s, head, m.body(), keys)
}

func (m *mockScreen) body() string {
	switch {
	case m.err != nil:
		return wrapped("kit: "+m.err.Error(), m.width)
	case m.s.Paused():
		return "The clock stands, and the card will say so. p lets it go on."
	case m.panel != "":
		return wrapped(m.panel, m.width)
	}
	return wrapped(flowed(m.prompt.Shown(m.s.Part())), m.width)
}

// clock is the countdown.
func (m *sitting) clock(width int) string {
	now := m.now()
	left := m.s.Left(now)
	text := fmt.Sprintf("%s  %s left of %s", progressBar(int(left), int(m.s.Minutes), 30), mock.Clock(left), mock.Clock(m.s.Minutes))
	if m.s.Paused() {
		text += "  paused"
	}
	if text = cut(text, width); left < m.s.Minutes/10 {
		return m.k.out.bad(text)
	}
	return text
}

// parts says which part is shown, and when the next comes.
func (m *sitting) parts() string {
	n := m.s.Part()
	switch {
	case len(m.s.Parts) == 1:
		return ""
	case n == len(m.s.Parts):
		return fmt.Sprintf("part %d of %d", n, n)
	}
	return fmt.Sprintf("part %d of %d; the next when it holds, at %s at the latest", n, len(m.s.Parts), mock.Clock(m.s.Parts[n].Due))
}
