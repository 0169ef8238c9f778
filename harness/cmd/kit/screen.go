package main

import (
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/x/term"

	"example.com/idempotency/harness/timeline"
)

// A screen is where the kit writes to: in colour when it is a terminal and NO_COLOR is not set.
type screen struct {
	io.Writer
	tty    bool
	colour bool
	width  int // in columns; 0: not known
}

func newScreen(f *os.File) *screen {
	s := &screen{Writer: f, tty: term.IsTerminal(f.Fd())}
	if s.tty {
		s.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		s.width, _, _ = term.GetSize(f.Fd())
	}
	return s
}

func (s *screen) printf(format string, args ...any) { fmt.Fprintf(s, format, args...) }

func (s *screen) paint(code string) func(string) string {
	if !s.colour {
		return nil
	}
	return func(t string) string { return "\x1b[" + code + "m" + t + "\x1b[0m" }
}

func (s *screen) style() timeline.Style {
	return timeline.Style{Bad: s.paint("31;1"), Good: s.paint("32"), Dim: s.paint("2"), Bold: s.paint("1"), Width: s.width}
}

func (s *screen) bad(t string) string  { return apply(s.style().Bad, t) }
func (s *screen) good(t string) string { return apply(s.style().Good, t) }
func (s *screen) dim(t string) string  { return apply(s.style().Dim, t) }
func (s *screen) bold(t string) string { return apply(s.style().Bold, t) }

func apply(f func(string) string, t string) string {
	if f == nil {
		return t
	}
	return f(t)
}
