//! The same inputs give the same facts, to the byte, natively and in Wasm. `tests/golden/digests.txt` has the run
//! fingerprints of a thousand random runs. This test and `tests/web/digest.rs` compare with it. After an intended
//! change, `UPDATE=1 cargo test --test digests` writes the file anew.

mod support;

use sessionscope::recording::Recording;

use support::random;

#[test]
fn a_thousand_runs_have_their_golden_fingerprints() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");
    let lines = (0..1_000).map(|seed| {
        let (config, inputs) = random::run(seed);
        format!("{:016x}\n", Recording::replay(config, &inputs).digest())
    });
    let digests: String = lines.collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &digests).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(path).expect("the golden file is in the repository");
    let differing = golden.lines().zip(digests.lines()).position(|(golden, now)| golden != now);
    assert_eq!(differing, None, "the run of this seed differs from the golden file");
    assert_eq!(golden.lines().count(), 1_000);
}
