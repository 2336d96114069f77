# Group `rust`: a compiler for this machine and for wasm32-unknown-unknown, with clippy and rustfmt.
# shellcheck shell=bash

setup_rust() {
  has cc || timed "install a C compiler (cargo links with it)" debian "a C compiler" gcc libc6-dev
  rust_is_ready && return
  rust_by_rustup
  rust_is_ready && return
  has apt-get || stop "missing: Rust $(rust_needed) or newer with the target wasm32-unknown-unknown; with rustup (https://rustup.rs)," \
    "run 'rustup update stable' and 'rustup target add wasm32-unknown-unknown', then call this again"
  rust_by_debian
  rust_is_ready || stop "Debian's Rust $(rustc --version) is not enough: $(rust_needed) or newer with wasm32 is needed"
}

rust_needed() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

rust_is_ready() {
  has cargo && rust_is_new_enough && wasm32_is_there && cargo fmt --version && cargo clippy --version
} >/dev/null 2>&1

rust_is_new_enough() { printf '%s\n' "$(rust_needed)" "$(rustc --version | cut -d' ' -f2)" | sort -V -C; }

wasm32_is_there() {
  compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libstd-*.rlib" &&
    # A std that was built here works only with its compiler version, and Debian's compiler gets updates.
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

# Behind a firewall that drops packets, rustup would hang for minutes.
capped() { if has timeout; then timeout 20 "$@"; else "$@"; fi; }

# Fallback without rustup or its server. Debian has a compiler that is new enough, but no std for wasm32. Setup builds
# that from Debian's sources, once for each compiler version.
rust_by_debian() {
  say "rustup is missing, too old, or could not install wasm32: taking Rust from Debian"
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
  # RUSTC_BOOTSTRAP: -Z build-std is unstable. The project itself does not use it.
  # embed-bitcode: fat LTO of the page reads it. test: wasm-bindgen-test links it.
  (cd "$stub" && RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$stub/target" \
    cargo build --quiet --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort,panic_unwind,test)

  # Removes the old std first: with two rlibs of one crate, rustc can't choose.
  as_root rm -rf "$rustlib/wasm32-unknown-unknown"
  as_root mkdir -p "$rustlib/wasm32-unknown-unknown/lib"
  rm -f "$stub"/target/wasm32-unknown-unknown/release/deps/libstub-*
  as_root cp "$stub"/target/wasm32-unknown-unknown/release/deps/*.rlib "$rustlib/wasm32-unknown-unknown/lib/"
  as_root mkdir -p "$rustlib/$host/bin"
  as_root ln -sf /usr/bin/lld-22 "$rustlib/$host/bin/rust-lld"

  # Cargo does not detect a new std, so its output for wasm32 is removed.
  rm -rf "$stub" "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown"
  rustc -vV >"$debian_rust_folder/std-is-for"
}
