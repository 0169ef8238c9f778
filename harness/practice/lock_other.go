//go:build !unix

package practice

// Lock does nothing where files can not be locked: two programs that write at once may lose a hint
// that was counted, never a file.
func Lock(string) (unlock func(), err error) { return func() {}, nil }

// TryLock does nothing either.
func TryLock(string) (unlock func(), err error) { return func() {}, nil }
