// Package practice remembers what a learner has done: verdicts, hints that were read, attempts that
// were put away. Everything lives in one ignored folder, and nothing of the learner's is ever lost:
// files are replaced whole or not at all, and an attempt is kept before a stub takes its place.
package practice

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"example.com/idempotency/harness/judge"
)

// ErrLocked means that another program holds a lock.
var ErrLocked = errors.New("another program holds the lock")

// A Store is the folder in which the kit remembers, .kit in the module's own.
type Store struct {
	dir string
	now func() time.Time
}

// Open returns the store of the module in root. Nothing is read or written yet.
func Open(root string) *Store {
	return &Store{dir: filepath.Join(root, ".kit"), now: time.Now}
}

// A Record is what is remembered of one challenge.
type Record struct {
	Attempted time.Time      `json:"attempted,omitzero"` // the first verdict on code that was not the stub
	Last      *Verdict       `json:"last,omitempty"`
	Best      []Reached      `json:"best,omitempty"`  // when each level was first held
	Hints     map[string]int `json:"hints,omitempty"` // promise → how many of its hints were shown
}

// A Verdict is a run of a whole suite on the challenge's own code.
type Verdict struct {
	At       time.Time                `json:"at"`
	Code     string                   `json:"code"`  // digest of what was judged
	Suite    string                   `json:"suite"` // digest of what judged
	Promises map[string]judge.Verdict `json:"promises"`
	Levels   map[int]Score            `json:"levels"`
}

// A Score is how many of a level's promises are held.
type Score struct {
	Held int `json:"held"`
	Of   int `json:"of"`
}

// A Reached says when a level was first held, by which code.
type Reached struct {
	Level int       `json:"level"`
	At    time.Time `json:"at"`
	Code  string    `json:"code"`
}

// state is the file. Unknown members are those of a later version: they are kept out of the way by
// refusing to write over them.
type state struct {
	Version    int               `json:"version"`
	Challenges map[string]Record `json:"challenges"`
}

const version = 1

func (s *Store) path() string { return filepath.Join(s.dir, "state.json") }

// Challenge returns what is remembered of a challenge.
func (s *Store) Challenge(name string) (Record, error) {
	st, err := s.read()
	return st.Challenges[name], err
}

// read reads the file. One that can not be understood is moved aside, not lost.
func (s *Store) read() (state, error) {
	st := state{Version: version, Challenges: map[string]Record{}}
	b, err := os.ReadFile(s.path())
	if errors.Is(err, fs.ErrNotExist) {
		return st, nil
	}
	if err != nil {
		return st, fmt.Errorf("read what the kit remembers: %w", err)
	}
	if err := json.Unmarshal(b, &st); err != nil {
		aside := s.path() + ".unreadable-" + s.now().UTC().Format(stamp)
		if err := os.Rename(s.path(), aside); err != nil {
			return st, fmt.Errorf("%s is not readable, and could not be moved aside: %w", s.path(), err)
		}
		return state{Version: version, Challenges: map[string]Record{}}, nil
	}
	if st.Version > version {
		return st, fmt.Errorf("%s was written by a later version of the kit: update the kit, or move the file away", s.path())
	}
	if st.Challenges == nil {
		st.Challenges = map[string]Record{}
	}
	return st, nil
}

// update changes the record of one challenge, alone among the kit's programs.
func (s *Store) update(name string, change func(*Record)) error {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("make the kit's folder: %w", err)
	}
	unlock, err := Lock(filepath.Join(s.dir, "lock"))
	if err != nil {
		return fmt.Errorf("lock the kit's folder: %w", err)
	}
	defer unlock()
	st, err := s.read()
	if err != nil {
		return err
	}
	r := st.Challenges[name]
	change(&r)
	st.Challenges[name] = r
	b, err := json.MarshalIndent(st, "", "  ")
	if err != nil {
		return err
	}
	return WriteFile(s.path(), append(b, '\n'))
}

// Judged remembers a verdict. The stub's own does not count as an attempt.
func (s *Store) Judged(name string, v Verdict, stub bool) error {
	return s.update(name, func(r *Record) {
		r.Last = &v
		if !stub && r.Attempted.IsZero() {
			r.Attempted = v.At
		}
		for level := 1; level <= 3; level++ {
			if sc := v.Levels[level]; sc.Of > 0 && sc.Held == sc.Of && !r.reached(level) {
				r.Best = append(r.Best, Reached{level, v.At, v.Code})
			}
		}
	})
}

// Tried remembers that the challenge was attempted, in a mock interview that did not ask for all of it.
func (s *Store) Tried(name string, at time.Time) error {
	return s.update(name, func(r *Record) {
		if r.Attempted.IsZero() {
			r.Attempted = at
		}
	})
}

func (r Record) reached(level int) bool {
	for _, b := range r.Best {
		if b.Level == level {
			return true
		}
	}
	return false
}

// Hint counts that one more hint for a promise is shown, at most most of them, and returns its
// number, from 1.
func (s *Store) Hint(name, promise string, most int) (n int, err error) {
	err = s.update(name, func(r *Record) {
		if r.Hints == nil {
			r.Hints = map[string]int{}
		}
		r.Hints[promise] = min(r.Hints[promise]+1, most)
		n = r.Hints[promise]
	})
	return n, err
}

// WriteFile replaces a file whole or not at all.
func WriteFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}
