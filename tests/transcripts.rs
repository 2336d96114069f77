//! Transcripts of every prepared script in both languages, compared with `tests/snapshots`. A diff shows each sentence
//! in its context. After an intended change, `INSTA_UPDATE=always cargo test --test transcripts` writes them anew.

use sessionscope::export::transcript::transcript;
use sessionscope::recording::Recording;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;

#[test]
fn transcripts_of_the_scripts_are_unchanged() {
    for strategy in Strategy::ALL {
        let run = Recording::replay(strategy.config(), strategy.script());
        for language in Language::ALL {
            let name = format!("{}-{}", strategy.key(), language.tag());
            insta::assert_snapshot!(name, transcript(&run, language));
        }
    }
}
