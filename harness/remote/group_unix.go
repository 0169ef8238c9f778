//go:build unix

package remote

import (
	"fmt"
	"os/exec"
	"syscall"
)

// ownGroup makes cmd the head of a process group, so that it is ended with all that it starts.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// endGroup asks the processes of the group to end, or ends them.
func endGroup(cmd *exec.Cmd, force bool) {
	sig := syscall.SIGTERM
	if force {
		sig = syscall.SIGKILL
	}
	_ = syscall.Kill(-cmd.Process.Pid, sig)
}

// guard ends the group of cmd should the kit end without having done so, be it by force: then its end of
// the guard's input is closed. The guard is a process beside the group, and over when off is called.
func guard(cmd *exec.Cmd) (off func()) {
	g := exec.Command("sh", "-c", fmt.Sprintf("read _; kill -s KILL -- -%d", cmd.Process.Pid))
	ownGroup(g)
	in, err := g.StdinPipe()
	if err != nil {
		return func() {}
	}
	if err := g.Start(); err != nil {
		return func() {}
	}
	return func() {
		_ = g.Process.Kill()
		_ = g.Wait()
		_ = in.Close()
	}
}
