package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/judge"
	"example.com/idempotency/harness/runner"
	"example.com/idempotency/harness/timeline"
)

// What a watchScreen is told.
type (
	savedMsg    struct{}
	progressMsg struct {
		run  int
		text string
		e    *harness.Event
	}
	judgedMsg struct {
		run int
		o   runner.Outcome
		err error
	}
	panelMsg struct {
		text string
		err  error
	}
)

// A watchScreen is the one screen of make watch.
type watchScreen struct {
	w             *watcher
	width, height int

	run     int // the number of the present run; what earlier ones still tell is ignored
	stop    context.CancelFunc
	running bool
	doing   string
	began   int
	ended   int

	before, now *runner.Outcome
	err         error
	panel       string // a hint, a diff, a picture; empty: the first failure
	scroll      int
}

func newWatchScreen(w *watcher) *watchScreen { return &watchScreen{w: w, width: 80, height: 24} }

// Init implements tea.Model.
func (m *watchScreen) Init() tea.Cmd { return m.start() }

// start judges in the background; a run that is still going is ended first.
func (m *watchScreen) start() tea.Cmd {
	if m.stop != nil {
		m.stop()
	}
	var ctx context.Context
	ctx, m.stop = context.WithCancel(m.w.k.ctx)
	m.run++
	m.running, m.began, m.ended, m.doing, m.panel, m.scroll = true, 0, 0, "compiling", "", 0
	run := m.run
	return func() tea.Msg {
		o, err := m.w.judge(ctx, func(text string, e *harness.Event) { m.w.tell(progressMsg{run, text, e}) })
		return judgedMsg{run, o, err}
	}
}

// Update implements tea.Model.
func (m *watchScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case savedMsg:
		return m, m.start()
	case progressMsg:
		m.progress(msg)
	case judgedMsg:
		if msg.run == m.run {
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

func (m *watchScreen) progress(msg progressMsg) {
	switch {
	case msg.run != m.run:
	case msg.text != "":
		m.doing = msg.text
	case msg.e.Began != nil:
		m.began++
		m.doing = "judging"
	case msg.e.Ended != nil:
		m.ended++
	}
}

func (m *watchScreen) judged(msg judgedMsg) {
	m.running, m.err = false, msg.err
	if msg.err == nil {
		m.before, m.now = m.now, &msg.o
	}
}

func (m *watchScreen) key(k string) (tea.Model, tea.Cmd) {
	switch k {
	case "q", "ctrl+c":
		if m.stop != nil {
			m.stop()
		}
		return m, tea.Quit
	case "r":
		return m, m.start()
	case "esc":
		m.panel, m.scroll = "", 0
	case "down", "j", "space", "pgdown":
		m.scroll += step(k, m.height)
	case "up", "k", "pgup":
		m.scroll = max(0, m.scroll-step(k, m.height))
	case "h":
		return m, m.ask(m.hint)
	case "d":
		return m, m.ask(func() (string, error) {
			if err := m.w.k.attempted(m.w.ch, false); err != nil {
				return "", err
			}
			return m.w.k.diff(m.w.ch)
		})
	case "p":
		return m, m.ask(m.picture)
	}
	return m, nil
}

func step(k string, height int) int {
	if k == "space" || strings.HasPrefix(k, "pg") {
		return max(1, height/2)
	}
	return 1
}

func (m *watchScreen) ask(f func() (string, error)) tea.Cmd {
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
	body := strings.Split(strings.TrimRight(m.body(), "\n"), "\n")
	room := max(1, m.height-len(head)-2)
	m.scroll = min(m.scroll, max(0, len(body)-room))
	body = body[m.scroll:]
	foot := watchKeys
	if len(body) > room {
		body = body[:room]
		foot = "more below  " + foot
	}
	for len(body) < room {
		body = append(body, "")
	}
	return strings.Join(append(append(head, ""), append(body, s.dim(cut(foot, m.width)))...), "\n")
}

func cut(s string, width int) string {
	if r := []rune(s); len(r) > width && width > 0 {
		return string(r[:width])
	}
	return s
}

// bar shows how much of the suite has run, or how many promises are held.
func (m *watchScreen) bar() string {
	s := m.w.k.out
	held, all := 0, 0
	if m.now != nil {
		all = len(m.now.Results)
		for _, x := range m.now.Results {
			if x.Verdict == judge.Held {
				held++
			}
		}
	}
	if m.running {
		of := ""
		if all > 0 {
			of = fmt.Sprintf(" of %d", all)
		}
		if m.began == 0 {
			return cut(m.doing+" …", m.width)
		}
		return progressBar(m.ended, max(all, m.began), 30) + fmt.Sprintf("  %d%s judged …", m.ended, of)
	}
	if m.err != nil || all == 0 {
		return ""
	}
	text := progressBar(held, all, 30) + fmt.Sprintf("  %d of %d held", held, all)
	if held == all {
		return s.good(text)
	}
	return text
}

func progressBar(done, of, width int) string {
	n := 0
	if of > 0 {
		n = min(width, done*width/of)
	}
	return strings.Repeat("█", n) + strings.Repeat("░", width-n)
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
