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
        let mut twin = twin::midway("strategy=none", KOREAN);
        let before = reader.open(&twin::query(&twin)).await;
        assert!(before.shows(&twin), "{before:#?}");
        reader.press(KOREAN.words().next).await;
        twin::go_on(&mut twin);
        let there = reader.until_shows_twin(&twin).await;
        assert_ne!(there.text, before.text);
        reader.press(KOREAN.words().previous).await;
        twin.update(Msg::Previous);
        let after = reader.until_shows_twin(&twin).await;
        assert_eq!((after.text, after.stage, after.buttons), (before.text, before.stage, before.buttons));
    });
}

#[test]
fn panel_keeps_focus_across_steps() {
    const CONTROLS: [&str; 4] =
        [".acts button", ".stage [data-key=s2] > [role=button]", ".log [data-now] .entry", ".button.speed"];
    story(KOREAN, async |reader| {
        for selector in CONTROLS {
            let mut twin = twin::midway("strategy=none", KOREAN);
            reader.open(&twin::query(&twin)).await;
            let focus = "window.held = document.querySelector(arguments[0]); held.focus();";
            let _: Value = reader.run(focus, vec![json!(selector)]).await;
            assert_held(reader, selector).await;
            for forward in [true, true, true, true, true, true, false, false] {
                let (key, msg) = if forward { (Key::Right, Msg::Next) } else { (Key::Left, Msg::Previous) };
                reader.keys(key).await;
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
        reader.open("strategy=none").await;
        let mut twin = twin::open("strategy=none", KOREAN);
        focus_timeline(reader).await;
        let presses = [
            (Key::End, Msg::SeekStep(usize::MAX)),
            (Key::Left, Msg::Previous),
            (Key::Down, Msg::Previous),
            (Key::Right, Msg::Next),
            (Key::Home, Msg::SeekStep(0)),
            (Key::Up, Msg::Next),
            (Key::Right, Msg::Next),
        ];
        for (key, msg) in presses {
            reader.keys(key).await;
            press(&mut twin, msg);
            reader.until_shows_twin(&twin).await;
        }
        reader.keys("l").await;
        twin.update(Msg::NextLoss);
        reader.until_shows_twin(&twin).await;
    });
}

/// The twin's part of pressing a key: a beat also moves.
fn press(twin: &mut Player, msg: Msg) {
    match msg {
        Msg::Next => twin::go_on(twin),
        _ => drop(twin.update(msg)),
    }
}

#[test]
fn keys_work_at_once_anywhere_on_the_page() {
    story(KOREAN, async |reader| {
        for query in ["", "step=0"] {
            let opened = reader.open(query).await;
            assert_eq!(opened.focus, "");
            let mut twin = twin::open(query, KOREAN);
            for (key, msg) in
                [(Key::Right, Msg::Next), (Key::End, Msg::SeekStep(usize::MAX)), (Key::Home, Msg::SeekStep(0))]
            {
                reader.keys(key).await;
                press(&mut twin, msg);
                reader.until_shows_twin(&twin).await;
            }
            reader.keys(" ").await;
            reader.until("it plays", |sight| sight.plays() && sight.step > 0).await;
            reader.keys(" ").await;
            reader.until("it is paused", |sight| !sight.plays()).await;
            // A button keeps Space for itself, a text field every key.
            let words = KOREAN.words();
            let theme = format!("{}: ", words.theme);
            reader.find_starting("button", &theme).await.focus().await.expect("it takes the focus");
            reader.keys(Key::Home + " ").await;
            let start = reader.until("it is at the start", |sight| sight.step == 0).await;
            assert!(!start.plays(), "{start:#?}");
            reader.press(words.share).await;
            let _: Value = reader.run("document.querySelector('.share input').focus();", vec![]).await;
            reader.keys(Key::Right + Key::End + " l").await;
            let sight = reader.look().await;
            assert_eq!((sight.step, sight.plays()), (0, false));
        }
    });
}

async fn focus_timeline(reader: &Reader) {
    let timeline = reader.find("slider", KOREAN.words().timeline).await;
    timeline.focus().await.expect("it takes the focus");
}

#[test]
fn a_click_on_the_timeline_seeks_there() {
    story(KOREAN, async |reader| {
        for query in ["at=start", "step=0"] {
            reader.open(query).await;
            let twin = twin::open(query, KOREAN);
            for share in [0.5, 0.25, 0.9, 0.0, 1.0] {
                let sight = click_timeline(reader, share, &twin).await;
                assert!(!sight.plays(), "{sight:#?}");
            }
        }
    });
}

/// Clicks the timeline at a share of its length, and waits for a beat or step at that place.
async fn click_timeline(reader: &Reader, share: f64, twin: &Player) -> Sight {
    let script = "const axis = slider().querySelector('svg').getBoundingClientRect(); return [axis.x, axis.y, axis.width, axis.height];";
    let timeline = reader.find("slider", twin.language().words().timeline).await;
    timeline.scroll_into_view().await.expect("it can be scrolled to");
    let [x, y, width, height]: [f64; 4] = reader.run(script, vec![]).await;
    let chain = reader.driver().action_chain_with_delay(None, Some(std::time::Duration::ZERO));
    let at = x + (width - 1.0) * share;
    chain.move_to(at as i64, (y + height / 2.0) as i64).click().perform().await.expect("there is a pointer");
    let end = twin.pace().end().0 as f64;
    let position_at = |x: f64| {
        let mut there = twin.clone();
        there.update(Msg::Seek(Paced((end * (x / width).clamp(0.0, 1.0)) as u64)));
        there.progress().now as i64
    };
    let (least, most) = (position_at(at - x - SNAP_DISTANCE), position_at(at - x + SNAP_DISTANCE));
    reader.until(&format!("one from {least} to {most}"), |sight| (least..=most).contains(&sight.step)).await
}

#[test]
fn an_entry_of_the_log_seeks_to_its_step() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("strategy=none", KOREAN);
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
        let opened = twin::open("strategy=none", KOREAN);
        let step = opened.recording().last_step() - 12;
        let mut twin = twin::at_step(opened, step);
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
