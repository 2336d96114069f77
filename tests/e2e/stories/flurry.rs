//! Random input without pauses: the page still works, and the console has no error.

use std::time::Duration;

use fastrand::Rng;
use sessionscope::player::Msg;
use sessionscope::text::Language;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
/// Any seed works. A fixed one makes a failure reproducible.
const SEED: u64 = 20_261_122;

#[test]
fn the_page_works_after_300_random_clicks() {
    story(KOREAN, async |reader| {
        reader.open("strategy=none").await;
        let mut random = Rng::with_seed(SEED);
        for _ in 0..6 {
            click_around(reader, &mut random, 50).await;
        }
        assert_works(reader).await;
    });
}

#[test]
fn the_page_works_after_300_random_keys() {
    const KEYS: [&str; 12] = [
        "\u{e004}", "\u{e004}", "\u{e014}", "\u{e012}", " ", "\u{e007}", "l", "\u{e00c}", "\u{e011}", "\u{e010}",
        "\u{e013}", "x",
    ];
    story(KOREAN, async |reader| {
        reader.open(&twin::query(&twin::midway("strategy=none", KOREAN))).await;
        let mut random = Rng::with_seed(SEED);
        let keys: String = (0..300).map(|_| KEYS[random.usize(..KEYS.len())]).collect();
        reader.keys(keys).await;
        assert_works(reader).await;
    });
}

#[test]
fn the_page_fuzzes_itself_with_10_000_actions() {
    story(KOREAN, async |reader| {
        // A colon ends the count of actions: "act 20", ..., "act 10000: every law holds, LINK".
        const REPORT: &str = "const report = document.querySelector('output.fuzz')?.textContent ?? '';
            return report.includes(':') ? report : null;";
        let query = format!("fuzz={SEED}");
        // Does not wait until the page is ready, since the fuzzer sets random widths of the stage.
        reader.start_opening((360, 760), &query).await;
        reader.stop_painting().await;
        let report: String = reader.wait_for(REPORT).await;
        assert!(report.starts_with("act 10000: every law holds, "), "{report}");
        assert_eq!(reader.look().await.query, query, "a reload repeats it");
    });
}

/// Clicks without pauses: half of the clicks on controls, half of them anywhere.
async fn click_around(reader: &Reader, random: &mut Rng, clicks: usize) {
    let script = "scrollTo(0, arguments[0] * document.body.scrollHeight);
        const inView = (point) => point.every((at) => at > 0) && point[0] < innerWidth && point[1] < innerHeight;
        const centre = ({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round);
        const things = seen('button, [role=button], [role=slider]').map((each) => centre(each.getBoundingClientRect()));
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

/// Checks that the page works: seek to the start, step forward, and open the link of that step.
async fn assert_works(reader: &Reader) {
    reader.keys_on_timeline(Key::Left + Key::Home).await;
    let start = reader.until("it is at the start", |sight| sight.ready && sight.step == 0 && !sight.plays()).await;
    let language = Language::from_tag(&start.lang).expect("the page has this language");
    reader.press(language.words().next).await;
    let there = reader.until("it is at the next step or beat", |sight| sight.step == 1 && !sight.plays()).await;
    // The link for sharing has the random actions. The address may still be that of the previous step.
    let query = reader.shared_query().await;
    let mut twin = twin::open(&query, language);
    assert!(twin.notices().is_empty(), "{query}: {:?}", twin.notices());
    // A press past the end may have extended the run beyond the end that a link computes.
    twin::catch_up(&mut twin, &there);
    twin.update(Msg::SeekStep(0));
    twin::go_on(&mut twin);
    assert_eq!(twin::query(&twin), query, "the twin opened another link");
    reader.until_shows_twin(&twin).await;
    reader.until_address(&query).await;
}
