package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
)

// burn keeps every processor busy until it is told to stop, in processes of their own, so that
// what is tested competes for time as it would on a loaded machine.
func burn(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	for range runtime.NumCPU() {
		cmd := exec.CommandContext(ctx, os.Args[0], "burn")
		if cmd.Start() == nil {
			go func() { _ = cmd.Wait() }()
		}
	}
	return cancel
}

type burnCmd struct{}

// Run spins until the process is ended, or the one that started it has.
func (burnCmd) Run(k *kit) error {
	for parent := os.Getppid(); k.ctx.Err() == nil && os.Getppid() == parent; {
	}
	return nil
}
