package mock

import "fmt"

// marks are what an interviewer should know of how the time was spent.
func (s Session) marks() (out []string) {
	clock := s.clock(s.Events)
	var paused, closed *Event
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for i, e := range s.Events {
		switch e.Kind {
		case Paused:
			paused = &s.Events[i]
		case Closed:
			closed = &s.Events[i]
		case Resumed:
			if paused != nil && e.Code != paused.Code {
				say("paused for %s at %s, and the code was changed meanwhile", short(e.At.Sub(paused.At)), Clock(clock[i]))
			} else if paused != nil {
				say("paused for %s at %s", short(e.At.Sub(paused.At)), Clock(clock[i]))
			}
			paused = nil
		case Reopened:
			switch {
			case closed != nil:
				say("the terminal was closed for %s until %s", short(e.At.Sub(closed.At)), Clock(clock[i]))
			case i > 0:
				say("the kit was stopped between %s and %s", Clock(clock[i-1]), Clock(clock[i]))
			}
			closed = nil
		case Ended:
			if paused != nil {
				say("paused at %s until the end", Clock(clock[i]))
			}
			if e.Text == EndAway {
				say("the bell rang while no terminal was open: what was saved after it does not count")
			}
		}
	}
	return out
}
