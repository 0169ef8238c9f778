//go:build unix

package practice

import (
	"errors"
	"os"
	"syscall"
)

// Lock waits until no other program holds the file; the system releases it when a program dies.
func Lock(path string) (unlock func(), err error) { return flock(path, syscall.LOCK_EX) }

// TryLock is Lock for one that does not wait: the error is ErrLocked when another program holds the
// file.
func TryLock(path string) (unlock func(), err error) {
	unlock, err = flock(path, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrLocked
	}
	return unlock, err
}

func flock(path string, how int) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), how)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}
