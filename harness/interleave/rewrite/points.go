package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
)

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
