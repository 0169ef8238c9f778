package runner

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/idempotency/harness"
)

// A tale is what a process wrote of its run.
type tale struct {
	suite []harness.Result // the scenarios that it was to judge
	ended []harness.Result
	began []harness.Result // and not ended
	rep   *harness.Report  // nil: it did not come to its end
	fault string           // of scenarios that were added
}

// follow passes the events on while the process runs.
func (p process) follow(path string) (stop func()) {
	if p.Progress == nil {
		return func() {}
	}
	quit, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		f, err := os.Open(path)
		if err != nil {
			return
		}
		defer f.Close()
		r := bufio.NewReader(f)
		var line []byte
		for {
			part, err := r.ReadBytes('\n')
			line = append(line, part...)
			if err == nil {
				var e harness.Event
				if json.Unmarshal(line, &e) == nil {
					p.Progress("", &e)
				}
				line = nil
				continue
			}
			select {
			case <-quit:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() { close(quit); <-over }
}

// read reads the events of a process that has ended; a torn last line is left out.
func read(path string) (t tale) {
	b, err := os.ReadFile(path)
	if err != nil {
		return t
	}
	for _, line := range bytes.Split(b, []byte("\n")) {
		var e harness.Event
		if len(line) == 0 || json.Unmarshal(line, &e) != nil {
			continue
		}
		switch {
		case e.Suite != nil:
			t.suite = e.Suite
		case e.Fault != "":
			t.fault = e.Fault
		case e.Report != nil:
			t.rep = e.Report
		case e.Ended != nil:
			t.ended = append(t.ended, *e.Ended)
			t.began = without(t.began, e.Ended.ID)
		case e.Began != nil:
			t.began = append(without(t.began, e.Began.ID), *e.Began)
		}
	}
	return t
}

// without leaves out the result with that id.
func without(rs []harness.Result, id string) []harness.Result {
	return slices.DeleteFunc(rs, func(r harness.Result) bool { return r.ID == id })
}

// sortResults orders results by their ids: K2 before K10, and the suite's own before others.
func sortResults(rs []harness.Result) {
	slices.SortStableFunc(rs, func(a, b harness.Result) int {
		if a.Extra != b.Extra {
			if a.Extra {
				return 1
			}
			return -1
		}
		return number(a.ID) - number(b.ID)
	})
}

func number(id string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return n
}
