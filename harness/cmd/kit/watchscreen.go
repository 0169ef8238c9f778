package main

import (
	"bytes"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

// What a watchScreen is told, beside what its judging tells.
type (
	savedMsg struct{}
	panelMsg struct {
		text string
		err  error
	}
)

// A watchScreen is the one screen of make watch.
type watchScreen struct {
	w *watcher
	judging
	frame

	before, now *runner.Outcome
	err         error
	panel       string // a hint, a diff, a picture; empty: the first failure
}

func newWatchScreen(w *watcher) *watchScreen {
	return &watchScreen{w: w, frame: frame{width: 80, height: 24}}
}

// Init implements tea.Model.
func (m *watchScreen) Init() tea.Cmd { return m.again() }

func (m *watchScreen) again() tea.Cmd {
	m.panel, m.scroll = "", 0
	return m.start(m.w.k.ctx, m.w.judge)
}

// Update implements tea.Model.
func (m *watchScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case savedMsg:
		return m, m.again()
	case progressMsg:
		m.told(msg)
	case judgedMsg:
		if m.told(msg) {
			m.judged(msg)
		}
	case panelMsg:
		m.panel, m.scroll = msg.text, 0
		if msg.err != nil {
			m.panel = "kit: " + msg.err.Error()
		}
	case tea.KeyPressMsg:
		return m.key(msg.String())
	}
	return m, nil
}

func (m *watchScreen) judged(msg judgedMsg) {
	m.err = msg.err
	if msg.err == nil {
		m.before, m.now = m.now, &msg.o
	}
}

func (m *watchScreen) key(k string) (tea.Model, tea.Cmd) {
	if m.frame.key(k) {
		return m, nil
	}
	switch k {
	case "q", "ctrl+c":
		m.end()
		return m, tea.Quit
	case "r":
		return m, m.again()
	case "esc":
		m.panel, m.scroll = "", 0
	case "h":
		return m, ask(m.hint)
	case "d":
		return m, ask(func() (string, error) {
			if err := m.w.k.attempted(m.w.ch, false); err != nil {
				return "", err
			}
			return m.w.k.diff(m.w.ch)
		})
	case "p":
		return m, ask(m.picture)
	}
	return m, nil
}

// ask does something whose result is shown.
func ask(f func() (string, error)) tea.Cmd {
	return func() tea.Msg {
		text, err := f()
		return panelMsg{text, err}
	}
}

// hint is the next one for the first broken promise.
func (m *watchScreen) hint() (string, error) {
	c := hintCmd{Challenge: m.w.ch.Name}
	ch, id, err := c.which(m.w.k)
	if err != nil {
		return "", err
	}
	return m.w.k.hint(ch, id)
}

// View implements tea.Model.
func (m *watchScreen) View() tea.View {
	v := tea.NewView(m.text())
	v.AltScreen = true
	return v
}

const watchKeys = "h hint  d diff  p picture  r run  q quit  ↑↓ scroll  esc back"

// text is the whole screen: a bar, what changed, then the panel or the first failure.
func (m *watchScreen) text() string {
	s := m.w.k.out
	head := []string{s.bold(m.w.ch.Name) + "  " + m.w.ch.Title, m.bar()}
	if m.now != nil {
		if m.before != nil && m.now.Compile == "" && !m.running {
			head = append(head, changes(s, m.before.Report, m.now.Report))
		}
	}
	return m.frame.text(s, head, m.body(), watchKeys)
}

// bar shows how much of the suite has run, or how many promises are held.
func (m *watchScreen) bar() string {
	all, held := 0, 0
	if m.now != nil {
		all = len(m.now.Results)
		for _, x := range m.now.Results {
			if x.Verdict == judge.Held {
				held++
			}
		}
	}
	if m.running {
		return m.judging.bar(all, m.width)
	}
	if m.err != nil || all == 0 {
		return ""
	}
	text := progressBar(held, all, 30) + fmt.Sprintf("  %d of %d held", held, all)
	if held == all {
		return m.w.k.out.good(text)
	}
	return text
}

func (m *watchScreen) body() string {
	switch {
	case m.panel != "":
		return m.panel
	case m.err != nil:
		return "kit: " + m.err.Error()
	case m.now == nil:
		return ""
	}
	return m.shown(func(k *kit) { (&testCmd{}).show(k, m.w.ch, *m.now) })
}

// shown is what f prints, at the width of the screen.
func (m *watchScreen) shown(f func(k *kit)) string {
	var b bytes.Buffer
	k := *m.w.k
	k.out = &screen{Writer: &b, colour: m.w.k.out.colour, width: m.width}
	f(&k)
	return b.String()
}

// picture is the history of the first failure, drawn.
func (m *watchScreen) picture() (string, error) {
	if m.now == nil {
		return "", fmt.Errorf("nothing was judged yet")
	}
	for _, x := range m.now.Results {
		if x.Verdict != judge.Held && x.History != nil {
			return m.shown(func(k *kit) {
				k.out.printf("%s  %s\n\n", k.out.bold(x.ID), x.Story)
				timeline.PrintLanes(k.out, x.History, x.Violations, k.out.style())
				k.out.printf("\n%s\n", k.out.dim("All of them on one page: make report C="+m.w.ch.Name))
			}), nil
		}
	}
	return "", fmt.Errorf("no failure has a history to draw")
}
