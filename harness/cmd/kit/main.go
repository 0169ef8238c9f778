// Command kit is the program behind the Makefile: it judges challenges and shows what it found.
//
// Exit status: 0 all held, 1 something is broken or inconclusive, 2 the kit could not do its job.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"example.com/idempotency/challenges"
	"example.com/idempotency/harness/practice"
)

// errBroken means that the kit has done its job and something is not held. What is to be said
// about it has been said.
var errBroken = errors.New("broken")

type commands struct {
	List      listCmd      `cmd:"" help:"List the challenges."`
	Test      testCmd      `cmd:"" help:"Judge a challenge, or all of them."`
	Attack    attackCmd    `cmd:"" help:"Judge a running server, in any language, over HTTP."`
	Report    reportCmd    `cmd:"" help:"Judge a challenge and draw what happened on one HTML page."`
	Watch     watchCmd     `cmd:"" help:"Judge a challenge each time its files are saved."`
	Hint      hintCmd      `cmd:"" help:"Show the next hint for the first broken promise."`
	Diff      diffCmd      `cmd:"" help:"Show how your code becomes the reference."`
	Solution  solutionCmd  `cmd:"" help:"Print the walk-through, and the wrong answer closest to yours."`
	Compare   compareCmd   `cmd:"" help:"Show your code and the reference side by side."`
	Reset     resetCmd     `cmd:"" help:"Lay the stub anew; the attempt is kept."`
	Interview interviewCmd `cmd:"" help:"Write the candidate's page and the interviewer's."`
	Mock      mockCmd      `cmd:"" help:"A timed mock interview; it ends with a card."`
	Verify    verifyCmd    `cmd:"" help:"Run the code of a mock interview's card again: does the card agree?"`
	Try       tryCmd       `cmd:"" help:"Try scenarios of your own on right and wrong answers."`
	Follow    followCmd    `cmd:"" help:"Serve a page that follows a mock interview, to this machine."`
	Note      noteCmd      `cmd:"" help:"Write a note into the mock interview that is running."`
	Progress  progressCmd  `cmd:"" help:"Show what the mock interviews so far say together."`
	Grade     gradeCmd     `cmd:"" help:"Judge many submissions, a folder each."`
	Gallery   galleryCmd   `cmd:"" help:"Judge the solutions and the wrong answers."`
	Matrix    matrixCmd    `cmd:"" help:"Print which wrong answer breaks which scenario."`
	Burn      burnCmd      `cmd:"" hidden:""`
	Picture   pictureCmd   `cmd:"" hidden:"" help:"Draw the README's picture anew."`
	Bench     benchCmd     `cmd:"" name:"bench-verdict" help:"Time a verdict beside go test -race of an empty test."`
}

// A kit is what every command needs to know.
type kit struct {
	ctx   context.Context
	root  string // the module's folder
	store *practice.Store
	now   func() time.Time
	out   *screen
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	root, err := findRoot()
	if err != nil {
		os.Exit(fail(err))
	}
	os.Exit(runIn(ctx, root, os.Args[1:], newScreen(os.Stdout)))
}

// runIn runs the command line args for the module in root and returns the exit status.
func runIn(ctx context.Context, root string, args []string, out *screen) int {
	var c commands
	p, err := kong.New(&c, kong.Name("kit"), kong.Description("An interview practice kit about idempotency."), kong.UsageOnError())
	if err != nil {
		return fail(err)
	}
	kc, err := p.Parse(args)
	if err != nil {
		return fail(err)
	}
	err = kc.Run(&kit{ctx: ctx, root: root, store: practice.Open(root), now: clock(), out: out})
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errBroken):
		return 1
	}
	return fail(err)
}

// clock is the machine's. Tests name a file in KIT_CLOCK: the clock is ahead by what stands there.
func clock() func() time.Time {
	path := os.Getenv("KIT_CLOCK")
	if path == "" {
		return time.Now
	}
	return func() time.Time {
		b, _ := os.ReadFile(path)
		ahead, _ := time.ParseDuration(strings.TrimSpace(string(b)))
		return time.Now().Add(ahead)
	}
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "kit:", strings.TrimSpace(err.Error()))
	return 2
}

// findRoot is the nearest folder upward that holds go.mod.
func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return d, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("no go.mod in %s or above: run this in the kit's folder", dir)
		}
	}
}

// ready lists the challenges that can be judged: those whose suite is there.
func (k *kit) ready() []challenges.Challenge {
	var out []challenges.Challenge
	for _, c := range challenges.All {
		if k.has(c) {
			out = append(out, c)
		}
	}
	return out
}

func (k *kit) has(c challenges.Challenge) bool {
	_, err := os.Stat(filepath.Join(k.root, "challenges", c.Name, c.Name+"test"))
	return err == nil
}

// choose finds a challenge by name or number.
func (k *kit) choose(name string) (challenges.Challenge, error) {
	c, err := challenges.Find(name)
	if err == nil && !k.has(c) {
		err = fmt.Errorf("challenge %s has no suite yet", c.Name)
	}
	return c, err
}
