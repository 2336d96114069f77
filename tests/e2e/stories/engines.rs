//! Every strategy in Firefox and WebKitGTK: open, seek to the loss, step, act, by pointer and by keyboard. All other
//! stories run in Chromium only.

use sessionscope::model::command::Command;
use sessionscope::model::ids::ClientId;
use sessionscope::player::Msg;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use sessionscope_e2e::engine::Engine;
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story_in, twin};
use thirtyfour::Key;

#[test]
fn firefox_runs_every_strategy() {
    assert_runs_every_strategy(Engine::Firefox);
}

#[test]
fn webkit_runs_every_strategy() {
    assert_runs_every_strategy(Engine::WebKit);
}

fn assert_runs_every_strategy(engine: Engine) {
    story_in(engine, Language::Korean, async |reader| {
        for (strategy, language) in Strategy::ALL.into_iter().zip(Language::ALL.into_iter().cycle()) {
            assert_runs(reader, strategy, language).await;
        }
    });
}

async fn assert_runs(reader: &Reader, strategy: Strategy, language: Language) {
    let words = language.words();
    let query = format!("strategy={}&lang={}", strategy.key(), language.tag());
    let sight = reader.open(&query).await;
    let mut player = twin::open(&query, language);
    assert!(sight.shows(&player), "{sight:#?}");
    // Seek to the loss by pointer; a step back and forward by keyboard restores every word.
    reader.press(words.next_loss).await;
    player.update(Msg::NextLoss);
    reader.until_shows_twin(&player).await;
    reader.wait_for_paint().await;
    let there = reader.look().await;
    reader.keys_on_timeline(Key::Left + "").await;
    player.update(Msg::Previous);
    reader.until_shows_twin(&player).await;
    reader.keys(Key::Right + "").await;
    twin::go_on(&mut player);
    // The stage is laid out once more when its room is measured.
    let is_again = |sight: &Sight| (&sight.text, &sight.stage) == (&there.text, &there.stage);
    reader.until("every word is as before", is_again).await;
    reader.until_address(&player.link().query()).await;
    // Select a client on the stage and act. The page plays and is paused.
    reader.point_at(Pointer::Mouse, "b").await;
    let act = Command::OpenPage(ClientId(1));
    reader.until("the actions of Bob are offered", |sight| sight.has_action(language, &act)).await;
    reader.click(&reader.find_action(language, &act).await).await;
    player.update(Msg::Act(act));
    if reader.look().await.plays() {
        reader.keys_on_timeline(" ").await;
    }
    let stopped = reader.until("it is paused", |sight| !sight.plays()).await;
    reader.keys_on_timeline(Key::End + "").await;
    twin::catch_up(&mut player, &stopped);
    player.update(Msg::SeekStep(usize::MAX));
    reader.until_shows_twin(&player).await;
    // The result opens again from its address.
    reader.until_address(&player.link().query()).await;
    let opened = reader.reload().await;
    assert!(opened.shows(&player), "{opened:#?}");
}
