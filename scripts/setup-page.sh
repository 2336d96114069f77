# Group `page`: tools that build the static folder. A tool of the right version on PATH is used as it is.
# shellcheck shell=bash

setup_page() {
  # Runs `--version`, since a cache from another machine may hold a tool that can't start.
  is_version trunk "$trunk_version" ||
    timed "build Trunk $trunk_version (it bundles the page; the longest step, once)" \
      cargo_install "$trunk_folder" "trunk@$trunk_version" --locked --no-default-features
  is_version wasm-bindgen "$wasm_bindgen_version" ||
    timed "build wasm-bindgen $wasm_bindgen_version (it generates the glue between Wasm and JavaScript; once)" \
      cargo_install "$wasm_bindgen_folder" "wasm-bindgen-cli@$wasm_bindgen_version" # not --locked: a crate in its lock file was removed from the registry
  rm -rf "$SESSIONSCOPE_TOOLS/build"

  node_is_ready ||
    timed "install Node.js (wasm-opt and esbuild run on it)" debian "Node.js 18 or newer with npm" nodejs npm
  cmp -s scripts/npm/package-lock.json "$npm_folder/package-lock.json" ||
    timed "install wasm-opt and esbuild (they make the page small) and axe-core (it checks accessibility)" npm_install

  # Trunk runs offline, so that a wrong tool is an error and not a download. It needs the crates in the cache.
  cargo fetch --quiet
}

node_is_ready() { has npm && has node && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; }

is_version() { [[ $("$1" --version 2>/dev/null) == "$1 $2"* ]]; }

# cargo_install FOLDER CRATE@VERSION OPTION...: builds a tool with few optimisations, which is faster. All tools share a
# target folder, so that common crates are built once.
cargo_install() {
  local folder=$1 quiet=false
  shift
  [ -t 2 ] || quiet=true # no progress output without a terminal
  CARGO_TERM_QUIET=$quiet CARGO_TARGET_DIR=$SESSIONSCOPE_TOOLS/build CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 cargo install --force --root "$folder" "$@"
}

npm_install() {
  # Installed in another folder and then renamed, so that an existing folder is complete.
  rm -rf "$npm_folder" "$npm_folder.new"
  mkdir -p "$SESSIONSCOPE_TOOLS"
  cp -r scripts/npm "$npm_folder.new"
  npm ci --prefix "$npm_folder.new" --ignore-scripts --no-audit --no-fund --loglevel=error
  mv "$npm_folder.new" "$npm_folder"
}
