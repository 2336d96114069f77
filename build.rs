//! Gathers the texts in both languages, for the file English comes in (`src/text/late.rs`): a macro cannot say a text in two places,
//! where it is told and in that file. Reads the calls of `both!` in `src/text` and copies their literals.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=src/text");
    let mut rows = Vec::new();
    for file in files(Path::new("src/text")) {
        let source = fs::read_to_string(&file).expect("the sources can be read");
        let told = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = told.lines().filter(|line| !line.trim_start().starts_with("//"));
        let told: String = lines.flat_map(|line| [line, "\n"]).collect();
        let read = |arguments| call(arguments).unwrap_or_else(|| panic!("{}: both!({arguments:.60}", file.display()));
        rows.extend(told.split("both!(").skip(1).map(read));
    }
    rows.sort();
    rows.dedup();
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("both.rs"), format!("&[\n{}]\n", rows.concat())).expect("it can be written");
}

/// Every file in a folder and the folders in it, in the same order anywhere.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The row of a call, from what follows its opening bracket; `None` where that is not two literals.
fn call(arguments: &str) -> Option<String> {
    let (korean, rest) = literal(arguments)?;
    let (english, _) = literal(rest.trim_start().strip_prefix(',')?)?;
    Some(format!("({korean}, {english}),\n"))
}

/// A string literal as it is written, and what follows it.
fn literal(source: &str) -> Option<(&str, &str)> {
    let source = source.trim_start();
    let mut escaped = false;
    let end = source.char_indices().skip(1).find(|&(_, char)| {
        let ends = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        ends
    });
    source.starts_with('"').then_some(source.split_at(end?.0 + 1))
}
