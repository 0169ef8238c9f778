package rewrite

import "testing"

func TestShared(t *testing.T) {
	for _, row := range []struct {
		decl, why string
		want      bool
	}{
		{"var mu sync.Mutex", "a lock of the package", true},
		{"var seen = map[string]bool{}", "a map that is filled", true},
		{"var (\n\tmu sync.Mutex\n\tn int\n)", "a group", true},
		{"var book = newBook()", "whatever it makes may be state", true},
		{"var book = &store{}", "a pointer to state", true},
		{"var book = store{}", "empty, to be filled", true},
		{"var once = sync.OnceValue(load)", "it holds a lock", true},
		{"var requests = make(chan int)", "a channel", true},
		{"func f() { var mu sync.Mutex; mu.Lock() }", "a variable of a function", false},
		{"const limit = 10", "a constant", false},
		{"var errGone = errors.New(\"gone\")", "an error to compare with", false},
		{"var _ http.Handler = (*server)(nil)", "a check for the compiler", false},
		{"var word = regexp.MustCompile(`x`)", "nobody changes an expression", false},
		{"var codes = map[string]int{\"a\": http.StatusOK}", "a table", false},
		{"var names = []string{\"a\", \"b\"}", "a table", false},
		{"var ok, limit = true, -3 * time.Second", "values", false},
		{"var null = []byte(\"null\")", "a conversion", false},
		{"var hash = func(b []byte) int { return len(b) }", "a function to be replaced", false},
		{"var x = ", "does not parse", false},
	} {
		if row.why == "" {
			t.Fatalf("%s: no reason", row.decl)
		}
		if got := shared([]byte("package p\n\n" + row.decl + "\n")); got != row.want {
			t.Errorf("shared(%s) = %v, want %v: %s", row.decl, got, row.want, row.why)
		}
	}
}
