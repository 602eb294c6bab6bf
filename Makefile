# Wangge. `make` alone prints the targets; every step installs what it needs, from Debian's packages, the Go proxy and npm.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

# The checkout may belong to another user than the one who builds it (sudo make).
export GOFLAGS := -buildvcs=false
VERSION := $(shell git -c safe.directory='*' describe --tags --always 2>/dev/null || echo unknown)
LINT_VERSION := v2.15.0
LINT := .tools/golangci-lint-$(LINT_VERSION)
APP := web/app
PEERS := geo/geotest/peers

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: packages-run binary ## install what is missing, build, and serve the demo city on http://127.0.0.1:8080
	exec bin/wangge serve --demo

build: packages-build binary ## build the app and bin/wangge

test: packages-test modules peers binary ## run all tests: Go with -race on a real PostGIS, the app's unit tests and its browser tests
	go test -race -timeout 20m ./...
	cd $(APP) && npm run test:unit && npm run test:browser

test-faults: packages-run modules ## kill every command that writes at 200 random moments; ten minutes (make test does it at 5)
	WANGGE_TEST_FAULTS=10 go test -timeout 60m -run TestKilledMidway -v ./cmd/wangge

lint: packages-lint $(LINT) $(APP)/node_modules/.package-lock.json ## check style, the rooms' imports, modules, generated types, scripts
	$(LINT) run ./...
	go mod tidy -diff
	cd $(APP) && npm run lint
	node $(APP)/scripts/lockfile.mjs --check $(PEERS)
	shellcheck .ci/run deploy/*.sh

bench: packages-run modules peers ## run the benchmarks, a few minutes, and end in a table of ratios and goals
	go test -run '^$$' -bench . -skip '/cells=1000000$$' -benchmem ./... | go run ./geo/geotest/ratios

bench-large: modules ## the same for a million grids, checked and found by position: three minutes, 3 GB
	go test -run '^$$' -bench '^Benchmark(Check|Owners?|LocateBuild|Tidwall)$$/cells=(136000|1000000)$$' ./geo/coverage ./geo/locate | go run ./geo/geotest/ratios

clean: ## remove what was built
	rm -rf bin .tools $(APP)/node_modules $(PEERS)/node_modules $(APP)/dist/assets $(APP)/dist/index.html $(APP)/dist/favicon.svg

# The app is built again when one of its files is newer than the page; Go knows by itself what is new.
binary: $(APP)/dist/index.html
	go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/wangge ./cmd/wangge

$(APP)/dist/index.html: $(APP)/node_modules/.package-lock.json $(shell find $(APP)/src $(APP)/public -type f) $(APP)/index.html $(APP)/vite.config.ts
	cd $(APP) && npm run build
	@touch $@

packages-build packages-run packages-test packages-lint: packages-%:
	@deploy/install-packages.sh $*

modules: # so that the tests themselves need no network
	@go mod download

$(LINT):
	@echo "building golangci-lint $(LINT_VERSION), once (about two minutes)"
	@mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv .tools/golangci-lint $@

peers: $(PEERS)/node_modules/.package-lock.json # what the check is held against

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	@touch $@

.PHONY: help run build test test-faults lint bench bench-large clean binary modules peers packages-build packages-run packages-lint packages-test
