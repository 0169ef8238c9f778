package rewrite

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A parsed is a file's tree, brought into the form in which two trees are compared: the inserted
// calls are taken out, and what the parser cannot tell apart afterwards is made equal.
type parsed struct {
	fset *token.FileSet
	file *ast.File
	il   string // the local name of the runtime; empty: not rewritten
	os   []string
}

func parse(t *testing.T, name string, src []byte) *parsed {
	t.Helper()
	p := &parsed{fset: token.NewFileSet()}
	f, err := parser.ParseFile(p.fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("parse: %v\n%.3000s", err, src)
	}
	p.file = f
	p.imports()
	if f.Decls = slices.DeleteFunc(f.Decls, p.inserted); len(f.Decls) == 0 {
		f.Decls = nil
	}
	ast.Inspect(f, p.node)
	return p
}

// imports notes the names of the runtime and of os, and undoes the replacement of paths.
func (p *parsed) imports() {
	for _, s := range p.file.Imports {
		path, _ := strconv.Unquote(s.Path.Value)
		switch path {
		case runtimePath:
			p.il = s.Name.Name
		case runtimePath + "/sync":
			path = "sync"
		case runtimePath + "/atomic":
			path = "sync/atomic"
		case "os":
			p.os = append(p.os, "os")
			if s.Name != nil {
				p.os = append(p.os, s.Name.Name)
			}
		}
		s.Path.Value = strconv.Quote(path)
	}
}

// inserted reports whether a declaration is the import of the runtime, its var _ = il.Loaded(), or
// the var _ = os.Exit.
func (p *parsed) inserted(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	if !ok || p.il == "" || len(g.Specs) != 1 {
		return false
	}
	switch s := g.Specs[0].(type) {
	case *ast.ImportSpec:
		return s.Path.Value == strconv.Quote(runtimePath)
	case *ast.ValueSpec:
		if len(s.Values) != 1 || s.Names[0].Name != "_" {
			return false
		}
		if sel, ok := s.Values[0].(*ast.SelectorExpr); ok {
			return sel.Sel.Name == "Exit" && slices.Contains(p.os, sel.X.(*ast.Ident).Name)
		}
		return p.calls(s.Values[0], "Loaded")
	}
	return false
}

// calls reports whether x calls one of the runtime's functions.
func (p *parsed) calls(x ast.Expr, names ...string) bool {
	c, ok := x.(*ast.CallExpr)
	if !ok || p.il == "" {
		return false
	}
	sel, ok := c.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && id.Name == p.il && slices.Contains(names, sel.Sel.Name)
}

// point reports whether s was inserted.
func (p *parsed) point(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ExprStmt:
		return p.calls(s.X, "At", "Point")
	case *ast.DeferStmt:
		return p.calls(s.Call.Fun, "Enter")
	}
	return false
}

func (p *parsed) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BlockStmt:
		n.List = p.list(n.List)
	case *ast.CaseClause:
		n.Body = p.list(n.Body)
	case *ast.CommClause:
		n.Body = p.list(n.Body)
	case *ast.IfStmt:
		if b, ok := n.Else.(*ast.BlockStmt); ok {
			if l := p.list(b.List); len(l) == 1 {
				if s, ok := l[0].(*ast.IfStmt); ok {
					n.Else = s // as else if
				}
			}
		}
	case *ast.DeferStmt:
		if p.calls(n.Call, "Close") {
			n.Call.Fun = &ast.Ident{NamePos: n.Call.Fun.Pos(), Name: "close"}
		}
	case *ast.SelectorExpr:
		if id, ok := n.X.(*ast.Ident); ok && n.Sel.Name == "Exit" && (id.Name == p.il || slices.Contains(p.os, id.Name)) {
			id.Name = "os"
		}
	case *ast.EmptyStmt:
		n.Implicit = true
	}
	return true
}

// list takes the points and the empty statements out, and gives a label whose statement was a
// point the one behind.
func (p *parsed) list(in []ast.Stmt) (out []ast.Stmt) {
	var last *ast.LabeledStmt // waits for its statement
	for _, s := range in {
		l, labelled := s.(*ast.LabeledStmt)
		_, empty := s.(*ast.EmptyStmt)
		switch {
		case p.point(s):
			continue
		case last != nil:
			last.Stmt, last = s, nil
		case !empty:
			out = append(out, s)
		}
		if labelled && p.point(l.Stmt) {
			last = l
		}
	}
	if last != nil {
		last.Stmt = &ast.EmptyStmt{Implicit: true}
	}
	return out
}

// dump prints the tree without its positions.
func (p *parsed) dump() string {
	skip := []string{"Obj", "Scope", "Unresolved", "Comments", "Doc", "Comment", "Imports", "GoVersion"}
	var b bytes.Buffer
	_ = ast.Fprint(&b, nil, p.file, func(name string, v reflect.Value) bool {
		return v.Type() != reflect.TypeFor[token.Pos]() && !slices.Contains(skip, name)
	})
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines { // ast.Fprint numbers the lines and refers to them
		if _, rest, ok := strings.Cut(l, "  "); ok {
			lines[i] = rest
		}
	}
	return strings.Join(lines, "\n")
}

// nodes lists the tree's nodes in order.
func (p *parsed) nodes() (out []ast.Node) {
	ast.Inspect(p.file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.EmptyStmt, *ast.Comment, *ast.CommentGroup:
		default:
			out = append(out, n)
		}
		return true
	})
	return out
}

// statements lists the statements of lists by their lines: those that have a point of their own.
func (p *parsed) statements() map[int][]ast.Node {
	out := map[int][]ast.Node{}
	add := func(l []ast.Stmt) {
		for _, s := range l {
			n := p.fset.PositionFor(s.Pos(), false).Line
			out[n] = append(out[n], s)
		}
	}
	ast.Inspect(p.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			add(n.List)
		case *ast.CaseClause:
			add(n.Body)
		case *ast.CommClause:
			add(n.Body)
		}
		return true
	})
	return out
}
