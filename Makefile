# make           prints the targets
# make build     leaves .build/release/backlinks
# make test      runs every check
.DEFAULT_GOAL := help
.PHONY: help setup build test check-deep soak fuzz demo bench docs format install clean

PREFIX ?= /usr/local
OUT ?= out/demo
# ISA-L inflates gzip 3 to 6 times faster than zlib; `make build TRAITS=` goes without.
TRAITS ?= --traits ISAL
# The program must run where no Swift is installed. macOS has the runtime in the system.
STATIC := $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib)
BUILD := swift build -c release --explicit-target-dependency-import-check error
BACKLINKS := .build/release/backlinks

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## install the libraries that are missing
	@scripts/setup

build: setup ## build the program, optimised: .build/release/backlinks
	scripts/pack-rules
	$(BUILD) $(STATIC) $(TRAITS) --product backlinks

test: setup ## run every check, with and without ISA-L
	scripts/check

check-deep: setup ## run the tests under the address and thread sanitizers (slow)
	ASAN_OPTIONS=detect_leaks=0 swift test --no-parallel --disable-xctest --sanitize=address --scratch-path .build/address $(TRAITS)
	swift test --no-parallel --disable-xctest --sanitize=thread --scratch-path .build/thread $(TRAITS)

soak: setup ## kill ingestion 240 times, fail its writes at 400 places, run it daily for two years (slow)
	BACKLINKS_KILLS=240 BACKLINKS_FAULTS=400 BACKLINKS_DAYS=730 swift test -c release --disable-xctest $(TRAITS) \
	  --explicit-target-dependency-import-check error --scratch-path .build/tests \
	  --filter 'LedgerCrashTests|LedgerFaultTests|LedgerYearsTests'

fuzz: setup ## run each fuzz target for a minute (SECONDS_EACH=60)
	@Fuzz/run

demo: build ## audit the sample shop and show what comes out
	@scripts/demo $(OUT)

bench: build ## measure speed and memory (SIZE=300 megabytes a file)
	@Benchmarks/run
	@Benchmarks/match

docs: build ## write what is generated in docs/ and README.md anew
	@scripts/generate-docs
	@scripts/check-readme --write README.md docs/guide.md docs/tasks.md docs/exporters.md docs/logs.md docs/disavow.md docs/ledger.md docs/cron.md

format: ## lay out the Swift files
	swift format --in-place --recursive --parallel Sources Tests Package.swift \
	  Benchmarks/Sources Benchmarks/Package.swift Fuzz/Targets Fuzz/Package.swift

install: build ## install the program and its manual below PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 755 $(BACKLINKS) "$(DESTDIR)$(PREFIX)/bin/backlinks"
	install -m 644 docs/backlinks.1 "$(DESTDIR)$(PREFIX)/share/man/man1/backlinks.1"

clean: ## remove what was built
	rm -rf .build Benchmarks/.build Fuzz/.build out
