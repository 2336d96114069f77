//! Anything at any speed in any order: nothing breaks, and nothing is said in the console.

use std::time::Duration;

use fastrand::Rng;
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin};

const KOREAN: Language = Language::Korean;
/// A reader of this language has both: a switch to English that is still on its way at the end would be another story.
const BOTH: Language = Language::English;
/// Another one is another story; this one is always the same.
const SEED: u64 = 20_261_122;

#[test]
fn a_flurry_of_300_clicks_leaves_a_page_that_works() {
    story(BOTH, async |reader| {
        reader.open("").await;
        let mut random = Rng::with_seed(SEED);
        for _ in 0..6 {
            click_around(reader, &mut random, 50).await;
        }
        still_works(reader).await;
    });
}

#[test]
fn a_flurry_of_keys_leaves_a_page_that_works() {
    const KEYS: [&str; 12] = [
        "\u{e004}", "\u{e004}", "\u{e014}", "\u{e012}", " ", "\u{e007}", "l", "\u{e00c}", "\u{e011}", "\u{e010}",
        "\u{e013}", "x",
    ];
    story(BOTH, async |reader| {
        reader.open("step=5").await;
        let mut random = Rng::with_seed(SEED);
        let keys: String = (0..300).map(|_| KEYS[random.usize(..KEYS.len())]).collect();
        reader.keys(keys).await;
        still_works(reader).await;
    });
}

#[test]
fn the_page_does_10_000_things_to_itself_and_every_law_holds() {
    story(KOREAN, async |reader| {
        const DONE: &str =
            "const told = document.documentElement.dataset.fuzz ?? ''; return told.includes(':') ? told : null;";
        let query = format!("fuzz={SEED}");
        reader.open_sized((360, 760), &query).await;
        let told: String = reader.wait_for(DONE).await;
        assert!(told.starts_with("act 10000: every law holds"), "{told}");
        assert_eq!(reader.look().await.query, query, "it can be done again");
    });
}

/// Clicks at once, without waiting for anything: half of them on things that can be pressed, half of them anywhere.
async fn click_around(reader: &Reader, random: &mut Rng, clicks: usize) {
    let script = "scrollTo(0, arguments[0] * document.body.scrollHeight);
        const inView = (point) => point.every((at) => at > 0) && point[0] < innerWidth && point[1] < innerHeight;
        const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round);
        const things = seen('button, [role=button], [role=slider]').map((each) => middle(each.getBoundingClientRect()));
        return [things.filter(inView), [[innerWidth, innerHeight]]];";
    let [things, size]: [Vec<[i64; 2]>; 2] = reader.run(script, vec![random.f64().into()]).await;
    let [width, height] = size[0];
    let mut chain = reader.driver().action_chain_with_delay(None, Some(Duration::ZERO));
    for _ in 0..clicks {
        let [x, y] = match things.get(random.usize(..things.len() * 2)) {
            Some(thing) => *thing,
            None => [random.i64(0..width), random.i64(0..height)],
        };
        chain = chain.move_to(x, y).click();
    }
    chain.perform().await.expect("there is a pointer");
}

/// It answers: from the start, a step on, and the address leads there.
async fn still_works(reader: &Reader) {
    let sight = reader.keys_on_timeline(thirtyfour::Key::Left + thirtyfour::Key::Home).await;
    let language = Language::from_tag(&sight.lang).expect("a language of ours");
    let sight = reader.until("it is at the start", |sight| sight.ready && sight.step == 0 && !sight.plays()).await;
    reader.press(language.words().step_forward).await;
    let address = |sight: &sessionscope_e2e::reader::Sight| sight.step == 1 && sight.query.contains("step=1&");
    let before = reader.until("it is a step on, and says so", address).await;
    let twin = twin::open(&before.query, language);
    assert!(twin.notices().is_empty() && before.shows(&twin), "{sight:#?}");
}
