// Package keys is a hostile answer: New has another shape.
package keys

// New has another shape.
func New() int { return 1 }
