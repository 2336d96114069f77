//! The same inputs give the same facts in Wasm as natively, to the byte: run fingerprints of a thousand random runs.

use wasm_bindgen_test::wasm_bindgen_test;

use sessionscope::recording::Recording;

#[path = "../support/random.rs"]
mod random;

#[wasm_bindgen_test]
fn a_thousand_runs_have_the_native_fingerprints() {
    let golden = include_str!("../golden/digests.txt");
    assert_eq!(golden.lines().count(), 1_000);
    for (seed, golden) in (0..).zip(golden.lines()) {
        let (config, inputs) = random::run(seed);
        assert_eq!(format!("{:016x}", Recording::replay(config, &inputs).digest()), golden, "seed {seed}");
    }
}
