package remote

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strconv"
)

// freePort is a port that nobody listens on, below those that the system gives to clients. It is the
// caller's until the lock is closed: no other kit on this machine takes it between the look and the
// server's own listening, and none takes this server for its own.
func freePort() (port int, lock io.Closer, err error) {
	for range 100 {
		port = 20_000 + rand.IntN(12_000)
		addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
		lock, err := net.ListenPacket("udp", addr) // nothing is sent there
		if err != nil {
			continue
		}
		if l, err := net.Listen("tcp", addr); err == nil {
			l.Close()
			return port, lock, nil
		}
		lock.Close()
	}
	return 0, nil, errors.New("there is no free port between 20000 and 32000")
}
