//! axe-core: rules of WCAG and best practice that a program can check.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::reader::Reader;

static AXE: LazyLock<String> = LazyLock::new(|| {
    let modules = env::var("SESSIONSCOPE_NODE_MODULES").expect("SESSIONSCOPE_NODE_MODULES is set, as by `make e2e`");
    fs::read_to_string(Path::new(&modules).join("axe-core/axe.min.js")).expect("axe-core is installed")
});

/// Runs every rule of axe-core, including best practices. Its incomplete results (contrast over a picture) are ignored,
/// since `script/contrast.js` checks that contrast. Does not download the style sheets again, which no rule needs.
const RUN: &str = "
    const done = arguments[0];
    const tell = ({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 5).map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '')).join(' | ')}`;
    axe.run(document, { resultTypes: ['violations'], preload: false })
        .then(({ passes, violations }) => done([passes.length, violations.map(tell)]), (error) => done([0, [String(error)]]));";

/// Returns the violations on the present page.
///
/// # Panics
/// If axe-core is not installed or hardly any rule applied.
pub async fn violations(reader: &Reader) -> Vec<String> {
    let driver = reader.driver();
    // The CSP does not apply to scripts of the driver. axe-core stays loaded until the page is left.
    let is_loaded = driver.execute("return 'axe' in window;", vec![]).await.expect("the script runs");
    if is_loaded.json() != &serde_json::Value::Bool(true) {
        driver.execute(AXE.as_str(), vec![]).await.expect("axe-core loads");
    }
    let found = driver.execute_async(RUN, vec![]).await.expect("axe-core ends");
    let (passed, violations): (usize, Vec<String>) = found.convert().expect("it returns its results");
    assert!(passed > 15, "hardly any rule applied: {passed}");
    violations
}
