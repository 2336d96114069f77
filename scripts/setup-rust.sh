# The group `rust`: a compiler for this machine and for wasm32-unknown-unknown, with clippy and rustfmt.
# shellcheck shell=bash

setup_rust() {
  has cc || timed "install a C compiler (cargo links with it)" debian "a C compiler" gcc libc6-dev
  rust_is_ready && return
  rust_by_rustup
  rust_is_ready && return
  has apt-get || stop "missing: Rust $(rust_needed) or newer with the target wasm32-unknown-unknown; with rustup (https://rustup.rs)," \
    "run 'rustup update stable' and 'rustup target add wasm32-unknown-unknown', then call this again"
  rust_by_debian
  rust_is_ready || stop "Debian's Rust $(rustc --version) does not do: $(rust_needed) or newer with wasm32 is needed"
}

rust_needed() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

rust_is_ready() {
  has cargo && rust_is_new_enough && wasm32_is_there && cargo fmt --version && cargo clippy --version
} >/dev/null 2>&1

rust_is_new_enough() { printf '%s\n' "$(rust_needed)" "$(rustc --version | cut -d' ' -f2)" | sort -V -C; }

wasm32_is_there() {
  compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libstd-*.rlib" &&
    # A std that was built here serves the one compiler it was built with, and Debian's moves.
    { [ ! -d "$debian_rust_folder" ] || rustc -vV | cmp -s - "$debian_rust_folder/std-is-for"; }
}

rust_by_rustup() {
  has rustup || return 0
  [ ! -d "$debian_rust_folder" ] || return 0
  timed "add wasm32, clippy and rustfmt by rustup (the page is compiled to wasm32)" ask_rustup
}

ask_rustup() {
  capped rustup target add wasm32-unknown-unknown || return 0
  capped rustup component add clippy rustfmt || return 0
}

# A host that a firewall drops hangs for minutes.
capped() { if has timeout; then timeout 20 "$@"; else "$@"; fi; }

# Where rustup is missing or can't reach its host, Debian has a compiler new enough, but no wasm32 std: it is built from
# Debian's sources, once a compiler.
rust_by_debian() {
  say "rustup is missing, old, or could not bring wasm32: taking Rust from Debian"
  timed "install Debian's Rust, its sources and its linker" debian "Rust" \
    rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld-22
  mkdir -p "$debian_rust_folder/bin"
  local command
  for command in cargo cargo-clippy cargo-fmt clippy-driver rustc rustdoc rustfmt; do
    ln -sf "/usr/bin/$command" "$debian_rust_folder/bin/"
  done
  hash -r
  timed "build std for wasm32 (Debian has none)" build_wasm32_std
}

build_wasm32_std() {
  local stub=$debian_rust_folder/stub rustlib host
  rustlib=$(rustc --print sysroot)/lib/rustlib
  host=$(rustc -vV | sed -n 's/^host: //p')

  rm -rf "$stub"
  mkdir -p "$stub/src"
  printf '[package]\nname = "stub"\nedition = "2021"\n[lib]\n[workspace]\n' >"$stub/Cargo.toml"
  touch "$stub/src/lib.rs"
  # RUSTC_BOOTSTRAP: -Z build-std is unstable. It is used here and nowhere in the project.
  # embed-bitcode: fat LTO of the page reads it. test: wasm-bindgen-test links it.
  (cd "$stub" && RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$stub/target" \
    cargo build --quiet --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort,panic_unwind,test)

  # The old one goes first: two of a crate's rlibs side by side can't be told apart.
  as_root rm -rf "$rustlib/wasm32-unknown-unknown"
  as_root mkdir -p "$rustlib/wasm32-unknown-unknown/lib"
  rm -f "$stub"/target/wasm32-unknown-unknown/release/deps/libstub-*
  as_root cp "$stub"/target/wasm32-unknown-unknown/release/deps/*.rlib "$rustlib/wasm32-unknown-unknown/lib/"
  as_root mkdir -p "$rustlib/$host/bin"
  as_root ln -sf /usr/bin/lld-22 "$rustlib/$host/bin/rust-lld"

  # Cargo does not notice a new std.
  rm -rf "$stub" "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown"
  rustc -vV >"$debian_rust_folder/std-is-for"
}
