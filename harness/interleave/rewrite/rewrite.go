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
	"maps"
	"slices"
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

// points inserts the import of the runtime and the scheduling points.
func (r *rewriter) points() {
	r.insert(r.file.Name.End(), fmt.Sprintf("; import %s %q; var _ = %s.Loaded()", r.il, runtimePath, r.il))
	if len(r.file.Imports) > 0 { // a declaration may not stand before an import: put the variable behind
		r.edits = r.edits[:len(r.edits)-1]
		r.insert(r.file.Name.End(), fmt.Sprintf("; import %s %q", r.il, runtimePath))
		r.insertAt(r.endOfImports(), fmt.Sprintf("; var _ = %s.Loaded()", r.il))
	}
	exits := map[string]bool{} // by which names
	ast.Inspect(r.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			r.list(n.List)
		case *ast.CaseClause:
			r.list(n.Body)
		case *ast.CommClause:
			r.list(n.Body)
		case *ast.ForStmt:
			r.loop(n)
		case *ast.RangeStmt:
			if len(n.Body.List) == 0 {
				r.insert(n.Body.Lbrace+1, r.at(n.Pos()))
			}
		case *ast.IfStmt:
			r.elseIf(n)
		case *ast.GoStmt:
			r.goStmt(n)
		case *ast.DeferStmt:
			r.deferredClose(n.Call)
		case *ast.CallExpr:
			if name := r.exit(n); name != "" {
				exits[name] = true
			}
		}
		return true
	})
	for _, name := range slices.Sorted(maps.Keys(exits)) {
		r.insertAt(r.endOfImports(), fmt.Sprintf("; var _ = %s.Exit", name)) // so that the import is used
	}
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

// list puts a point before every statement of a list.
func (r *rewriter) list(stmts []ast.Stmt) {
	for _, s := range stmts {
		r.before(s)
	}
}

func (r *rewriter) before(s ast.Stmt) {
	switch s.(type) {
	case *ast.EmptyStmt, *ast.CaseClause, *ast.CommClause: // clauses are the list of a switch's or select's body
		return
	}
	if l, ok := s.(*ast.LabeledStmt); ok {
		switch l.Stmt.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.EmptyStmt, *ast.BlockStmt:
			// a label belongs to its statement: the point stands before both, and a loop has its own
			r.insert(s.Pos(), r.at(l.Stmt.Pos())+r.operation(l.Stmt)+r.line(s.Pos()))
			if _, empty := l.Stmt.(*ast.EmptyStmt); empty {
				r.insert(l.Colon+1, r.at(l.Pos()))
			}
		default:
			r.insert(l.Stmt.Pos(), r.at(l.Stmt.Pos())+r.operation(l.Stmt)+r.line(l.Stmt.Pos()))
		}
		return
	}
	r.insert(s.Pos(), r.at(s.Pos())+r.operation(s)+r.line(s.Pos()))
}

// at is the point before a statement.
func (r *rewriter) at(p token.Pos) string {
	return fmt.Sprintf("%s.At(%q);", r.il, fmt.Sprintf("%s:%d", r.o.Label, r.fset.PositionFor(p, false).Line))
}

// line tells the compiler where the original text goes on.
func (r *rewriter) line(p token.Pos) string {
	pos := r.fset.PositionFor(p, false)
	return fmt.Sprintf("/*line :%d:%d*/", pos.Line, pos.Column)
}

// operation is the point of a synchronisation that is syntax: channels, select and go.
func (r *rewriter) operation(s ast.Stmt) string {
	op := ""
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			return false
		case *ast.SendStmt:
			op = "send"
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				op = "recv"
			}
		case *ast.SelectStmt:
			op = "select"
			return false
		case *ast.RangeStmt:
			op = "range"
		case *ast.GoStmt:
			op = "go"
		case *ast.CallExpr:
			if d, ok := s.(*ast.DeferStmt); isClose(n) && !(ok && d.Call == n) {
				op = "close"
			}
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
				op = "go" // as the methods of WaitGroup and errgroup.Group do
			}
		}
		return true
	}
	ast.Inspect(s, look)
	if op == "" {
		return ""
	}
	return fmt.Sprintf("%s.Point(%q);", r.il, op)
}

// loop puts a point into an empty body, and one between the last statement and a condition.
func (r *rewriter) loop(n *ast.ForStmt) {
	if len(n.Body.List) == 0 {
		r.insert(n.Body.Lbrace+1, r.at(n.Pos()))
		return
	}
	if n.Cond == nil && n.Post == nil {
		return
	}
	if _, simple := n.Cond.(*ast.Ident); simple && n.Post == nil {
		return
	}
	if endsFlow(n.Body.List[len(n.Body.List)-1]) {
		return
	}
	r.insert(n.Body.Rbrace, ";"+r.at(n.Pos())+r.line(n.Body.Rbrace))
}

// endsFlow reports whether nothing behind s is reached, so that a point there would be dead code.
func endsFlow(s ast.Stmt) bool {
	switch s.(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	}
	return false
}

// elseIf wraps the second condition of a chain, so that a point stands before it.
func (r *rewriter) elseIf(n *ast.IfStmt) {
	e, ok := n.Else.(*ast.IfStmt)
	if !ok {
		return
	}
	r.insert(e.Pos(), "{"+r.at(e.Pos())+r.operation(e)+r.line(e.Pos()))
	end := r.offset(e.End())
	r.edits = append(r.edits, edit{end, end, "}", -1}) // before what else stands there
}

// goStmt registers a function literal's goroutine.
func (r *rewriter) goStmt(n *ast.GoStmt) {
	lit, ok := ast.Unparen(n.Call.Fun).(*ast.FuncLit)
	if !ok {
		return
	}
	at := lit.Body.Lbrace + 1
	text := fmt.Sprintf("defer %s.Enter()();", r.il)
	if len(lit.Body.List) > 0 {
		text += r.line(at)
	}
	r.edits = append(r.edits, edit{r.offset(at), r.offset(at), text, -1})
}

func isClose(n *ast.CallExpr) bool {
	id, ok := n.Fun.(*ast.Ident)
	return ok && id.Name == "close" && id.Obj == nil && len(n.Args) == 1
}

// deferredClose replaces close in a defer statement: its point is when it runs.
func (r *rewriter) deferredClose(n *ast.CallExpr) {
	if isClose(n) {
		r.replace(n.Fun.Pos(), n.Fun.End(), r.il+".Close")
	}
}

// exit replaces os.Exit. It returns the name by which os was called, empty when it was not.
func (r *rewriter) exit(n *ast.CallExpr) string {
	sel, ok := n.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Exit" {
		return ""
	}
	x, ok := sel.X.(*ast.Ident)
	if !ok || x.Obj != nil || !slices.Contains(r.os, x.Name) { // an Obj: a variable by that name
		return ""
	}
	r.replace(x.Pos(), x.End(), r.il)
	return x.Name
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
