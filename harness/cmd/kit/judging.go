package main

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"example.com/idempotency/harness"
	"example.com/idempotency/harness/runner"
)

// A judging is the present run behind a screen, with how far it is. A new one takes the place of one
// that is still going.
type judging struct {
	tell func(tea.Msg)

	run     int // the number of the present run; what earlier ones still tell is ignored
	stop    context.CancelFunc
	running bool
	doing   string
	began   map[string]bool // ids; two processes judge, and each tells of all of them
	ended   map[string]bool
}

// What a judging tells its screen.
type (
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
)

// A judge does a run, and tells how far it is.
type judgeFunc func(ctx context.Context, progress func(string, *harness.Event)) (runner.Outcome, error)

// start judges in the background.
func (j *judging) start(ctx context.Context, judge judgeFunc) tea.Cmd {
	j.end()
	ctx, j.stop = context.WithCancel(ctx)
	j.run++
	j.running, j.began, j.ended, j.doing = true, map[string]bool{}, map[string]bool{}, "compiling"
	run := j.run
	return func() tea.Msg {
		o, err := judge(ctx, func(text string, e *harness.Event) { j.tell(progressMsg{run, text, e}) })
		return judgedMsg{run, o, err}
	}
}

// end ends the present run.
func (j *judging) end() {
	if j.stop != nil {
		j.stop()
	}
	j.run++
	j.running = false
}

// told notes a message, and reports whether it is the verdict of the present run.
func (j *judging) told(msg tea.Msg) (verdict bool) {
	switch msg := msg.(type) {
	case progressMsg:
		switch {
		case msg.run != j.run:
		case msg.text != "":
			j.doing = msg.text
		case msg.e.Began != nil:
			j.began[msg.e.Began.ID] = true
			j.doing = "judging"
		case msg.e.Ended != nil:
			j.ended[msg.e.Ended.ID] = true
		}
	case judgedMsg:
		if verdict = msg.run == j.run; verdict {
			j.running = false
		}
	}
	return verdict
}

// bar shows how much of a suite has run; of: so many promises in all, 0 when that is not known.
func (j *judging) bar(of, width int) string {
	if len(j.began) == 0 {
		return cut(j.doing+" …", width)
	}
	text := ""
	if of > 0 {
		text = fmt.Sprintf(" of %d", of)
	}
	return progressBar(len(j.ended), max(of, len(j.began)), 30) + fmt.Sprintf("  %d%s judged …", len(j.ended), text)
}

func progressBar(done, of, width int) string {
	n := 0
	if of > 0 {
		n = min(width, done*width/of)
	}
	return strings.Repeat("█", n) + strings.Repeat("░", width-n)
}

// A frame is a screen of a head, a body that scrolls, and a line of keys.
type frame struct{ width, height, scroll int }

// key scrolls, and reports whether it was a key for that.
func (f *frame) key(k string) bool {
	step := 1
	if k == "space" || strings.HasPrefix(k, "pg") {
		step = max(1, f.height/2)
	}
	switch k {
	case "down", "j", "space", "pgdown":
		f.scroll += step
	case "up", "k", "pgup":
		f.scroll = max(0, f.scroll-step)
	default:
		return false
	}
	return true
}

// text is the whole screen.
func (f *frame) text(s *screen, head []string, body, keys string) string {
	lines := strings.Split(strings.TrimRight(body, "\n"), "\n")
	room := max(1, f.height-len(head)-2)
	f.scroll = min(f.scroll, max(0, len(lines)-room))
	lines = lines[f.scroll:]
	if len(lines) > room {
		lines = lines[:room]
		keys = "more below  " + keys
	}
	for len(lines) < room {
		lines = append(lines, "")
	}
	return strings.Join(append(append(head, ""), append(lines, s.dim(cut(keys, f.width)))...), "\n")
}

func cut(s string, width int) string {
	if r := []rune(s); len(r) > width && width > 0 {
		return string(r[:width])
	}
	return s
}
