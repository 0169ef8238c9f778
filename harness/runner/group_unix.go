//go:build unix

package runner

import (
	"os/exec"
	"syscall"
)

// ownGroup makes cmd the head of a process group that is ended as a whole: with its stacks printed
// when it is Go, by force after cmd.WaitDelay.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGQUIT) }
}
