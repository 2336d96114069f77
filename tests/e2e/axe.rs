//! What axe-core finds: the rules of WCAG and good practice that a program can check.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::reader::Reader;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let modules =
        env::var("SESSIONSCOPE_NODE_MODULES").expect("SESSIONSCOPE_NODE_MODULES names them; `make e2e` sets it");
    fs::read_to_string(Path::new(&modules).join("axe-core/axe.min.js")).expect("axe-core is installed")
});

/// Every rule of axe-core's, also those of taste: nothing is switched off. What it is not sure of (the contrast of what
/// lies over a picture) is left to `script/contrast.js`.
const RUN: &str = "
    const done = arguments[0];
    const tell = ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')}`;
    axe.run(document, { resultTypes: ['violations'] })
        .then(({ passes, violations }) => done([passes.length, violations.map(tell)]), (error) => done([0, [String(error)]]));";

/// What axe-core finds wrong with what is in view.
///
/// # Panics
/// Where it is not installed, or looked at hardly anything.
pub async fn violations(reader: &Reader) -> Vec<String> {
    let driver = reader.driver();
    // The policy forbids scripts of others on the page, but not the driver's. It stays until the page is left.
    let there = driver.execute("return 'axe' in window;", vec![]).await.expect("the script runs");
    if there.json() != &serde_json::Value::Bool(true) {
        driver.execute(AXE.as_str(), vec![]).await.expect("axe-core runs");
    }
    let found = driver.execute_async(RUN, vec![]).await.expect("axe-core ends");
    let (passed, violations): (usize, Vec<String>) = found.convert().expect("it tells what it found");
    assert!(passed > 15, "hardly any rule was tried: {passed}");
    violations
}
