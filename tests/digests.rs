//! The same inputs give the same facts, to the byte, natively and in Wasm: the digests of a thousand random runs are kept
//! in `tests/golden/digests.txt`, and both worlds must reach them. After a change that is meant, `UPDATE=1 cargo test
//! --test digests` writes them anew.

mod support;

use sessionscope::recording::Recording;

use support::random;

#[test]
fn a_thousand_random_runs_lead_to_the_digests_that_are_kept() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/digests.txt");
    let lines = (0..1_000).map(|seed| {
        let (config, inputs) = random::run(seed);
        format!("{:016x}\n", Recording::replay(config, &inputs).digest())
    });
    let digests: String = lines.collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &digests).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(path).expect("the golden file is in the repository");
    let apart = kept.lines().zip(digests.lines()).position(|(kept, now)| kept != now);
    assert_eq!(apart, None, "the run of this seed differs from the kept one");
    assert_eq!(kept.lines().count(), 1_000);
}
