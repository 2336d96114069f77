//! Prepared stories, told beat by beat: their captions, the keys of the first view, and the card at the end. By keyboard
//! alone.

use sessionscope::inspect::{Ending, Look, ending};
use sessionscope::player::{Msg, Player};
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
const BEATS: usize = 10;

#[test]
fn each_story_is_told_beat_by_beat() {
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        for (strategy, language) in Strategy::ALL.into_iter().zip(Language::ALL.into_iter().cycle()) {
            let query = format!("strategy={}&at=start&lang={}", strategy.key(), language.tag());
            reader.open(&query).await;
            let mut twin = twin::open(&query, language);
            let mut told = vec![twin::caption(&twin)];
            for _ in 0..BEATS {
                reader.keys(Key::Right + "").await;
                twin::go_on(&mut twin);
                reader.until_shows_twin(&twin).await;
                told.push(twin::caption(&twin));
            }
            assert!(told.windows(2).all(|pair| pair[0] != pair[1]), "each beat tells something new: {told:#?}");
            // The way back tells the same.
            for caption in told.iter().rev().skip(1) {
                reader.keys(Key::Left + "").await;
                twin.update(Msg::Previous);
                let sight = reader.until_shows_twin(&twin).await;
                assert!(sight.said.contains(caption), "{caption}: {sight:#?}");
            }
            reader.until_address(&twin::query(&twin)).await;
        }
    });
}

#[test]
fn the_first_view_leads_on_or_to_the_start() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        for (key, msg) in [(words.opening_next, Msg::Next), (words.opening_start, Msg::SeekStep(0))] {
            reader.open("strategy=none").await;
            let mut twin = twin::open("strategy=none", KOREAN);
            reader.tab_to(|sight| sight.focus == key).await;
            reader.keys(Key::Enter + "").await;
            match msg {
                Msg::Next => twin::go_on(&mut twin),
                _ => drop(twin.update(msg)),
            }
            let sight = reader.until_shows_twin(&twin).await;
            assert!(!sight.has_button(key), "{key}: {sight:#?}");
            assert_eq!(sight.focus, words.next, "the reader goes on from here");
            reader.keys(Key::Enter + "").await;
            twin::go_on(&mut twin);
            reader.until_shows_twin(&twin).await;
            reader.until_address(&twin::query(&twin)).await;
        }
    });
}

#[test]
fn an_act_of_the_last_card_is_tried() {
    story(KOREAN, async |reader| {
        let (mut twin, card) = open_ending(reader, Strategy::None, KOREAN).await;
        let (command, act) = card.act;
        reader.tab_to(|sight| is_on(sight, &act)).await;
        reader.keys(Key::Enter + "").await;
        twin.update(Msg::Act(command));
        let sight = reader.until("it is done", |sight| sight.last == twin.progress().last as i64).await;
        assert_eq!(sight.focus, KOREAN.words().next, "the reader goes on from here");
        reader.keys(Key::End + "").await;
        twin.update(Msg::SeekStep(usize::MAX));
        let sight = reader.until_shows_twin(&twin).await;
        // The run is the reader's own now, so it has no card.
        reader.keys(Key::Right + "").await;
        assert!(!reader.look().await.text.contains(&twin::clean(&card.summary)), "{sight:#?}");
    });
}

#[test]
fn the_same_acts_are_run_under_the_next_strategy() {
    story(Language::English, async |reader| {
        for strategy in Strategy::ALL {
            let (mut twin, card) = open_ending(reader, strategy, Language::English).await;
            let Some((next, label)) = card.following else {
                assert_eq!(strategy, Strategy::Storage, "the last one");
                continue;
            };
            let acts = twin.recording().inputs().to_vec();
            reader.tab_to(|sight| is_on(sight, &label)).await;
            reader.keys(Key::Enter + "").await;
            twin.update(Msg::RunUnder(next));
            assert_eq!((twin.strategy(), twin.recording().inputs()), (next, acts.as_slice()));
            let sight = reader.until_shows_twin(&twin).await;
            assert_eq!(sight.focus, Language::English.words().next, "the reader goes on from here");
            reader.until_address(&twin::query(&twin)).await;
        }
    });
}

#[test]
fn a_figure_keeps_its_keys_after_its_own_buttons() {
    story(KOREAN, async |reader| {
        for pointer in [None, Some(Pointer::Mouse), Some(Pointer::Touch)] {
            reader.open("embed=1&strategy=none&lang=ko").await;
            let mut twin = twin::open("strategy=none", KOREAN);
            let next = KOREAN.words().opening_next;
            match pointer {
                Some(pointer) => reader.point(pointer, &reader.find("button", next).await).await,
                None => {
                    reader.tab_to(|sight| sight.focus == next).await;
                    reader.keys(Key::Right + "").await;
                }
            }
            twin::go_on(&mut twin);
            reader.until_shows_twin(&twin).await;
            reader.keys(Key::Right + "").await;
            twin::go_on(&mut twin);
            reader.until_shows_twin(&twin).await;
        }
    });
}

/// Opens a strategy's prepared story and goes to the card after its last beat.
async fn open_ending(reader: &Reader, strategy: Strategy, language: Language) -> (Player, Ending) {
    let query = format!("strategy={}&at=start&lang={}", strategy.key(), language.tag());
    reader.open(&query).await;
    let mut twin = twin::open(&query, language);
    reader.keys(Key::End + "").await;
    twin.update(Msg::SeekStep(usize::MAX));
    let sight = reader.until_shows_twin(&twin).await;
    assert!(!twin.is_at_ending() && !sight.headings.contains(&language.words().ending.to_owned()), "{sight:#?}");
    reader.keys(Key::Right + "").await;
    twin::go_on(&mut twin);
    assert!(twin.is_at_ending());
    let look = Look { recording: twin.recording(), step: twin.step(), language, selection: None };
    let card = ending(look, strategy, twin.beats());
    let texts = [&card.summary, &card.harms].map(|text| twin::clean(text));
    reader.until("the run is summed up", |sight| texts.iter().all(|text| sight.text.contains(text))).await;
    (twin, card)
}

fn is_on(sight: &Sight, name: &str) -> bool {
    sight.focus_role == "button" && sight.focus == twin::clean(name)
}
