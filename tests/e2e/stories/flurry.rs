//! Anything at any speed in any order: nothing breaks, and nothing is said in the console.

use std::time::Duration;

use fastrand::Rng;
use sessionscope::player::Msg;
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
/// Any seed serves. A fixed one makes a failure repeatable.
const SEED: u64 = 20_261_122;

#[test]
fn a_flurry_of_300_clicks_leaves_a_page_that_works() {
    story(KOREAN, async |reader| {
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
    story(KOREAN, async |reader| {
        reader.open(&twin::query(&twin::midway("", KOREAN))).await;
        let mut random = Rng::with_seed(SEED);
        let keys: String = (0..300).map(|_| KEYS[random.usize(..KEYS.len())]).collect();
        reader.keys(keys).await;
        still_works(reader).await;
    });
}

#[test]
fn page_does_10_000_things_to_itself_and_every_law_holds() {
    story(KOREAN, async |reader| {
        // A colon ends the count of acts: "act 20", ..., "act 10000: every law holds, LINK".
        const REPORT: &str = "const report = document.querySelector('output.fuzz')?.textContent ?? '';
            return report.includes(':') ? report : null;";
        let query = format!("fuzz={SEED}");
        // No wait until it is ready: it gives its stage widths at random.
        reader.come((360, 760), &query).await;
        let report: String = reader.wait_for(REPORT).await;
        assert!(report.starts_with("act 10000: every law holds, "), "{report}");
        assert_eq!(reader.look().await.query, query, "a reload repeats it");
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
    reader.keys_on_timeline(Key::Left + Key::Home).await;
    let start = reader.until("it is at the start", |sight| sight.ready && sight.step == 0 && !sight.plays()).await;
    let language = Language::from_tag(&start.lang).expect("a language of ours");
    reader.press(language.words().step_forward).await;
    let there = reader.until("it is a step on", |sight| sight.step == 1 && !sight.plays()).await;
    // The link for sharing names the acts of the flurry. The address may still be that of the step before.
    let query = reader.shared_query().await;
    let mut twin = twin::open(&query, language);
    assert!(twin.notices().is_empty(), "{query}: {:?}", twin.notices());
    // The page may have played past the end of what a link computes.
    twin::catch_up(&mut twin, &there);
    twin.update(Msg::SeekStep(1));
    assert_eq!(twin::query(&twin), query, "the twin opened another link");
    reader.until_as(&twin).await;
    reader.until_address(&query).await;
}
