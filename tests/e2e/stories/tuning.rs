//! Preferences (language and theme) and sharing.

use std::collections::BTreeSet;

use sessionscope::player::Msg;
use sessionscope::text::{Language, Words};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const ENGLISH: Language = Language::English;

#[test]
fn the_language_changes_every_word_and_is_remembered() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("strategy=none", KOREAN);
        reader.open(&twin::query(&twin)).await;
        reader.press(KOREAN.other().name()).await;
        twin.update(Msg::SetLanguage(ENGLISH));
        let sight = reader.until_shows_twin(&twin).await;
        let left: String = sight.text.replace(ENGLISH.other().name(), "").chars().filter(|c| is_korean(*c)).collect();
        assert_eq!(left, "", "Korean is left in {sight:#?}");
        reader.until_address(&twin.link().query()).await;
        reader.reload().await;
        reader.until_shows_twin(&twin).await;
        // The language is remembered, also without `lang` in the address.
        let sight = reader.open("strategy=none").await;
        assert!(sight.shows(&twin::open("strategy=none", ENGLISH)), "{sight:#?}");
        // The language of a link has priority.
        let twin = twin::midway("strategy=none", KOREAN);
        let sight = reader.open(&twin::query(&twin)).await;
        assert!(sight.shows(&twin), "{sight:#?}");
        reader.press(KOREAN.other().name()).await;
        reader.until("in English", |sight| sight.lang == ENGLISH.tag()).await;
        reader.press(ENGLISH.other().name()).await;
        let sight = reader.open("strategy=none").await;
        assert!(sight.shows(&twin::open("strategy=none", KOREAN)), "{sight:#?}");
    });
}

fn is_korean(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

#[test]
fn the_theme_changes_the_colours_and_is_remembered() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        let first = reader.open("strategy=none").await;
        assert_eq!(first.theme, "auto");
        let mut colours = BTreeSet::new();
        for (now, next) in [(words.theme_auto, "light"), (words.theme_light, "dark")] {
            reader.press(&theme(words, now)).await;
            let sight =
                reader.until(next, |sight| sight.theme == next && sight.query.contains(&format!("theme={next}"))).await;
            colours.insert(sight.background);
        }
        assert_eq!(colours.len(), 2, "light and dark have different backgrounds");
        let sight = reader.open("strategy=none").await;
        assert_eq!(sight.theme, "dark");
        // The theme of a link has priority.
        let sight = reader.open("theme=light").await;
        assert_eq!(sight.theme, "light");
        reader.press(&theme(words, words.theme_light)).await;
        reader.press(&theme(words, words.theme_dark)).await;
        let sight = reader.until("as the system", |sight| sight.theme == "auto").await;
        assert_eq!(sight.background, first.background);
    });
}

fn theme(words: &Words, now: &str) -> String {
    format!("{}: {now}", words.theme)
}

#[test]
fn the_share_button_offers_the_link_to_this_step() {
    story(KOREAN, async |reader| {
        let (words, details) = (KOREAN.words(), KOREAN.words());
        let twin = twin::midway("strategy=none", KOREAN);
        reader.open(&twin::query(&twin)).await;
        reader.press(words.share).await;
        let script = "return document.querySelector('[popover] input[readonly]').value;";
        let link: String = reader.run(script, vec![]).await;
        assert_eq!(link, reader.site().page(&twin.link().query()));
        reader.press(details.share_copy).await;
        let is_result = |said: &String| [words.share_copied, words.share_failed].contains(&said.as_str());
        reader.until("the result of copying is shown", |sight| sight.said.iter().any(is_result)).await;
        // A link without a position opens at the level of beats.
        reader.press(details.share_new_ids).await;
        let sight = reader
            .until("the same actions from the start", |sight| sight.step == 0 && sight.query.contains("seed="))
            .await;
        assert_eq!(sight.last, twin.beats().all().len() as i64 - 1);
    });
}
