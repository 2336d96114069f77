//! Random links, each generated from its number: valid links, damaged links, and noise. The test opens each link,
//! seeks and acts in its run, and checks the laws. `cargo test` takes a sample. `make fuzz` takes a million, in an
//! optimised build with overflow checks.

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};

use percent_encoding::percent_decode_str;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::goal::Goal;
use sessionscope::lesson::{Activity, Lesson};
use sessionscope::link::{Link, LinkProblem, Position, Theme};
use sessionscope::pace::Paced;
use sessionscope::player::{Msg, Player};
use sessionscope::recording::{Frame, MAX_INPUTS};
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;

use support::parallel::{for_each_below, number};
use support::random;

/// Number of links in a plain `cargo test`.
const SAMPLE: u64 = 8_000;
/// Limit of reported problems per link. Further problems are not reported.
const MAX_PROBLEMS: usize = 8;
/// Pieces for damaged links and noise: grammar, numbers out of range, bytes that are not UTF-8.
const PIECES: [&str; 38] = [
    "&",
    "=",
    ",",
    "~",
    ".",
    "%",
    "?",
    "#",
    "%FF",
    "%00",
    "%2C",
    "가",
    "-1",
    "0",
    "18446744073709551616",
    "99999999999999999999us",
    "48h",
    "us",
    "do=",
    "&step=",
    "&seed=",
    "&servers=",
    "&strategy=",
    "&goal=onlybob",
    "&lesson=",
    "&lesson=cookie",
    "&lock=",
    "a.login",
    "s9.crash",
    "db1.kill",
    "a3.delay.",
    "a.v3.s2.drop",
    "wait.",
    "server.add",
    "server(a).crash",
    "server(",
    "store.power",
    "wait.check",
];

#[test]
fn random_links_open_and_the_laws_hold() {
    for_each_below(number("SESSIONSCOPE_LINKS", SAMPLE), |number| {
        let text = link(number);
        if catch_unwind(AssertUnwindSafe(|| check(&text, number))).is_err() {
            panic!("link {number} breaks a law: {text:?}");
        }
    });
}

/// Generates a link from its number, deterministically.
fn link(number: u64) -> String {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(number);
    match number % 3 {
        0 => valid(rng).query(),
        1 => damaged(valid(rng).query(), rng),
        _ => noise(rng),
    }
}

fn valid(rng: &mut Xoshiro256PlusPlus) -> Link {
    let activity = match rng.random_range(0..4) {
        0 => Activity::Goal(Goal::ALL[rng.random_range(0..Goal::ALL.len())]),
        1 => Activity::Lesson(Lesson::ALL[rng.random_range(0..Lesson::ALL.len())]),
        _ => Activity::FreePlay(Strategy::ALL[rng.random_range(0..5)]),
    };
    let (config, inputs) = random::run(rng.random());
    Link {
        activity,
        locked: rng.random_range(0..4) == 0,
        config,
        inputs: (rng.random_range(0..8) > 0).then_some(inputs),
        position: position(rng),
        language: [None, Some(Language::Korean), Some(Language::English)][rng.random_range(0..3)],
        theme: Theme::ALL[rng.random_range(0..3)],
    }
}

/// Names of beats: of any run, of a run with a replica, and one that no run has.
const BEATS: [&str; 6] = ["start", "a1.routed", "a2.answer", "s1.crash#2", "db2.promoted", "f99.answer"];

fn position(rng: &mut Xoshiro256PlusPlus) -> Option<Position> {
    match rng.random_range(0..3) {
        0 => None,
        1 => Some(Position::Step(rng.random_range(0..200))),
        _ => BEATS[rng.random_range(0..BEATS.len())].parse().ok().map(Position::Beat),
    }
}

/// Removes, inserts or doubles a few bytes. Bytes that are then not UTF-8 become U+FFFD, as in browsers.
fn damaged(text: String, rng: &mut Xoshiro256PlusPlus) -> String {
    let mut bytes = text.into_bytes();
    for _ in 0..rng.random_range(1..6) {
        let at = rng.random_range(0..=bytes.len());
        let end = (at + rng.random_range(0..12)).min(bytes.len());
        match rng.random_range(0..4) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, rng.random()),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => drop(bytes.splice(at..end, PIECES[rng.random_range(0..PIECES.len())].bytes())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn noise(rng: &mut Xoshiro256PlusPlus) -> String {
    let length = rng.random_range(0..40);
    let piece = |rng: &mut Xoshiro256PlusPlus| match rng.random_range(0..3) {
        0 => String::from_utf8_lossy(&[rng.random(), rng.random()]).into_owned(),
        1 => char::from(rng.random_range(b' '..=b'~')).to_string(),
        _ => PIECES[rng.random_range(0..PIECES.len())].to_owned(),
    };
    (0..length).map(|_| piece(rng)).collect()
}

fn check(text: &str, number: u64) {
    let (link, problems) = Link::parse(text);
    assert!(problems.len() <= MAX_PROBLEMS, "{problems:?}");
    for problem in &problems {
        assert!(Language::ALL.iter().all(|language| !problem.describe(*language).is_empty()));
    }
    if number.is_multiple_of(3) {
        assert_eq!(problems, [], "a valid link has no problems");
        assert_eq!(link.query(), text, "a valid link is written as it was read");
    }
    check_inputs(text, &link, &problems);
    assert_eq!(Link::parse(&link.query()), (link.clone(), vec![]), "a written link is read back");
    check_player(text, &link, number);
}

/// Checks that each action of a link is kept or reported as a problem.
fn check_inputs(text: &str, link: &Link, problems: &[LinkProblem]) {
    let query = text.trim().split_once('?').map_or(text.trim(), |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned());
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut acts = pairs.filter(|(key, _)| decoded(key).as_deref() == Some("do")).map(|(_, value)| decoded(value));
    let Some(acts) = acts.next_back() else { return assert!(link.inputs.is_none(), "inputs without the key `do`") };
    let read = link.inputs.as_ref().expect("the link has inputs").len();
    let asked = acts.as_ref().map_or(0, |acts| acts.split(',').filter(|act| !act.is_empty()).count());
    let is_reported = |problem: &LinkProblem| {
        matches!(problem, LinkProblem::Input { .. } | LinkProblem::TooManyInputs { .. } | LinkProblem::NotText { .. })
    };
    assert!(read <= asked.min(MAX_INPUTS));
    let may_be_unreported = problems.len() == MAX_PROBLEMS;
    assert!(read == asked || problems.iter().any(is_reported) || may_be_unreported, "{read} of {asked} actions");
}

/// Opens the link, seeks, acts, and checks that the link of the result opens the result.
fn check_player(text: &str, link: &Link, number: u64) {
    let rng = &mut Xoshiro256PlusPlus::seed_from_u64(!number);
    let mut player = Player::open(text, Language::Korean);
    assert_eq!(player.recording().inputs(), link.resolved_inputs());
    let Frame { world, .. } = player.recording().frame(usize::MAX);
    let is_over = world.connections.is_empty() && world.clients.iter().all(|client| client.open == 0);
    assert!(is_over, "every request ends");
    let end = player.pace().end().0;
    let (_, acts) = random::run(number);
    let msgs = [
        Msg::Seek(Paced(rng.random_range(0..=end))),
        Msg::Next,
        Msg::NextLoss,
        Msg::Previous,
        Msg::SeekStep(rng.random_range(0..300)),
        Msg::ShowHint,
    ];
    let acts = acts.into_iter().take(rng.random_range(0..2)).map(|input| Msg::Act(input.command));
    for msg in msgs.into_iter().chain(acts).chain([Msg::Next]) {
        player.update(msg);
        assert!(player.place() <= player.pace().end());
        assert_eq!(player.pace().steps().len(), player.recording().frames().len());
    }
    let (there, problems) = Link::parse(&player.link().query());
    assert_eq!((there, problems), (player.link(), vec![]), "the player's link is read back");
    assert_eq!(player.frame().world.now, player.recording().frame(player.step()).at());
}
