package interleave

// A Stretch is what one task ran between two switches.
type Stretch struct {
	Task  string
	Lines []string
	Mark  int // the value of Config.Mark when the stretch began
}

// maxLines is how many lines of one Stretch are kept, beside its last.
const maxLines = 1000

// record appends the task's line to the trace; s.mu is held.
func (s *Scheduler) record(t *task) {
	if n := len(s.trace); n > 0 && s.last == t {
		l := &s.trace[n-1]
		if k := len(l.Lines); k > maxLines {
			l.Lines[k-1] = t.where
		} else if k == 0 || l.Lines[k-1] != t.where {
			l.Lines = append(l.Lines, t.where)
		}
		return
	}
	st := Stretch{Task: t.name, Lines: []string{t.where}}
	if s.cfg.Mark != nil {
		st.Mark = s.cfg.Mark()
	}
	s.trace = append(s.trace, st)
	s.last = t
}

// Trace returns what ran, in order.
func (s *Scheduler) Trace() []Stretch {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trace
}

// Choices returns the decisions of the run so far.
func (s *Scheduler) Choices() []Choice { return s.choices }

// Steps returns how many scheduling points the run has passed.
func (s *Scheduler) Steps() int { return s.steps }

// Live lists the lines at which tasks are that have not ended, as far as that is known.
func (s *Scheduler) Live() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, t := range s.tasks {
		if !t.done {
			out = append(out, t.where)
		}
	}
	return out
}

// LineOf returns the line at which the task of that name is, if it is known.
func (s *Scheduler) LineOf(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.tasks {
		if t.name == name {
			return t.where
		}
	}
	return ""
}
