package mock

import (
	"fmt"
	"slices"
	"time"
)

// Elapsed is the session's clock: the time since its start without the pauses. It runs while no
// terminal is open, stands in a pause and after the end, and never goes back, whatever the machine's
// clock does.
func (s Session) Elapsed(now time.Time) time.Duration {
	clock := s.clock(append(slices.Clone(s.Events), Event{At: now}))
	return clock[len(clock)-1]
}

// clock is the session's clock at each of the events.
func (s Session) clock(events []Event) []time.Duration {
	out := make([]time.Duration, len(events))
	var sum time.Duration
	last, stands := s.Began(), false
	for i, e := range events {
		if e.At.After(last) {
			if !stands {
				sum = min(sum+e.At.Sub(last), s.Minutes)
			}
			last = e.At
		}
		out[i] = sum
		switch e.Kind {
		case Paused, Ended:
			stands = true
		case Resumed:
			stands = false
		}
	}
	return out
}

// Left is the time until the bell; zero: it has rung.
func (s Session) Left(now time.Time) time.Duration { return s.Minutes - s.Elapsed(now) }

// Bell is when the bell of a session rings, or rang, whose clock runs.
func (s Session) Bell() time.Time {
	last := s.Events[len(s.Events)-1].At
	return last.Add(s.Minutes - s.Elapsed(last))
}

// Clock is a time on the session's clock: "07:05".
func Clock(d time.Duration) string {
	s := int(d.Round(time.Second) / time.Second)
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

func short(d time.Duration) string {
	if d >= time.Minute {
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.0f s", d.Seconds())
}
