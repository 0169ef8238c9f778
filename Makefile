# Everything here calls one program, the kit, or the go command. make alone prints help.

KIT := .kit/bin/kit
GOFUMPT := go run mvdan.cc/gofumpt@v0.12.0
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
SOURCES := go.mod challenges/challenges.go $(shell find harness challenges/*/*test -name '*.go' -o -path '*/page/*' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help list test attack report watch hint diff solution compare reset mock verify grade interview try follow note progress check matrix flake bench bench-verdict

help:
	@echo 'An interview practice kit about idempotency. Read README.md, then challenges/keys/README.md.'
	@echo
	@echo '  make list                    the challenges'
	@echo '  make test C=keys             judge your code (C=1 works too); without C: every challenge'
	@echo '  make test C=keys P=K9        one promise only'
	@echo '  make test C=keys FROM=DIR    judge the Go files of another folder, such as solutions/keys'
	@echo '  make test C=keys SEED=7      another seed for random schedules and storms'
	@echo '  make test C=keys JSON=FILE   write the whole report for programs'
	@echo '  make test C=keys EXTRA=DIR   add scenarios of your own, that nobody has seen (grade, report, mock and verify know it too)'
	@echo
	@echo '  make attack C=keys CMD="node server.js"   judge a server in any language (or URL=http://127.0.0.1:8080): harness/ATTACK.md'
	@echo
	@echo '  make watch C=keys            judge again each time you save'
	@echo '  make report C=keys           what happened, drawn: one HTML page (FROM=, P=, SEED= as for test; OUT=FILE)'
	@echo '  make hint C=keys             the next hint for the first broken promise (P=K5: for that one)'
	@echo '  make diff C=keys             how your code becomes the reference, once you have tried (FORCE=1: before)'
	@echo '  make solution C=keys         the walk-through, and the wrong answer closest to yours'
	@echo '  make compare C=keys          your code and the reference side by side'
	@echo '  make reset C=keys            the stub again; your attempt is kept'
	@echo
	@echo '  make mock C=keys             a timed mock interview (MIN=45, LEVEL=2, SEED=7); again: goes on with it'
	@echo '  make verify CARD=FILE        run the code of its card again: does the card agree?'
	@echo '  make progress                the mock interviews so far, and what to practise next (OUT=FILE)'
	@echo
	@echo '  make grade C=keys FROM=DIR   many submissions, a folder each: a table (JSON=FILE, JUNIT=FILE for programs)'
	@echo '  make interview C=keys        two pages: the candidate'"'"'s, and yours with plan, questions and rubric (OUT=DIR)'
	@echo '  make try C=keys EXTRA=DIR    are scenarios of your own fair to right answers, and do they catch wrong ones?'
	@echo '  make follow                  the mock interview that is running, in your browser: an address for you alone'
	@echo '  make note T="asked why"      a note with its time, into the mock interview that is running'
	@echo
	@echo '  make check                   the tests of the kit itself'
	@echo '  make matrix                  wrong answers × scenarios (HTTP=1: in the process beside over HTTP)'
	@echo '  make flake N=200             judge the solutions again and again, under load'
	@echo '  make bench                   what the reference of middleware costs, beside the bare handler'
	@echo '  make bench-verdict           how long a verdict takes'
	@echo
	@echo 'Exit status of the kit: 0 all held, 1 something is not, 2 the kit could not do its job'
	@echo '(make prints it as "Error 1" and exits with 2 itself whenever a command fails).'

$(KIT): $(SOURCES)
	@command -v go >/dev/null || { echo 'kit: the go command is not on PATH: install Go 1.26 or later' >&2; exit 2; }
	@mkdir -p $(@D)
	@test -e $@ || echo 'building the kit; the first time this also fetches its modules' >&2
	@go build -o $@ ./harness/cmd/kit

list: $(KIT)
	@$(KIT) list

test: $(KIT)
	@$(KIT) test $(if $(C),-c '$(C)') $(if $(P),-p '$(P)') $(if $(SEED),--seed '$(SEED)') $(if $(FROM),--from '$(FROM)') $(if $(JSON),--json '$(JSON)') $(if $(EXTRA),--extra '$(EXTRA)')

attack: $(KIT)
	@$(KIT) attack -c '$(C)' $(if $(P),-p '$(P)') $(if $(SEED),--seed '$(SEED)') $(if $(JSON),--json '$(JSON)') $(if $(OUT),-o '$(OUT)')

report: $(KIT)
	@$(KIT) report -c '$(C)' $(if $(P),-p '$(P)') $(if $(SEED),--seed '$(SEED)') $(if $(FROM),--from '$(FROM)') $(if $(OUT),-o '$(OUT)') $(if $(EXTRA),--extra '$(EXTRA)')

watch: $(KIT)
	@$(KIT) watch -c '$(C)'

hint: $(KIT)
	@$(KIT) hint $(if $(C),-c '$(C)') $(if $(P),-p '$(P)')

diff: $(KIT)
	@$(KIT) diff -c '$(C)' $(if $(FORCE),--force)

solution: $(KIT)
	@$(KIT) solution -c '$(C)' $(if $(FORCE),--force)

compare: $(KIT)
	@$(KIT) compare -c '$(C)' $(if $(FROM),--from '$(FROM)') $(if $(FORCE),--force)

reset: $(KIT)
	@$(KIT) reset -c '$(C)'

mock: $(KIT)
	@$(KIT) mock -c '$(C)' $(if $(MIN),--min='$(MIN)') $(if $(LEVEL),--level='$(LEVEL)') $(if $(SEED),--seed='$(SEED)') $(if $(EXTRA),--extra '$(EXTRA)')

verify: $(KIT)
	@$(KIT) verify --card '$(CARD)' $(if $(EXTRA),--extra '$(EXTRA)')

grade: $(KIT)
	@$(KIT) grade -c '$(C)' --from '$(FROM)' $(if $(JSON),--json '$(JSON)') $(if $(JUNIT),--junit '$(JUNIT)') $(if $(LIMIT),--limit '$(LIMIT)') $(if $(EXTRA),--extra '$(EXTRA)')

interview: $(KIT)
	@$(KIT) interview -c '$(C)' $(if $(OUT),-o '$(OUT)')

try: $(KIT)
	@$(KIT) try -c '$(C)' $(if $(EXTRA),--extra '$(EXTRA)')

follow: $(KIT)
	@$(KIT) follow $(if $(C),-c '$(C)') $(if $(PORT),--port '$(PORT)')

note: $(KIT)
	@$(KIT) note $(if $(C),-c '$(C)') -- "$$T"

progress: $(KIT)
	@$(KIT) progress $(if $(OUT),-o '$(OUT)')

matrix: $(KIT)
	@$(KIT) matrix $(if $(C),-c '$(C)') $(if $(WRITE),--write) $(if $(HTTP),--http)

# What CI runs. Tests that build and run other programs are skipped by a plain go test ./...
check: $(KIT)
	go build ./...
	go vet ./...
	@echo gofumpt -l .; out=$$($(GOFUMPT) -l challenges harness solutions); test -z "$$out" || { echo "not formatted: $$out"; exit 1; }
	$(STATICCHECK) -checks inherit,-ST1005 ./...
	go mod tidy -diff
	KIT_CHECK=1 go test ./...
	$(KIT) gallery

flake: $(KIT)
	@$(KIT) gallery $(if $(C),-c '$(C)') -n $(or $(N),200) --cpu 1,2,4
	@$(KIT) gallery $(if $(C),-c '$(C)') -n $(or $(N),200) --cpu 2 --load

bench:
	go test -run '^$$' -bench . -benchtime 3s ./solutions/middleware

bench-verdict: $(KIT)
	@$(KIT) bench-verdict $(if $(C),-c '$(C)')
