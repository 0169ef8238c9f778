package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"example.com/idempotency/harness/mock"
	"example.com/idempotency/harness/practice"
)

// begun starts a mock interview on disk, in a module of its own.
func begun(t *testing.T) (k *kit, f mock.File, out *bytes.Buffer) {
	t.Helper()
	out = &bytes.Buffer{}
	root := t.TempDir()
	k = &kit{ctx: context.Background(), root: root, store: practice.Open(root), now: time.Now, out: &screen{Writer: out}}
	f, _, err := mock.Begin(root, mock.Session{
		Challenge: "keys", Minutes: 30 * time.Minute, Level: 3, Seed: 1, Suite: "s",
		Promises: []mock.Promise{{ID: "K1", Name: "happy-path", Level: 1, Part: 1}}, Parts: []mock.Part{{N: 1}},
	}, time.Now(), "stub")
	require.NoError(t, err)
	return k, f, out
}

// A note goes into the session with its time; what is no note, or has no session, does not.
func TestNote(t *testing.T) {
	k, f, out := begun(t)
	const hostile = `<script>alert(1)</script> 'quoted' $HOME`
	require.NoError(t, (&noteCmd{Text: "  " + hostile}).Run(k))
	assert.Equal(t, "keys  noted at 00:00\n", out.String())
	for _, text := range []string{"", " ", "\x1b[2J", strings.Repeat("x", 5000)} {
		err := (&noteCmd{Text: text}).Run(k)
		require.ErrorContains(t, err, "T: ")
		assert.NotContains(t, err.Error(), "\x1b")
		assert.NotContains(t, err.Error(), "\n")
	}
	s, err := f.Read()
	require.NoError(t, err)
	notes := mock.Score(s).Notes
	require.Len(t, notes, 1)
	assert.Equal(t, hostile, notes[0].Text)

	require.ErrorContains(t, (&noteCmd{Text: "x", Challenge: "expiry"}).Run(k), "no mock interview is running, so that there is nothing to note it in")
	require.ErrorContains(t, (&noteCmd{Text: "x", Challenge: "none"}).Run(k), "there is no challenge")
	k.root = t.TempDir()
	require.ErrorContains(t, (&noteCmd{Text: "x"}).Run(k), "no mock interview is running")
}

// The address that is printed shows the session to this machine only, and whatever becomes of it;
// nothing on disk changes.
func TestFollow(t *testing.T) {
	k, f, _ := begun(t)
	ctx, cancel := context.WithCancel(context.Background())
	r, w := io.Pipe()
	k.ctx, k.out = ctx, &screen{Writer: w}
	over := make(chan error, 1)
	go func() { over <- (&followCmd{}).Run(k); w.Close() }()
	line, err := bufio.NewReader(r).ReadString('\n')
	require.NoError(t, err)
	go func() { _, _ = io.Copy(io.Discard, r) }()
	url := regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S{20,}/`).FindString(line)
	require.NotEmpty(t, url, line)

	get := func(url, host string) (int, string) {
		req, err := http.NewRequest("GET", url, nil)
		require.NoError(t, err)
		if host != "" {
			req.Host = host
		}
		res, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		require.NoError(t, err)
		return res.StatusCode, string(b)
	}
	before := tree(t, k.root)
	code, text := get(url, "")
	assert.Equal(t, 200, code)
	assert.Contains(t, text, "· K1")
	code, _ = get(url+"x", "")
	assert.Equal(t, 404, code, "a wrong token")
	code, _ = get(url, "evil.example")
	assert.Equal(t, 421, code, "another host's name")
	assert.Equal(t, before, tree(t, k.root), "files, before and after")

	require.NoError(t, os.WriteFile(filepath.Join(f.Dir, "session.json"), []byte("{ torn"), 0o644))
	code, text = get(url, "")
	assert.Equal(t, 200, code)
	assert.Contains(t, text, "is not readable")
	require.NoError(t, os.RemoveAll(f.Dir))
	_, text = get(url, "")
	assert.Contains(t, text, "no mock interview was started yet")

	cancel()
	require.NoError(t, <-over, "an interrupt is how it ends")
}

// A port that is taken, or none, is said in one line.
func TestFollowPort(t *testing.T) {
	k, _, _ := begun(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	err = (&followCmd{Port: uint16(port)}).Run(k)
	require.ErrorContains(t, err, fmt.Sprintf("PORT=%d: ", port))
	assert.NotContains(t, err.Error(), "\n")
	for _, bad := range []string{"70000", "-1", "http"} {
		assert.Equal(t, 2, runIn(context.Background(), k.root, []string{"follow", "--port=" + bad}, k.out))
	}
}

// tree lists the files below a folder with their sizes and times.
func tree(t *testing.T, root string) (out []string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		st, err := d.Info()
		out = append(out, fmt.Sprint(path, st.Size(), st.ModTime()))
		return err
	}))
	return out
}
