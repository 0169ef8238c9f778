module example.com/idempotency

go 1.26.0

require (
	github.com/petermattis/goid v0.0.0-20261109124353-7cfa343ad0ab
	pgregory.net/rapid v1.3.0
)

require github.com/alecthomas/kong v1.17.0
