//! Every prepared script, told from its first fact to its last in both languages: what a reader reads is seen whole. After a
//! change that is meant, `INSTA_UPDATE=always cargo test --test transcripts` writes them anew.

use sessionscope::export::transcript::transcript;
use sessionscope::lesson::Strategy;
use sessionscope::recording::Recording;
use sessionscope::text::Language;

#[test]
fn the_scripts_read_as_they_did() {
    for strategy in Strategy::ALL {
        let run = Recording::replay(strategy.config(), strategy.script());
        for language in Language::ALL {
            let name = format!("{}-{}", strategy.key(), language.tag());
            insta::assert_snapshot!(name, transcript(&run, language));
        }
    }
}
