package interleave

type task struct {
	s      *Scheduler
	id     int
	goid   int64
	name   string
	class  string
	kids   int
	resume chan struct{}
	parked bool
	ran    bool
	done   bool
	where  string
	alone  int // points passed without parking since the last park
}

// finish marks the task as ended.
func (t *task) finish() {
	t.s.mu.Lock()
	t.done = true
	t.parked = false
	t.s.ended++
	if t.s.running == t {
		t.s.running = nil
	}
	t.s.mu.Unlock()
	t.s.poke()
}

// park hands control back to the driver until it chooses t again.
func (t *task) park(where string, newcomer bool) {
	s := t.s
	s.mu.Lock()
	if s.poisoned {
		s.mu.Unlock()
		exitGoroutine()
	}
	if where != "" {
		t.where = where
	}
	if newcomer {
		s.incoming = append(s.incoming, t)
	} else {
		s.parked = append(s.parked, t)
	}
	t.parked = true
	t.alone = 0
	if s.running == t {
		s.running = nil
	}
	s.mu.Unlock()
	s.poke()
	<-t.resume
	if s.isPoisoned() {
		exitGoroutine()
	}
}

// at is a statement: it records the line, and is a scheduling point when it has to be one.
func (t *task) at(where string) {
	s := t.s
	s.mu.Lock()
	t.where = where
	if s.poisoned {
		s.mu.Unlock()
		exitGoroutine()
	}
	mustPark := s.running != t || s.cfg.Every && !s.alone
	if !mustPark {
		t.alone++
		mustPark = t.alone > fairness
	}
	if !mustPark {
		s.record(t)
		s.mu.Unlock()
		return
	}
	s.mu.Unlock()
	t.park(where, false)
	s.mu.Lock()
	s.record(t)
	s.mu.Unlock()
}

// point is a synchronisation operation. A task that is alone has nobody to hand control to, until
// it starts somebody: what others do meanwhile, woken or new, must not tell, as it is a race.
func (t *task) point(op string) {
	s := t.s
	s.mu.Lock()
	if s.running == t && s.alone && t.alone < fairness && !s.poisoned {
		t.alone++
		s.alone = op != "go"
		s.mu.Unlock()
		return
	}
	s.mu.Unlock()
	t.park("", false)
}

func (s *Scheduler) isPoisoned() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poisoned
}
