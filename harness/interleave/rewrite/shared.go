package rewrite

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// shared reports whether a file declares variables of the package that its code may change. Runs
// that go on side by side in one process would share them. It errs towards yes; a file that does
// not parse has none.
func shared(src []byte) bool {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, s := range g.Specs {
			if v := s.(*ast.ValueSpec); mutable(v) {
				return true
			}
		}
	}
	return false
}

func mutable(v *ast.ValueSpec) bool {
	named := false
	for _, n := range v.Names {
		named = named || n.Name != "_"
	}
	if !named {
		return false
	}
	for _, x := range v.Values {
		if !fixed(x) {
			return true
		}
	}
	return len(v.Values) == 0
}

// makers are functions whose result nobody changes.
var makers = map[string]bool{
	"errors.New": true, "fmt.Errorf": true, "regexp.MustCompile": true, "strings.NewReplacer": true,
}

// fixed reports whether x is a value that is written down to be read.
func fixed(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BasicLit, *ast.FuncLit, *ast.Ident, *ast.SelectorExpr:
		return true
	case *ast.ParenExpr:
		return fixed(x.X)
	case *ast.UnaryExpr:
		return x.Op != token.AND && fixed(x.X)
	case *ast.BinaryExpr:
		return fixed(x.X) && fixed(x.Y)
	case *ast.KeyValueExpr:
		return fixed(x.Value)
	case *ast.CompositeLit:
		if _, isMap := x.Type.(*ast.MapType); isMap && len(x.Elts) == 0 {
			return false
		}
		for _, e := range x.Elts {
			if !fixed(e) {
				return false
			}
		}
		_, isStruct := x.Type.(*ast.Ident)
		return !isStruct || len(x.Elts) > 0
	case *ast.CallExpr:
		if s, ok := x.Fun.(*ast.SelectorExpr); ok {
			p, ok := s.X.(*ast.Ident)
			return ok && makers[p.Name+"."+s.Sel.Name]
		}
		_, conversion := x.Fun.(*ast.ArrayType) // []byte("…")
		return conversion
	}
	return false
}
