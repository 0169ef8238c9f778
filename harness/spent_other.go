//go:build !unix

package harness

import "time"

// spent is how long this process has lived: how much of the processors' time it had is not known.
func spent() time.Duration { return time.Since(began) }
