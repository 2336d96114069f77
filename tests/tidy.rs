//! House rules that the compiler does not check: layers, file sizes, words.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Modules from the lowest layer to the highest. A file uses lower layers and its own module only.
const LAYERS: [&[&str]; 13] = [
    &["model"],
    &["recording"],
    &["beat"],
    &["pace", "selection", "strategy"],
    &["goal", "question"],
    &["lesson"],
    &["text"],
    &["link", "scene", "inspect"],
    &["drawing"],
    &["embed"],
    &["player"],
    &["browser", "export"],
    &["ui"],
];

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(ROOT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds files");
    found.sort();
    found
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The module under `src` that a file belongs to.
fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(ROOT).join("src")).expect("a file of src");
    let first = inside.components().next().expect("the path has a first part");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_lower_layers_only() {
    let mut upward = Vec::new();
    for path in files("src", &["rs"]) {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let layer = layer_of(&module).unwrap_or_else(|| panic!("{module} has no layer"));
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for rest in line.split("crate::").skip(1) {
                let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let Some(used_layer) = layer_of(&used) else { continue };
                if used != module && used_layer >= layer {
                    upward.push(format!("{}:{}: {module} uses {used}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(upward.is_empty(), "{upward:#?}");
}

#[test]
fn numbers_of_rules_and_claims_are_in_docs() {
    let docs = ["docs/rules.md", "docs/claims.md"].map(|file| fs::read_to_string(Path::new(ROOT).join(file)).unwrap());
    let is_number = |word: &&str| {
        let digits = word.strip_prefix(['R', 'C']).unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    for path in files("src", &["rs"]).into_iter().chain(files("tests", &["rs"])) {
        let text = fs::read_to_string(&path).unwrap();
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '%');
        for number in words.filter(is_number) {
            let heading = format!("### {number}\n");
            assert!(docs.iter().any(|doc| doc.contains(&heading)), "{}: {number}", path.display());
        }
    }
}

#[test]
fn files_have_400_lines_at_most() {
    let long = |folder: &str, ending: &str| {
        let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
        files(folder, &[ending]).into_iter().filter(move |path| lines(path) > 400)
    };
    let long: Vec<_> = long("src", "rs").chain(long("tests", "rs")).chain(long("style", "css")).collect();
    assert!(long.is_empty(), "over 400 lines: {long:#?}");
}

#[test]
fn the_model_knows_no_browser_clock_float_or_hash_map() {
    let banned = ["web_sys", "js_sys", "leptos", "std::time", "Instant", "HashMap", "HashSet", "f32", "f64", "std::io"];
    assert_absent("src/model", &banned);
}

#[test]
fn no_unfinished_code_is_left() {
    let banned = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "#[ignore", "dbg!("];
    let here = Path::new(file!()).file_name().unwrap();
    for folder in ["src", "style"] {
        assert_absent(folder, &banned);
    }
    for path in files("tests", &["rs"]).into_iter().filter(|path| path.file_name() != Some(here)) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!banned.iter().any(|word| text.contains(word)), "{}", path.display());
    }
}

#[test]
fn stickiness_is_not_called_session_fixation() {
    // 세션 고정 means session fixation, an attack.
    assert_absent("src", &["세션 고정"]);
}

fn assert_absent(folder: &str, banned: &[&str]) {
    for path in files(folder, &["rs", "css"]) {
        let text = fs::read_to_string(&path).unwrap();
        for word in banned {
            assert!(!text.contains(word), "{} holds {word}", path.display());
        }
    }
}
