//! Every strategy in every engine: opened, led to its loss, walked about in, acted upon, by pointer and by keyboard.
//! Chromium is told all the other stories too.

use sessionscope::lesson::Strategy;
use sessionscope::model::command::Command;
use sessionscope::model::ids::ClientId;
use sessionscope::player::Msg;
use sessionscope::text::Language;
use sessionscope_e2e::engine::Engine;
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story_in, twin};
use thirtyfour::Key;

#[test]
fn firefox_tells_every_strategy() {
    tells_every_strategy(Engine::Firefox);
}

#[test]
fn webkit_tells_every_strategy() {
    tells_every_strategy(Engine::WebKit);
}

fn tells_every_strategy(engine: Engine) {
    story_in(engine, Language::Korean, async |reader| {
        for (strategy, language) in Strategy::ALL.into_iter().zip(Language::ALL.into_iter().cycle()) {
            tells(reader, strategy, language).await;
        }
    });
}

async fn tells(reader: &Reader, strategy: Strategy, language: Language) {
    let words = language.words();
    let query = format!("strategy={}&lang={}", strategy.key(), language.tag());
    let sight = reader.open(&query).await;
    let mut player = twin::open(&query, language);
    assert!(sight.shows(&player), "{sight:#?}");
    // The loss by pointer, a step back and on by keyboard: the same words as before.
    reader.press(words.next_loss).await;
    player.update(Msg::NextLoss);
    let there = reader.until_as(&player).await;
    reader.keys_on_timeline(Key::Left + "").await;
    player.update(Msg::StepBack);
    reader.until_as(&player).await;
    reader.keys(Key::Right + "").await;
    player.update(Msg::StepForward);
    let again = reader.until_as(&player).await;
    assert_eq!((again.text, again.stage), (there.text, there.stage));
    reader.until_address(&player.link().query()).await;
    // Somebody is selected on the stage and acts; it plays, and is stopped.
    reader.point_at(Pointer::Mouse, "b").await;
    let act = Command::OpenPage(ClientId(1));
    reader.until("the acts are Bob's", |sight| sight.has_act(language, &act)).await;
    reader.click(&reader.find_act(language, &act).await).await;
    player.update(Msg::Act(act));
    if reader.look().await.plays() {
        reader.keys_on_timeline(" ").await;
    }
    let stopped = reader.until("it stands still", |sight| !sight.plays()).await;
    reader.keys_on_timeline(Key::End + "").await;
    twin::catch_up(&mut player, &stopped);
    player.update(Msg::SeekStep(usize::MAX));
    reader.until_as(&player).await;
    // And all of it opens again from its address.
    reader.until_address(&player.link().query()).await;
    let opened = reader.reload().await;
    assert!(opened.shows(&player), "{opened:#?}");
}
