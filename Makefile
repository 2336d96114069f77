# Each target first installs its missing tools (scripts/setup). scripts/run prints the seconds of each step.

run := scripts/run
wasm32 := --target wasm32-unknown-unknown
# `--document-private-items` includes the components.
all_docs := --no-deps --lib --document-private-items
# `make e2e STORIES=sheets` runs the stories whose names contain this word.
STORIES :=
# The runner's defaults are too short for a slow machine: 20 s for the tests, 5 s for the driver.
wasm_timeouts := WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60
# Port of `make serve`; `make serve PORT=9000` changes it.
PORT := 8080

# Targets run one after another, also under `make -j`, since cargo uses every core by itself.
.NOTPARALLEL:
.PHONY: help serve test check fuzz laws web e2e dist weigh bench soak docs audit clean setup-rust setup-page setup-browser setup-engines

help:
	@echo 'make serve   build the page and serve it on http://127.0.0.1:$(PORT)/, again after each change'
	@echo 'make test    everything: check, web, dist, e2e'
	@echo 'make check   format, lints, native tests, crate docs'
	@echo 'make fuzz    a million random links, natively: two minutes, after a build of five'
	@echo 'make laws    the laws of the model over a million random runs, natively: four minutes'
	@echo 'make web     the Wasm tests in a headless Chromium'
	@echo 'make dist    the page as a static folder, dist/'
	@echo 'make e2e     the end-to-end tests against dist/, headless: all in Chromium, some in Firefox and WebKitGTK'
	@echo 'make weigh   the bytes of the built page'
	@echo 'make bench   bytes; ratios of steps, seeking and frames; timings of a first visit'
	@echo 'make soak    ten minutes of use: DOM nodes, listeners and heap must not grow'
	@echo 'make docs    crate docs with the components, in a browser'
	@echo 'make audit   licences and spelling; needs cargo-deny and typos, which no target installs'
	@echo 'make clean   remove target/ and dist/'

serve: setup-page
	@$(run) 'build and serve on http://127.0.0.1:$(PORT)/' scripts/trunk serve --port $(PORT)

# Fast tests first.
test: check web dist e2e

check: setup-rust
	@$(run) 'format' cargo fmt --all --check
	@$(run) 'lints, native' cargo clippy --all-targets -- -D warnings
	@$(run) 'lints, wasm32' cargo clippy $(wasm32) --lib --bins --test web --bench ratios -- -D warnings
	@$(run) 'native tests' cargo test
	@$(run) 'crate docs' env RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --lib --quiet
	@$(run) 'crate docs, wasm32' env RUSTDOCFLAGS='-D warnings' cargo doc $(wasm32) $(all_docs) --quiet

# Optimised, with overflow checks. `cargo test` opens a sample of these links.
fuzz: setup-rust
	@$(run) 'a million random links' env SESSIONSCOPE_LINKS=1000000 cargo test --profile fuzz --test fuzz

# `cargo test` checks the laws over 2,000 runs.
laws: setup-rust
	@$(run) 'laws over a million random runs' env SESSIONSCOPE_RUNS=1000000 cargo test --profile fuzz --test random_runs

web: setup-browser
	@$(run) 'Wasm tests in Chromium' env $(wasm_timeouts) \
		scripts/reaped cargo test $(wasm32) --test web

# The lints of this package are not in `check`, so that `check` need not build a WebDriver client.
e2e: setup-engines dist
	@$(run) 'lints, end to end' cargo clippy --package sessionscope-e2e --all-targets -- -D warnings
	@$(run) 'end-to-end tests in browsers' env SESSIONSCOPE_DIST='$(CURDIR)/dist' \
		scripts/reaped cargo test --package sessionscope-e2e $(STORIES)

dist: setup-page
	@$(run) 'build dist/' scripts/trunk build

weigh: dist
	@$(run) 'weigh the page' scripts/weigh.mjs dist

# The Wasm benches use the release profile. The WebDriver clients use the dev profile, since they need no speed.
bench: setup-browser weigh
	@$(run) 'steps and seek, native' cargo bench --bench ratios
	@$(run) 'steps and seek, in Wasm' env $(wasm_timeouts) \
		scripts/reaped cargo test --release $(wasm32) --bench ratios -- --nocapture
	@$(run) 'frames of the page in Chromium' env SESSIONSCOPE_DIST='$(CURDIR)/dist' \
		scripts/reaped cargo bench --profile dev --package sessionscope-e2e --bench frames
	@$(run) 'a first visit on a throttled network' env SESSIONSCOPE_DIST='$(CURDIR)/dist' \
		scripts/reaped cargo bench --profile dev --package sessionscope-e2e --bench visit

soak: setup-browser dist
	@$(run) 'ten minutes of use in Chromium' env SESSIONSCOPE_DIST='$(CURDIR)/dist' \
		scripts/reaped cargo bench --profile dev --package sessionscope-e2e --bench soak

docs: setup-rust
	@$(run) 'crate docs' cargo doc $(wasm32) $(all_docs) --open

audit: setup-rust
	@$(run) 'licences and sources' cargo deny check bans licenses sources
	@$(run) 'spelling' typos

clean:
	rm -rf target dist

setup-rust:
	@scripts/setup rust

setup-page:
	@scripts/setup page

setup-browser:
	@scripts/setup browser

setup-engines:
	@scripts/setup engines
