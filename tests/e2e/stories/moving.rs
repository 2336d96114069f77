//! Ways through a run: steps, timeline, log, playing.

use serde_json::{Value, json};
use sessionscope::inspect;
use sessionscope::pace::{Paced, Speed};
use sessionscope::player::{Msg, Player};
use sessionscope::text::Language;
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
/// Distance in CSS pixels within which the timeline snaps to a mark, plus a tolerance for rounding.
const SNAP_DISTANCE: f64 = 9.0;

#[test]
fn a_step_back_restores_every_word() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("", KOREAN);
        let before = reader.open(&twin::query(&twin)).await;
        assert!(before.shows(&twin), "{before:#?}");
        reader.press(KOREAN.words().step_forward).await;
        twin.update(Msg::StepForward);
        let there = reader.until_shows_twin(&twin).await;
        assert_ne!(there.text, before.text);
        reader.press(KOREAN.words().step_back).await;
        twin.update(Msg::StepBack);
        let after = reader.until_shows_twin(&twin).await;
        assert_eq!((after.text, after.stage, after.buttons), (before.text, before.stage, before.buttons));
    });
}

#[test]
fn panel_keeps_focus_across_steps() {
    /// Selectors of controls, each with true if the keys of the figure work there.
    const CONTROLS: [(&str, bool); 4] = [
        (".acts button", false),
        (".stage [data-key=s2] > [role=button]", true),
        (".log [data-now] .entry", false),
        (".button.speed", true),
    ];
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        for (selector, has_keys) in CONTROLS {
            let mut twin = twin::midway("", KOREAN);
            reader.open(&twin::query(&twin)).await;
            let focus = "window.held = document.querySelector(arguments[0]); held.focus();";
            let _: Value = reader.run(focus, vec![json!(selector)]).await;
            assert_held(reader, selector).await;
            for forward in [true, true, true, true, true, true, false, false] {
                let (key, button, msg) = if forward {
                    (Key::Right, words.step_forward, Msg::StepForward)
                } else {
                    (Key::Left, words.step_back, Msg::StepBack)
                };
                if has_keys {
                    reader.keys(key).await;
                } else {
                    press_without_focus(reader, button).await;
                }
                twin.update(msg);
                reader.until_shows_twin(&twin).await;
                assert_held(reader, &format!("{selector}, step {}", twin.step())).await;
            }
            press_without_focus(reader, KOREAN.other().name()).await;
            twin.update(Msg::SetLanguage(Language::English));
            reader.until_shows_twin(&twin).await;
            assert_held(reader, &format!("{selector}, in English")).await;
        }
    });
}

/// Presses a button by script, which leaves the focus where it is.
async fn press_without_focus(reader: &Reader, name: &str) {
    let _: Value = reader.run("find('button', arguments[0]).click();", vec![json!(name)]).await;
}

/// Checks that the element in `window.held` has the focus.
async fn assert_held(reader: &Reader, when: &str) {
    let script = "return [document.activeElement === held && held.isConnected, document.activeElement.outerHTML];";
    let (is_held, focus): (bool, String) = reader.run(script, vec![]).await;
    assert!(is_held, "{when}: the focus is on {focus}");
}

#[test]
fn keys_on_the_timeline_seek() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        let mut twin = twin::open("", KOREAN);
        focus_timeline(reader).await;
        let presses = [
            (Key::End, Msg::SeekStep(usize::MAX)),
            (Key::Left, Msg::StepBack),
            (Key::Down, Msg::StepBack),
            (Key::Right, Msg::StepForward),
            (Key::Home, Msg::SeekStep(0)),
            (Key::Up, Msg::StepForward),
            (Key::Right, Msg::StepForward),
        ];
        for (key, msg) in presses {
            reader.keys(key).await;
            twin.update(msg);
            reader.until_shows_twin(&twin).await;
        }
        reader.keys("l").await;
        twin.update(Msg::NextLoss);
        reader.until_shows_twin(&twin).await;
    });
}

#[test]
fn space_plays_and_pauses_only_if_the_figure_has_focus() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        // The focus is outside of the figure, so its keys do nothing.
        reader.keys(Key::Right + Key::End).await;
        reader.keys(" ").await;
        let sight = reader.look().await;
        assert!(sight.step == 0 && !sight.plays(), "{sight:#?}");
        focus_timeline(reader).await;
        reader.keys(" ").await;
        reader.until("it plays", |sight| sight.plays() && sight.step > 1).await;
        reader.keys(" ").await;
        let paused = reader.until("it is paused", |sight| !sight.plays()).await;
        let mut twin = twin::open("", KOREAN);
        twin::catch_up(&mut twin, &paused);
        twin.update(Msg::SeekStep(paused.step as usize));
        assert!(paused.shows(&twin), "{paused:#?}");
    });
}

async fn focus_timeline(reader: &Reader) {
    let timeline = reader.find("slider", KOREAN.words().timeline).await;
    timeline.focus().await.expect("it takes the focus");
}

#[test]
fn a_click_on_the_timeline_seeks_there() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        let twin = twin::open("", KOREAN);
        for share in [0.5, 0.25, 0.9, 0.0, 1.0] {
            let sight = click_timeline(reader, share, &twin).await;
            assert!(!sight.plays(), "{sight:#?}");
        }
    });
}

/// Clicks the timeline at a share of its length, and waits for a step at that place.
async fn click_timeline(reader: &Reader, share: f64, twin: &Player) -> Sight {
    let script = "const axis = slider().querySelector('svg').getBoundingClientRect(); return [axis.x, axis.y, axis.width, axis.height];";
    let timeline = reader.find("slider", twin.language().words().timeline).await;
    timeline.scroll_into_view().await.expect("it can be scrolled to");
    let [x, y, width, height]: [f64; 4] = reader.run(script, vec![]).await;
    let chain = reader.driver().action_chain_with_delay(None, Some(std::time::Duration::ZERO));
    let at = x + (width - 1.0) * share;
    chain.move_to(at as i64, (y + height / 2.0) as i64).click().perform().await.expect("there is a pointer");
    let end = twin.pace().end().0 as f64;
    let step_at = |x: f64| twin.pace().step_at(Paced((end * (x / width).clamp(0.0, 1.0)) as u64)) as i64;
    let (least, most) = (step_at(at - x - SNAP_DISTANCE), step_at(at - x + SNAP_DISTANCE));
    reader.until(&format!("a step from {least} to {most}"), |sight| (least..=most).contains(&sight.step)).await
}

#[test]
fn an_entry_of_the_log_seeks_to_its_step() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("", KOREAN);
        reader.open(&twin::query(&twin)).await;
        let log = inspect::log(twin.recording(), KOREAN);
        // An entry whose text occurs once, so that it can be found by name.
        let name = |index: usize| {
            twin::clean(&[&log[index].time, log[index].sentence.plain().as_str(), log[index].loss_text].concat())
        };
        let once = |index: &usize| (0..log.len()).filter(|other| name(*other) == name(*index)).count() == 1;
        // The log shows only entries near the present step.
        let next = log.iter().filter(|line| line.step <= twin.step()).count();
        let line = (next..log.len()).find(once).expect("some entry is unique");
        reader.press(&name(line)).await;
        twin.update(Msg::SeekStep(log[line].step));
        reader.until_shows_twin(&twin).await;
    });
}

#[test]
fn playing_stops_at_the_end() {
    story(KOREAN, async |reader| {
        let mut twin = twin::open("", KOREAN);
        twin.update(Msg::SeekStep(twin.recording().last_step() - 12));
        reader.open(&twin::query(&twin)).await;
        let words = KOREAN.words();
        for speed in [Speed::One, Speed::Half, Speed::Quarter] {
            reader.press(&format!("{}: {}", words.speed, speed.label())).await;
        }
        reader.press(words.play).await;
        let sight = reader.until("it has stopped at the end", |sight| !sight.plays() && sight.step == sight.last).await;
        twin::catch_up(&mut twin, &sight);
        assert!(sight.shows(&twin), "{sight:#?}");
        // The speed is remembered.
        let sight = reader.reload().await;
        assert!(sight.has_button(&format!("{}: {}", words.speed, Speed::Eight.label())), "{sight:#?}");
    });
}
