package rewrite

import (
	"encoding/json"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A listed is what the go command says of a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	ImportMap               map[string]string
}

// std are packages of the standard library whose files are rewritten, and why these.
var std = map[string]string{
	"strings":        "loops over bytes, builders, generics, sync.Once",
	"sort":           "generated code, closures",
	"slices":         "generics throughout",
	"container/list": "small and plain",
	"text/template":  "reflection, sync, recursive methods, panics and recover",
	"net/http":       "a server's and a client's concurrency: the bundled HTTP/2 has every use of sync there is",
}

var packages = sync.OnceValues(func() (map[string]listed, error) {
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,ImportMap", runtimePath, runtimePath + "/sync", runtimePath + "/atomic"}
	for path := range std {
		args = append(args, path)
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		return nil, err
	}
	all := map[string]listed{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all[p.ImportPath] = p
	}
})

func list(t *testing.T, path string) listed {
	t.Helper()
	all, err := packages()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	return all[path]
}

// imports returns the importer for the imports of p.
func (p listed) imports(t *testing.T, fset *token.FileSet) types.Importer {
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if to, ok := p.ImportMap[path]; ok {
			path = to
		}
		return os.Open(list(t, path).Export)
	})
}

// Code that nobody wrote with the rewriter in mind: whole packages of the standard library.
func TestStandardLibrary(t *testing.T) {
	for path, why := range std {
		t.Run(path, func(t *testing.T) {
			if why == "" {
				t.Fatal("no reason")
			}
			p := list(t, path)
			if len(p.GoFiles) == 0 {
				t.Fatal("no files")
			}
			fset := token.NewFileSet()
			var files []*ast.File
			for _, name := range p.GoFiles {
				src, err := os.ReadFile(filepath.Join(p.Dir, name))
				if err != nil {
					t.Fatal(err)
				}
				at := filepath.Join(p.Dir, name)
				out, err := File(src, Options{Label: name, Path: at})
				if err != nil {
					t.Fatal(err)
				}
				same(t, at, src, out)
				f, err := parser.ParseFile(fset, name, out, parser.SkipObjectResolution)
				if err != nil {
					t.Fatal(err)
				}
				files = append(files, f)
			}
			check(t, p, fset, files)
		})
	}
}

// check type-checks the files of p.
func check(t *testing.T, p listed, fset *token.FileSet, files []*ast.File) {
	t.Helper()
	n := 0
	conf := types.Config{Importer: p.imports(t, fset), Sizes: types.SizesFor("gc", "amd64"), Error: func(err error) {
		if n++; n < 10 {
			t.Error(err)
		}
	}}
	_, _ = conf.Check(p.ImportPath, fset, files, nil)
}

// A mirror has every exported name of its package, with the same signature, and nothing else.
func TestMirrorsAreComplete(t *testing.T) {
	for from, to := range mirrors {
		t.Run(from, func(t *testing.T) {
			fset := token.NewFileSet()
			imp := list(t, to).imports(t, fset)
			was, is := mustImport(t, imp, from), mustImport(t, imp, to)
			for _, name := range names(was.Scope()) {
				a, b := was.Scope().Lookup(name), is.Scope().Lookup(name)
				if b == nil {
					t.Errorf("%s.%s is not there", to, name)
					continue
				}
				if x, y := shape(a), shape(b); x != y {
					t.Errorf("%s is\n%s, want\n%s", name, y, x)
				}
			}
			for _, name := range names(is.Scope()) {
				if was.Scope().Lookup(name) == nil {
					t.Errorf("%s.%s is not in %s", to, name, from)
				}
			}
		})
	}
}

func mustImport(t *testing.T, imp types.Importer, path string) *types.Package {
	t.Helper()
	p, err := imp.Import(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func names(s *types.Scope) []string {
	return slices.DeleteFunc(s.Names(), func(n string) bool { return !token.IsExported(n) })
}

// shape prints an object as its users see it: its type, or the methods and exported fields of the
// type that it is, with packages by name.
func shape(o types.Object) string {
	named := func(p *types.Package) string { return p.Name() }
	tn, ok := o.(*types.TypeName)
	if !ok {
		return types.TypeString(o.Type(), named)
	}
	var out []string
	set := types.NewMethodSet(types.NewPointer(o.Type()))
	if types.IsInterface(o.Type()) {
		set = types.NewMethodSet(o.Type())
	}
	for m := range set.Methods() {
		if m.Obj().Exported() {
			out = append(out, m.Obj().Name()+types.TypeString(m.Type(), named))
		}
	}
	if s, ok := o.Type().Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				out = append(out, "field "+f.Name()+" "+types.TypeString(f.Type(), named))
			}
		}
	}
	kind := "type"
	if n, ok := types.Unalias(o.Type()).(*types.Named); ok && n.TypeParams() != nil {
		for p := range n.TypeParams().TypeParams() {
			kind += " [" + p.String() + " " + types.TypeString(p.Constraint(), named) + "]"
		}
	}
	return kind + " " + tn.Name() + "\n\t" + strings.Join(out, "\n\t")
}
