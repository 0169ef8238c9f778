package mock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"example.com/idempotency/harness/practice"
)

const (
	version = 1
	stamp   = "20060102T150405.000"
)

// ErrNone means that no mock interview is open.
var ErrNone = errors.New("no mock interview is running")

// ErrOwned means that another terminal runs the mock interview.
var ErrOwned = errors.New("it is running in another terminal")

// A File is a session on disk, in a folder of its own: session.json, and beside it the last copy of
// the code, so that the folder is a submission like any other. Several programs may add to it.
type File struct {
	Dir string
}

// Folder is where the mock interviews of a challenge are kept, in the module's root.
func Folder(root, challenge string) string {
	return filepath.Join(root, ".kit", "mocks", challenge)
}

func (f File) path() string { return filepath.Join(f.Dir, "session.json") }

// CardPage is the name of the page in a session's folder. It is written last: where it is, all is there.
const CardPage = "card.html"

func (f File) carded() bool {
	_, err := os.Stat(filepath.Join(f.Dir, CardPage))
	return err == nil
}

// Begin writes a new session that starts now. Its ID and Events are set here.
func Begin(root string, s Session, now time.Time, stub string) (File, Session, error) {
	s.Version, s.ID = version, now.UTC().Format(stamp)
	s.Events = []Event{{At: now, Kind: Started, Code: stub}, {At: now, Kind: Unlocked, Part: 1}}
	f := File{filepath.Join(Folder(root, s.Challenge), s.ID)}
	if err := os.MkdirAll(f.Dir, 0o755); err != nil {
		return f, s, fmt.Errorf("make the folder of the mock interview: %w", err)
	}
	return f, s, f.write(s)
}

// Files lists the sessions of a challenge, or of all where it is empty, the oldest first.
func Files(root, challenge string) ([]File, error) {
	if challenge == "" {
		challenge = "*"
	}
	paths, err := filepath.Glob(filepath.Join(Folder(root, challenge), "*", "session.json"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(paths, func(a, b string) int {
		return strings.Compare(filepath.Base(filepath.Dir(a)), filepath.Base(filepath.Dir(b)))
	})
	var out []File
	for _, p := range paths {
		out = append(out, File{filepath.Dir(p)})
	}
	return out, nil
}

// Running finds the youngest session of a challenge, or of any where it is empty, that is not
// finished or has no card yet. The error is ErrNone when there is none.
func Running(root, challenge string) (File, Session, error) {
	files, err := Files(root, challenge)
	if err != nil {
		return File{}, Session{}, err
	}
	for _, f := range slices.Backward(files) {
		s, err := f.Read()
		if err != nil || !s.Finished() || !f.carded() {
			return f, s, err
		}
	}
	return File{}, Session{}, ErrNone
}

// Read reads the session.
func (f File) Read() (Session, error) {
	var s Session
	b, err := os.ReadFile(f.path())
	if err == nil {
		err = json.Unmarshal(b, &s)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, ErrNone
	case err != nil:
		return s, fmt.Errorf("%s is not readable: %w; move its folder away to go on without it", f.path(), err)
	case s.Version > version:
		return s, fmt.Errorf("%s was written by a later version of the kit: update the kit, or move its folder away", f.path())
	case !s.Valid():
		return s, fmt.Errorf("%s is no session: move its folder away to go on without it", f.path())
	}
	return s, nil
}

// Append adds events, alone among the kit's programs, and returns the session with them. What was
// recorded before stays as it is.
func (f File) Append(events ...Event) (Session, error) {
	unlock, err := practice.Lock(filepath.Join(f.Dir, ".lock"))
	if err != nil {
		return Session{}, fmt.Errorf("lock the mock interview: %w", err)
	}
	defer unlock()
	s, err := f.Read()
	if err != nil {
		return s, err
	}
	s.Events = append(s.Events, events...)
	slices.SortStableFunc(s.Events[1:], func(a, b Event) int { return a.At.Compare(b.At) })
	return s, f.write(s)
}

// Note adds a note to the session.
func (f File) Note(now time.Time, text string) error {
	_, err := f.Append(Event{At: now, Kind: Noted, Text: text})
	return err
}

// Own keeps other terminals from starting or running a mock interview of the challenge until release
// is called or this program ends, however it ends. The error is ErrOwned when another one does.
func Own(root, challenge string) (release func(), err error) {
	dir := Folder(root, challenge)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of mock interviews: %w", err)
	}
	release, err = practice.TryLock(filepath.Join(dir, ".terminal"))
	if errors.Is(err, practice.ErrLocked) {
		return nil, ErrOwned
	}
	return release, err
}

// Code is the folder of code that was judged, by its digest.
func (f File) Code(digest string) string { return filepath.Join(f.Dir, "code", digest) }

func (f File) write(s Session) error {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return practice.WriteFile(f.path(), append(b, '\n'))
}

// Cards works out the cards of a challenge's sessions that are finished, or of all where it is empty,
// the oldest first. One that can not be read does not take the others with it.
func Cards(root, challenge string) (cards []Card, unreadable []error, err error) {
	files, err := Files(root, challenge)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		s, err := f.Read()
		switch {
		case err != nil:
			unreadable = append(unreadable, err)
		case s.Finished():
			cards = append(cards, Score(s))
		}
	}
	return cards, unreadable, nil
}
