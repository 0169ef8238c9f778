package rewrite

import (
	"fmt"
	"go/ast"
	"slices"
)

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
