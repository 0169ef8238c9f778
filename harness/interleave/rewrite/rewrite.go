// Package rewrite inserts the scheduling points of package interleave into Go source.
//
// It works by textual insertion at the offsets that the syntax tree gives, as go tool cover does,
// and never prints the tree: comments, directives and every line number stay as they are, and
// //line directives keep file names and columns. It needs no type information.
package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"sort"
	"strconv"
	"strings"
)

// ErrSyntax marks a file that does not parse. The compiler says better why.
var ErrSyntax = errors.New("syntax error")

const runtimePath = "example.com/idempotency/harness/interleave"

// mirrors are the packages that stand in place of standard ones.
var mirrors = map[string]string{
	"sync":        runtimePath + "/sync",
	"sync/atomic": runtimePath + "/atomic",
}

// Options says how a file is rewritten.
type Options struct {
	Label   string            // the name that scheduling points carry: "keys.go"
	Path    string            // the absolute path that compilers and stack traces are to show
	Package string            // a new name for the package; empty: as it is
	Imports map[string]string // import paths to replace, beside the mirrors
	Plain   bool              // insert no points and keep sync: only Path, Package and Imports
}

// File returns src with scheduling points. The error wraps ErrSyntax when src does not parse.
func File(src []byte, o Options) ([]byte, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff")) // a byte order mark may stand at the very start only
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, o.Path, src, parser.ParseComments)
	if err != nil && o.Plain { // for the compiler, which says better what is wrong
		return append((&rewriter{o: o}).head(), src...), nil
	}
	if err != nil {
		var list scanner.ErrorList
		if errors.As(err, &list) && len(list) > 0 {
			return nil, fmt.Errorf("%w: %v", ErrSyntax, list[0])
		}
		return nil, fmt.Errorf("%w: %v", ErrSyntax, err)
	}
	r := &rewriter{src: src, o: o, fset: fset, file: f, il: "_il"}
	for strings.Contains(string(src), r.il) {
		r.il += "_"
	}
	if o.Package != "" && f.Name.Name != o.Package {
		r.replace(f.Name.Pos(), f.Name.End(), o.Package)
	}
	cgo := r.imports()
	if !o.Plain && !cgo {
		r.points()
	}
	return r.apply(), nil
}

type edit struct {
	at, end int
	text    string
	order   int
}

type rewriter struct {
	src   []byte
	o     Options
	fset  *token.FileSet
	file  *ast.File
	il    string
	os    []string // the local names of package os
	edits []edit
}

func (r *rewriter) offset(p token.Pos) int { return r.fset.PositionFor(p, false).Offset }

func (r *rewriter) replace(from, to token.Pos, text string) {
	r.edits = append(r.edits, edit{r.offset(from), r.offset(to), text, len(r.edits)})
}

func (r *rewriter) insert(at token.Pos, text string) { r.insertAt(r.offset(at), text) }

func (r *rewriter) insertAt(off int, text string) {
	r.edits = append(r.edits, edit{off, off, text, len(r.edits)})
}

// imports replaces import paths; it reports whether the file uses cgo.
func (r *rewriter) imports() (cgo bool) {
	for _, s := range r.file.Imports {
		path, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			continue
		}
		cgo = cgo || path == "C"
	}
	for _, s := range r.file.Imports {
		path, _ := strconv.Unquote(s.Path.Value)
		to, ok := r.o.Imports[path]
		if m, mirrored := mirrors[path]; mirrored && !r.o.Plain && !cgo {
			to, ok = m, true
		}
		if path == "os" {
			name := "os"
			if s.Name != nil {
				name = s.Name.Name
			}
			r.os = append(r.os, name)
		}
		if ok {
			r.replace(s.Path.Pos(), s.Path.End(), strconv.Quote(to))
		}
	}
	return cgo
}

// endOfImports is the offset behind the last import declaration.
func (r *rewriter) endOfImports() int {
	end := r.offset(r.file.Name.End())
	for _, d := range r.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			end = r.offset(g.End())
		}
	}
	return end
}

// apply makes the new text.
func (r *rewriter) apply() []byte {
	sort.SliceStable(r.edits, func(i, j int) bool {
		a, b := r.edits[i], r.edits[j]
		if a.at != b.at {
			return a.at < b.at
		}
		return a.order < b.order
	})
	out := r.head()
	pos := 0
	for _, e := range r.edits {
		out = append(out, r.src[pos:e.at]...)
		out = append(out, e.text...)
		pos = e.end
	}
	return append(out, r.src[pos:]...)
}

// head is the directive that names the original file. It stands on a line of its own, which is
// not counted; build constraints may follow it.
func (r *rewriter) head() []byte {
	return fmt.Appendf(nil, "//line %s:1\n", r.o.Path)
}
