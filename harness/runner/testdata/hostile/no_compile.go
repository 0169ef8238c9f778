// Package keys is a hostile answer: it does not compile.
package keys

func New( {
