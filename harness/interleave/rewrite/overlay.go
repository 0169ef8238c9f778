package rewrite

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Target is a package folder whose code is rewritten for a build.
type Target struct {
	Root       string // the module's folder, absolute
	Dir        string // the folder that the go command builds, absolute
	From       string // a folder or one .go file whose code stands in place of Dir's; empty: Dir's own
	Package    string // the name of Dir's package; empty: as the files say
	ImportPath string // of Dir
	Plain      bool   // do not insert scheduling points

	// Keep reports whether the sub-folder rel of Dir, or of From, is part of the code.
	Keep func(rel string) bool
}

// An Over is an overlay for the go command: what stands in place of which file.
type Over struct {
	Replace map[string]string // file → its replacement; "": the file is not there
	Shared  bool              // the code declares variables of the package that runs side by side would share
	texts   map[string][]byte // file → text that is still to be written
}

// Overlay reads the code of a target and rewrites it. Nothing is written yet. The error wraps
// ErrSyntax when a file does not parse.
func Overlay(t Target) (*Over, error) {
	o := &Over{Replace: map[string]string{}, texts: map[string][]byte{}}
	from := t.From
	if from == "" {
		from = t.Dir
	}
	files, err := sources(from, t.Keep)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no Go files in %s", from)
	}
	if from != t.Dir {
		own, err := sources(t.Dir, t.Keep)
		if err != nil && !os.IsNotExist(err) { // a folder may be there in the overlay only
			return nil, err
		}
		for _, f := range own {
			o.Replace[f.path] = ""
		}
	}
	imports := t.imports(from)
	for _, f := range files {
		src, err := os.ReadFile(f.path)
		if err != nil {
			return nil, err
		}
		opt := Options{Label: f.rel, Path: f.path, Plain: t.Plain, Imports: imports}
		if !strings.Contains(f.rel, "/") {
			opt.Package = t.Package
		}
		text, err := File(src, opt)
		if err != nil {
			return nil, err
		}
		o.Shared = o.Shared || shared(src)
		to := filepath.Join(t.Dir, filepath.FromSlash(f.rel))
		delete(o.Replace, to)
		o.texts[to] = text
	}
	return o, nil
}

// imports maps From's own import path to Dir's, so that its sub-packages are found.
func (t Target) imports(from string) map[string]string {
	if from == t.Dir || t.Root == "" {
		return nil
	}
	rel, err := filepath.Rel(t.Root, from)
	if err != nil || strings.HasPrefix(rel, "..") || strings.HasSuffix(from, ".go") {
		return nil
	}
	module := strings.TrimSuffix(t.ImportPath, "/"+filepath.ToSlash(must(filepath.Rel(t.Root, t.Dir))))
	old := module + "/" + filepath.ToSlash(rel)
	out := map[string]string{}
	_ = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			sub := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(path, from)), "/")
			if sub != "" {
				out[old+"/"+sub] = t.ImportPath + "/" + sub
			}
		}
		return nil
	})
	return out
}

func must(s string, _ error) string { return s }

type source struct{ path, rel string }

// sources lists the non-test Go files of a folder and its sub-folders, or the one file.
func sources(from string, keep func(string) bool) ([]source, error) {
	st, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	if !st.IsDir() {
		return []source{{from, filepath.Base(from)}}, nil
	}
	var out []source
	err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(path, from), string(filepath.Separator)))
		name := d.Name()
		if d.IsDir() {
			if rel != "" && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || keep != nil && !keep(rel)) {
				return filepath.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "_") {
			out = append(out, source{path, rel})
		}
		return nil
	})
	return out, err
}

// Add rewrites another target into the same overlay.
func (o *Over) Add(t Target) error {
	p, err := Overlay(t)
	if err != nil {
		return err
	}
	o.Shared = o.Shared || p.Shared
	for k, v := range p.Replace {
		o.Replace[k] = v
	}
	for k, v := range p.texts {
		o.texts[k] = v
	}
	return nil
}

// WriteTo writes the rewritten files and overlay.json below dir and returns the latter's path.
func (o *Over) WriteTo(dir string) (string, error) {
	for i, file := range slices.Sorted(maps.Keys(o.texts)) {
		path := filepath.Join(dir, fmt.Sprintf("%03d_%s", i, filepath.Base(file)))
		if err := os.WriteFile(path, o.texts[file], 0o644); err != nil {
			return "", err
		}
		o.Replace[file] = path
	}
	b, err := json.Marshal(struct{ Replace map[string]string }{o.Replace})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, b, 0o644)
}
