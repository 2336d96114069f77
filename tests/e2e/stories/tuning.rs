//! The page to one's liking: language and theme, and what outlives the visit.

use std::collections::BTreeSet;

use sessionscope::player::Msg;
use sessionscope::text::{Language, Words};
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
const ENGLISH: Language = Language::English;

#[test]
fn the_switch_says_everything_in_the_other_language_and_stays() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("", KOREAN);
        reader.open(&twin::query(&twin)).await;
        reader.press(KOREAN.words().language_other).await;
        twin.update(Msg::SetLanguage(ENGLISH));
        let sight = reader.until_as(&twin).await;
        let left: String =
            sight.text.replace(ENGLISH.words().language_other, "").chars().filter(|c| is_korean(*c)).collect();
        assert_eq!(left, "", "Korean is left in {sight:#?}");
        reader.until_address(&twin.link().query()).await;
        reader.reload().await;
        reader.until_as(&twin).await;
        // Also without the address, which says it too.
        let sight = reader.open("").await;
        assert!(sight.shows(&twin::open("", ENGLISH)), "{sight:#?}");
        // A link's own language comes first.
        let twin = twin::midway("", KOREAN);
        let sight = reader.open(&twin::query(&twin)).await;
        assert!(sight.shows(&twin), "{sight:#?}");
        reader.press(KOREAN.words().language_other).await;
        reader.until("in English", |sight| sight.lang == ENGLISH.tag()).await;
        reader.press(ENGLISH.words().language_other).await;
        let sight = reader.open("").await;
        assert!(sight.shows(&twin::open("", KOREAN)), "{sight:#?}");
    });
}

fn is_korean(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

#[test]
fn the_theme_goes_round_changes_the_colours_and_stays() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        let first = reader.open("").await;
        assert_eq!(first.theme, "auto");
        let mut colours = BTreeSet::new();
        for (now, next) in [(words.theme_auto, "light"), (words.theme_light, "dark")] {
            reader.press(&theme(words, now)).await;
            let sight =
                reader.until(next, |sight| sight.theme == next && sight.query.contains(&format!("theme={next}"))).await;
            colours.insert(sight.background);
        }
        assert_eq!(colours.len(), 2, "light and dark have papers of their own");
        let sight = reader.open("").await;
        assert_eq!(sight.theme, "dark");
        // A link's own theme comes first.
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
        let (words, details) = (KOREAN.words(), KOREAN.details());
        let twin = twin::midway("", KOREAN);
        reader.open(&twin::query(&twin)).await;
        reader.press(words.share).await;
        let script = "return document.querySelector('[popover] input[readonly]').value;";
        let link: String = reader.run(script, vec![]).await;
        assert_eq!(link, reader.site().page(&twin.link().query()));
        reader.press(details.share_copy).await;
        let told = |said: &String| [words.share_copied, words.share_failed].contains(&said.as_str());
        reader.until("whether it was copied", |sight| sight.said.iter().any(told)).await;
        reader.press(details.share_new_ids).await;
        let sight = reader
            .until("the same acts from the start", |sight| sight.step == 0 && sight.query.contains("seed="))
            .await;
        assert_eq!(sight.last, twin.recording().last_step() as i64);
    });
}
