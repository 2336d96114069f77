//! For everybody: without seeing, without a mouse, without motion, in colours of one's own, at twice the size.

use sessionscope::lesson::Strategy;
use sessionscope::text::Language;
use sessionscope_e2e::axe::violations;
use sessionscope_e2e::story;

const KOREAN: Language = Language::Korean;

#[test]
fn axe_finds_nothing_in_any_strategy_language_and_theme_at_its_start_and_at_its_loss() {
    story(KOREAN, async |reader| {
        let mut found = Vec::new();
        for strategy in Strategy::ALL {
            for language in Language::ALL {
                let words = language.words();
                let query = format!("strategy={}&lang={}&theme=light", strategy.key(), language.tag());
                reader.open(&query).await;
                for (theme, next) in [(words.theme_light, words.theme_dark), (words.theme_dark, words.theme_auto)] {
                    reader.keys_on_timeline(thirtyfour::Key::Home + "").await;
                    found.extend(violations(reader).await.into_iter().map(|each| format!("{query}, {theme}, start: {each}")));
                    reader.press(words.next_loss).await;
                    found.extend(violations(reader).await.into_iter().map(|each| format!("{query}, {theme}, loss: {each}")));
                    reader.press(&format!("{}: {theme}", words.theme)).await;
                    let _ = next;
                }
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}
