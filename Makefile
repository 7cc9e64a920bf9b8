# make           prints the targets
# make build     leaves .build/release/backlinks
.DEFAULT_GOAL := help
.PHONY: help setup build test demo bench docs format install clean

PREFIX ?= /usr/local
OUT ?= out/demo
# ISA-L inflates gzip 3 to 6 times faster than zlib; `make build TRAITS=` goes without.
TRAITS ?= --traits ISAL
# The program must run where no Swift is installed. macOS has the runtime in the system.
STATIC := $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib)
BACKLINKS := .build/release/backlinks

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## install the libraries that are missing
	@scripts/setup

build: setup ## build the program, optimised: .build/release/backlinks
	swift build -c release $(STATIC) --explicit-target-dependency-import-check error $(TRAITS)

test: setup ## run every check, with and without ISA-L
	scripts/check

demo: build ## audit the sample shop and show what comes out
	@mkdir -p $(OUT)
	$(BACKLINKS) audit samples/lantern-harbour --site lantern-harbour.example --out $(OUT)
	@echo
	@echo "$(OUT)/disavow.txt begins:"
	@sed -n '1,25p' $(OUT)/disavow.txt

bench: build ## measure speed and memory
	Benchmarks/run

docs: build ## write docs/rules.md and docs/fields.md anew
	$(BACKLINKS) rules docs --out docs

format: ## lay out the Swift files
	swift format --in-place --recursive --parallel Sources Tests Package.swift

install: build ## install the program below PREFIX (/usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(BACKLINKS) "$(DESTDIR)$(PREFIX)/bin/backlinks"

clean: ## remove what was built
	rm -rf .build out
