//! The same inputs give the same facts in Wasm as natively, to the byte.

use wasm_bindgen_test::wasm_bindgen_test;

use sessionscope::recording::Recording;

#[path = "../support/random.rs"]
mod random;

#[wasm_bindgen_test]
fn a_thousand_random_runs_lead_to_the_digests_of_the_native_runs() {
    let kept = include_str!("../golden/digests.txt");
    assert_eq!(kept.lines().count(), 1_000);
    for (seed, kept) in (0..).zip(kept.lines()) {
        let (config, inputs) = random::run(seed);
        assert_eq!(format!("{:016x}", Recording::replay(config, &inputs).digest()), kept, "seed {seed}");
    }
}
