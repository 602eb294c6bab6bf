# Wangge. `make` alone prints the targets; every step installs what it needs, from Debian's packages, the Go proxy and npm.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The checkout may belong to another user than the one who builds it (sudo make run).
export GOFLAGS := -buildvcs=false
VERSION := $(shell git -c safe.directory='*' describe --tags --always 2>/dev/null || echo unknown)
LINT_VERSION := v2.15.0
LINT := .tools/golangci-lint-$(LINT_VERSION)
APP := web/app
APP_SOURCES := $(shell find $(APP) -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/e2e/*' 2>/dev/null)

help: ## print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: packages-run build ## start the service with the demo city on http://127.0.0.1:8080
	@exec bin/wangge serve --demo

build: $(APP)/dist/index.html ## build the app and bin/wangge
	go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/wangge ./cmd/wangge

test: packages-test build ## run all tests: Go with -race on a real PostGIS, the app's unit and browser tests
	go test -race -timeout 20m ./...
	cd $(APP) && npm run test:unit && npm run test:e2e

test-go: packages-test $(APP)/dist/index.html ## run the Go tests alone
	go test -race -timeout 20m ./...

test-heavy: packages-test build ## fault injection, province scale and long fuzzing (half an hour)
	WANGGE_HEAVY=1 go test -timeout 60m -run 'Heavy|Faults' ./...
	./deploy/fuzz.sh 60s

lint: packages-run $(LINT) $(APP)/node_modules/.package-lock.json ## check the code's style, the rooms and the types
	$(LINT) run ./...
	go mod tidy -diff
	cd $(APP) && npm run lint
	@if command -v shellcheck >/dev/null; then shellcheck .ci/run deploy/*.sh; else echo "shellcheck is not installed: scripts were not checked"; fi
	@if out=$$(go run golang.org/x/vuln/cmd/govulncheck@v1.1.4 ./... 2>&1); then echo "govulncheck: clean"; else echo "govulncheck: not available here"; fi

bench: packages-test ## run the benchmarks
	go test -run '^$$' -bench . -benchmem ./...

clean: ## remove what was built (the data folder .wangge stays)
	rm -rf bin out .tools $(APP)/node_modules
	find $(APP)/dist -mindepth 1 -not -name .gitkeep -delete

packages-run:
	@deploy/install-packages.sh run

packages-test:
	@deploy/install-packages.sh test

$(LINT):
	@echo "building golangci-lint $(LINT_VERSION), once (about two minutes)"
	@mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	@mv .tools/golangci-lint $@

$(APP)/node_modules/.package-lock.json: $(APP)/package.json $(APP)/package-lock.json
	cd $(APP) && npm ci --no-audit --no-fund
	@touch $@

$(APP)/dist/index.html: $(APP)/node_modules/.package-lock.json $(APP_SOURCES)
	cd $(APP) && npm run build
	@touch $@

.PHONY: help run build test test-go test-heavy lint bench clean packages-run packages-test
