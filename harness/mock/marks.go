package mock

import (
	"fmt"
	"time"
)

// marks are what an interviewer should know of how the time was spent.
func (s Session) marks() (out []string) {
	clock := s.clock(s.Events)
	var since Event
	for i, e := range s.Events {
		switch e.Kind {
		case Paused, Closed:
			since = e
		case Resumed:
			m := fmt.Sprintf("paused for %s at %s", short(e.At.Sub(since.At)), Clock(clock[i]))
			if e.Code != since.Code {
				m += ", and the code was changed meanwhile"
			}
			out = append(out, m)
		case Reopened:
			if since.Kind == Closed {
				out = append(out, fmt.Sprintf("the terminal was closed for %s until %s; the clock ran on", short(e.At.Sub(since.At)), Clock(clock[i])))
			} else {
				out = append(out, fmt.Sprintf("the kit was stopped between %s and %s; the clock ran on", Clock(clock[i-1]), Clock(clock[i])))
			}
			since = Event{}
		case Ended:
			if since.Kind == Paused {
				out = append(out, fmt.Sprintf("paused at %s until the end", Clock(clock[i])))
			}
			if e.Text == EndAway {
				out = append(out, "the bell rang while no terminal was open: what was saved after it does not count")
			}
			since = Event{}
		}
	}
	return out
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
