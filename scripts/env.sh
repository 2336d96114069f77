# Settings of every command. All scripts source this file, so that they use the same tools, PATH and target folder. With
# different settings, cargo would build things twice.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Folder of all installed tools, outside of the checkout, so that clones share it. Removing it undoes setup, except for
# Debian packages, rustup components and Debian Rust's wasm32 library.
export SESSIONSCOPE_TOOLS="${SESSIONSCOPE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/sessionscope}"

trunk_version=0.21.14 # 0.22 needs a newer Rust than `rust-version` in Cargo.toml
# The command must have the version of the crate: each generates one half of the glue code.
wasm_bindgen_version=$(awk '$3 == "\"wasm-bindgen\"" { getline; gsub("\"", ""); print $3 }' Cargo.lock)
geckodriver_version=0.37.1

trunk_folder=$SESSIONSCOPE_TOOLS/trunk-$trunk_version
wasm_bindgen_folder=$SESSIONSCOPE_TOOLS/wasm-bindgen-$wasm_bindgen_version
geckodriver_folder=$SESSIONSCOPE_TOOLS/geckodriver-$geckodriver_version
npm_folder=$SESSIONSCOPE_TOOLS/npm
debian_rust_folder=$SESSIONSCOPE_TOOLS/debian-rust # exists if rustup could not install wasm32

for folder in "$npm_folder/node_modules/.bin" {"$geckodriver_folder","$wasm_bindgen_folder","$trunk_folder","$debian_rust_folder"}/bin; do
  PATH=$folder:$PATH
done
# The end-to-end tests read axe-core from here.
export PATH SESSIONSCOPE_NODE_MODULES=$npm_folder/node_modules
# Without this, wasm-bindgen-test-runner would use another browser's driver if it found one.
CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
if [ -n "$CHROMEDRIVER" ]; then export CHROMEDRIVER; else unset CHROMEDRIVER; fi

say() { printf '%s\n' "$*"; }

stop() {
  printf 'stopped: %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# timed NAME COMMAND...: runs the command and prints the seconds that it took. A failing command ends the script.
timed() {
  local name=$1 start=$SECONDS
  shift
  say "── $name"
  "$@"
  say "── $name: $((SECONDS - start)) s"
}
