//! Captions of beats: short, never empty, never routine, never twice the same. The stories' captions are snapshots, one
//! line a beat, so that readers of each language can read them. After an intended change,
//! `INSTA_UPDATE=always cargo test --test beats` writes them anew.

#[path = "random_runs/generate.rs"]
mod generate;
mod support;

use sessionscope::beat::{Beats, Event, Subject};
use sessionscope::model::command::Command::{
    self, AddLoneServer, AddServer, AddToCart, ChangeAddress, ClearCookies, Crash, CutPower, Delay, Drop, DropCopy,
    OpenPage, Promote, RemoveServer, Restart, RestartStore, ShareAddress, SignIn, SignOut, ViewCart,
};
use sessionscope::model::config::{Affinity, Config, Setting, StoreKind};
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{CopyId, Holder, RequestId};
use sessionscope::model::time::SimDuration;
use sessionscope::pace::{LONGEST_MOTION, reading_time};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, beat_caption};

use support::random;
use support::remedies::{ALICE, BOB, CHULSOO, PRIMARY, REPLICA, S1, cluster, sleep, sticky, store};

/// Number of runs of each generator.
const SAMPLE: u64 = 400;
/// Number of further steps after a run has settled: health checks, promotions, idle timeouts.
const STEPS_AFTER_END: usize = 20;
/// Longest time of a story at 1×, in microseconds.
const LONGEST_STORY_US: u64 = 180_000_000;

/// A run with its beats.
struct Run {
    recording: Recording,
    beats: Beats,
}

impl Run {
    fn of(config: Config, inputs: &[Input]) -> Run {
        let mut recording = Recording::replay(config, inputs);
        for _ in 0..STEPS_AFTER_END {
            recording.extend();
        }
        let beats = Beats::of(&recording);
        Run { recording, beats }
    }

    fn of_story(strategy: Strategy) -> Run {
        let recording = Recording::replay(strategy.config(), strategy.script());
        let beats = Beats::of(&recording);
        Run { recording, beats }
    }

    /// Name and caption of every beat.
    fn captions(&self, language: Language) -> Vec<(String, String)> {
        let caption = |beat| beat_caption(language, &self.recording, &self.beats, beat).plain().replace('\u{a0}', " ");
        self.beats.all().iter().map(|beat| (beat.name().to_string(), caption(beat))).collect()
    }
}

/// The faults of a run's captions.
fn faults(run: &Run, language: Language) -> Vec<String> {
    let mut faults = Vec::new();
    let captions = run.captions(language);
    let ends = if language == Language::Korean { "다." } else { "." };
    for (index, (name, caption)) in captions.iter().enumerate() {
        let length = caption.chars().count();
        let wrong = match () {
            () if caption.is_empty() => "is empty",
            () if length > language.longest_caption() => "is too long",
            () if !caption.ends_with(ends) => "ends badly",
            () if caption.contains("  ") || caption.contains(['{', '}', '(']) && caption.contains("(가)") => {
                "is broken"
            }
            () if index > 0 && captions[index - 1].1 == *caption => "says the same again",
            () => continue,
        };
        faults.push(format!("{name} {wrong} ({length}): {caption}"));
    }
    faults
}

/// Runs of both generators.
fn random_runs() -> impl Iterator<Item = (Config, Vec<Input>)> {
    (0..SAMPLE).flat_map(|seed| [generate::run(seed), random::run(seed)])
}

#[test]
fn captions_of_stories_are_unchanged() {
    for strategy in Strategy::ALL {
        let run = Run::of_story(strategy);
        for language in Language::ALL {
            let lines = run.captions(language).into_iter().map(|(name, caption)| format!("{name:18}  {caption}\n"));
            let snapshot = format!("{}-{}", strategy.key(), language.tag());
            insta::assert_snapshot!(snapshot, lines.collect::<String>());
        }
    }
}

#[test]
fn captions_of_stories_are_well_formed() {
    for (strategy, language) in Strategy::ALL.iter().flat_map(|strategy| Language::ALL.map(|one| (*strategy, one))) {
        let faults = faults(&Run::of_story(strategy), language);
        assert!(faults.is_empty(), "{strategy:?}: {faults:#?}");
    }
}

#[test]
fn captions_of_random_runs_are_well_formed() {
    let mut all = Vec::new();
    for (config, inputs) in random_runs() {
        let run = Run::of(config, &inputs);
        all.extend(Language::ALL.iter().flat_map(|language| faults(&run, *language)));
    }
    assert!(all.is_empty(), "{} faults: {:#?}", all.len(), &all[..all.len().min(30)]);
}

#[test]
fn stories_take_three_minutes_at_most() {
    for (strategy, language) in Strategy::ALL.iter().flat_map(|strategy| Language::ALL.map(|one| (*strategy, one))) {
        let captions = Run::of_story(strategy).captions(language);
        let rests = captions.iter().map(|(_, text)| reading_time(text.chars().count(), language.reading_speed()).0);
        let total: u64 = rests.map(|rest| rest + LONGEST_MOTION.0).sum();
        println!("{} {}: {} beats, {:.1} s", strategy.key(), language.tag(), captions.len(), total as f64 / 1e6);
        assert!(total <= LONGEST_STORY_US, "{strategy:?} in {}: {total}", language.tag());
    }
}

#[test]
fn beats_follow_each_other_and_have_names_of_their_own() {
    for (config, inputs) in random_runs() {
        let run = Run::of(config, &inputs);
        let beats = run.beats.all();
        assert!(beats.is_sorted_by(|one, next| one.step < next.step));
        let mut names: Vec<String> = beats.iter().flat_map(|beat| &beat.names).map(ToString::to_string).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}

/// True for a fact that no reader needs to see alone.
fn is_routine(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::RequestSent { .. }
            | Fact::Routed { .. }
            | Fact::ServiceStarted { .. }
            | Fact::Answered { .. }
            | Fact::AnswerForwarded { .. }
            | Fact::AnswerDiscarded { .. }
            | Fact::HealthCheckCounted { .. }
            | Fact::SessionTouched { .. }
            | Fact::StoreAsked { .. }
            | Fact::StoreRead { .. }
            | Fact::CopiesQueued { .. }
            | Fact::CopiesSent { .. }
            | Fact::ReplicationSent { .. }
            | Fact::WaitBegan { .. }
    )
}

#[test]
fn routine_is_no_beat() {
    for (config, inputs) in random_runs() {
        let run = Run::of(config, &inputs);
        for beat in run.beats.all().iter().skip(1) {
            let facts = run.recording.facts_of(beat.step);
            assert!(!facts.iter().all(|timed| is_routine(&timed.fact)), "{}", beat.name());
        }
    }
}

#[test]
fn every_event_of_the_stories_and_random_runs_is_told() {
    let mut events: Vec<Event> = Vec::new();
    for (config, inputs) in random_runs() {
        let run = Run::of(config, &inputs);
        let names = run.beats.all().iter().flat_map(|beat| &beat.names);
        names.filter(|name| !matches!(name.subject, Subject::Copy(_))).for_each(|name| {
            if !events.contains(&name.event) {
                events.push(name.event);
            }
        });
    }
    assert!(events.len() >= 26, "{events:?}");
}

/// Runs beside the stories, each with what it shows.
fn situations() -> Vec<(&'static str, Config, Vec<Input>)> {
    let settled = |commands: &[Command]| -> Vec<Input> {
        commands.iter().map(|command| Input { when: When::Settled, command: *command }).collect()
    };
    let after_us = |us, command| Input { when: When::After(SimDuration::from_us(us)), command };
    let with = |mut inputs: Vec<Input>, more: &[Input]| {
        inputs.extend(more);
        inputs
    };
    let (source, cluster) = (sticky(Affinity::Source), cluster());
    let shared = |kind| store(kind).with(Setting::Replica, 1);
    let copy = CopyId { client: ALICE, version: 2, to: Holder::Server(S1) };
    let to_replica = CopyId { client: ALICE, version: 2, to: Holder::Store(REPLICA) };
    let request = RequestId { client: ALICE, nth: 1 };
    vec![
        (
            "addresses decide",
            source,
            settled(&[SignIn(ALICE), OpenPage(ALICE), ChangeAddress(ALICE), OpenPage(ALICE), ShareAddress(ALICE)]),
        ),
        (
            "a server is removed, another one added",
            sticky(Affinity::Cookie),
            settled(&[SignIn(ALICE), SignIn(BOB), RemoveServer(S1), OpenPage(ALICE), AddServer, SignIn(CHULSOO)]),
        ),
        (
            "cookies end",
            sticky(Affinity::None).with(Setting::CookieMaxAge, 60_000_000),
            settled(&[SignIn(ALICE), ClearCookies(ALICE), OpenPage(ALICE), SignIn(BOB), sleep(90), OpenPage(BOB)]),
        ),
        ("a session expires", sticky(Affinity::None), settled(&[SignIn(ALICE), sleep(1_900), OpenPage(ALICE)])),
        (
            "a copy is dropped, a server outside the cluster added",
            cluster,
            with(
                settled(&[SignIn(ALICE), AddToCart(ALICE)]),
                &[
                    after_us(3_700, DropCopy(copy)),
                    after_us(9_000, AddLoneServer),
                    after_us(9_000, OpenPage(ALICE)),
                    after_us(9_000, OpenPage(ALICE)),
                ],
            ),
        ),
        (
            "a member restarts and logs a user out",
            cluster,
            settled(&[SignIn(ALICE), Crash(S1), sleep(7), Restart(S1), sleep(5), SignOut(ALICE), OpenPage(ALICE)]),
        ),
        (
            "a store on disk restarts",
            store(StoreKind::Disk),
            settled(&[SignIn(ALICE), CutPower(PRIMARY), OpenPage(ALICE), RestartStore(PRIMARY), OpenPage(ALICE)]),
        ),
        (
            "a replica is promoted by hand without a write",
            shared(StoreKind::Memory),
            with(
                settled(&[SignIn(ALICE), AddToCart(ALICE)]),
                &[after_us(6_000, DropCopy(to_replica)), after_us(9_000, Promote), after_us(9_000, ViewCart(ALICE))],
            ),
        ),
        (
            "messages are delayed and dropped",
            sticky(Affinity::None),
            with(
                settled(&[OpenPage(ALICE)]),
                &[
                    after_us(200, Delay(request, SimDuration::from_s(1))),
                    after_us(200, Drop(request)),
                    after_us(200, Drop(request)),
                ],
            ),
        ),
    ]
}

#[test]
fn captions_of_other_situations_are_unchanged() {
    for language in Language::ALL {
        let mut text = String::new();
        for (title, config, inputs) in situations() {
            let recording = Recording::replay(config, &inputs);
            let beats = Beats::of(&recording);
            text.push_str(&format!("\n{title}\n"));
            let captions = Run { recording, beats }.captions(language);
            captions.into_iter().for_each(|(name, caption)| text.push_str(&format!("{name:18}  {caption}\n")));
        }
        insta::assert_snapshot!(format!("situations-{}", language.tag()), text);
    }
}
