//! Every fact in every language: complete, well formed, and following the state it is told from.

mod goals;
mod samples;
mod stage;
mod steps;
mod variants;

use crate::model::config::{Affinity, Config, Routing, SETTINGS, Sessions, Setting, StoreKind};
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId, StoreId};
use crate::model::time::SimDuration;
use crate::model::world::World;
use crate::strategy::Tuning;

use self::samples::{CAST, Cast, commands, pages, reasons, samples};
use self::variants::{VARIANTS, variant};
use super::grammar::Particle;
use super::grammar::number::duration;
use super::{
    Language, Tone, fact, joining_todo, label, page, reason, reason_short, simplified, tuning_name, tuning_value, view,
};

fn world(routing: Routing) -> World {
    world_of(Config::new(routing, Affinity::None, Sessions::Local))
}

fn world_of(config: Config) -> World {
    World::new(config.with(Setting::Clients, 6).with(Setting::Servers, 8))
}

/// Every combination of the axes, a shared store with its replica, waited for or not, and without.
fn configs() -> Vec<Config> {
    let mut configs = Vec::new();
    for routing in [Routing::RoundRobin, Routing::Direct] {
        for affinity in [Affinity::None, Affinity::Cookie, Affinity::Source] {
            let with = |sessions| Config::new(routing, affinity, sessions);
            configs.extend([with(Sessions::Local), with(Sessions::Replicated)]);
            for kind in [StoreKind::Memory, StoreKind::Log, StoreKind::Disk] {
                let shared = with(Sessions::Shared(kind));
                let replicated = shared.with(Setting::Replica, 1);
                configs.extend([shared, replicated, replicated.with(Setting::ReplicaWait, 1)]);
            }
        }
    }
    configs
}

fn text(language: Language, told: &Fact, world: &World) -> String {
    fact(language, told, world).plain()
}

/// The first fault of a text, if it has one.
fn fault(language: Language, text: &str) -> Option<&'static str> {
    let hangul = text.chars().any(|c| ('가'..='힣').contains(&c));
    let faults = [
        (text.trim().is_empty(), "empty"),
        (text.contains("  ") || text.trim() != text, "stray space"),
        (text.ends_with(" .") || text.contains(" . "), "space before a full stop"),
        (text.contains(['{', '}', '\n', '\t']), "placeholder or control character"),
        (
            text.contains("(가)") || text.contains("(는)") || text.contains("(으)"),
            "a particle after what cannot be read",
        ),
        (language == Language::Korean && !hangul && text.chars().count() > 26, "no Korean in a Korean sentence"),
        (language == Language::English && hangul, "Korean in an English sentence"),
        (parts(text, "서버 ") || parts(text, "저장소 "), "a name and its number can part"),
    ];
    faults.into_iter().find(|(wrong, _)| *wrong).map(|(_, what)| what)
}

/// True if a line break is possible between a name and its number.
fn parts(text: &str, name: &str) -> bool {
    let numbered = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit()) && !rest[1..].starts_with('대');
    text.split(name).skip(1).any(numbered)
}

fn sentence_fault(language: Language, text: &str) -> Option<&'static str> {
    let ends_well = match language {
        Language::Korean => ["다.", "까?", "요?"].iter().any(|end| text.ends_with(end)),
        Language::English | Language::Doubled | Language::Marked => text.ends_with(['.', '?']),
    };
    let sentences = text.matches(". ").count() + 1;
    fault(language, text)
        .or((!ends_well).then_some("ends badly"))
        .or((sentences > 2).then_some("more than two sentences"))
}

#[test]
fn every_fact_is_told_in_both_languages_in_well_formed_sentences() {
    let mut seen = [false; VARIANTS];
    for config in configs() {
        let world = world_of(config);
        for told in samples(CAST) {
            seen[variant(&told)] = true;
            for language in Language::ALL {
                let text = text(language, &told, &world);
                assert_eq!(sentence_fault(language, &text), None, "{text:?} for {told:?} under {config:?}");
            }
        }
    }
    assert_eq!(seen, [true; VARIANTS]);
}

#[test]
fn names_servers_ids_counts_and_delays_follow_the_fact() {
    let world = world(Routing::RoundRobin);
    // Each pair sounds alike at its end, so that no particle changes along.
    type Change<'a> = (&'a str, Cast, &'a [(&'a str, &'a str)]);
    let changes: [Change; 7] = [
        ("client", Cast { client: ClientId(4), ..CAST }, &[("Alice", "Emma")]),
        (
            "server",
            Cast { server: ServerId(4), ..CAST },
            &[("서버\u{a0}2", "서버\u{a0}5"), ("erver\u{a0}2", "erver\u{a0}5"), ("s2", "s5")],
        ),
        (
            "other",
            Cast { other: ServerId(7), ..CAST },
            &[("서버\u{a0}1", "서버\u{a0}8"), ("erver\u{a0}1", "erver\u{a0}8"), ("s1", "s8")],
        ),
        (
            "store",
            Cast { store: StoreId(6), ..CAST },
            &[("저장소\u{a0}1", "저장소\u{a0}7"), ("tore\u{a0}1", "tore\u{a0}7")],
        ),
        ("session", Cast { session: SessionId(0x00EF << 112), ..CAST }, &[("7F3A", "00EF")]),
        ("fresh", Cast { fresh: SessionId(0xAB42 << 112), ..CAST }, &[("91CB", "AB42")]),
        ("delay", Cast { delay: SimDuration::from_s(2), ..CAST }, &[("1.4초", "2초"), ("1.4\u{a0}s", "2\u{a0}s")]),
    ];
    for (what, cast, swaps) in changes {
        let mut changed = 0;
        for (before, after) in samples(CAST).iter().zip(samples(cast)) {
            for language in Language::ALL {
                let was = text(language, before, &world);
                let expected = swaps.iter().fold(was.clone(), |text, (from, to)| text.replace(from, to));
                assert_eq!(text(language, &after, &world), expected, "{what} in {before:?}");
                changed += usize::from(expected != was);
            }
        }
        assert!(changed >= 10, "{what} is told in {changed} sentences only");
    }
}

#[test]
fn counts_follow_the_fact() {
    // The run's own numbers are none of the facts', so that what changes is told from the fact.
    let mut world = world(Routing::RoundRobin);
    world.servers.iter_mut().for_each(|server| server.workers = 5);
    let mut changed = 0;
    for (before, after) in samples(CAST).iter().zip(samples(Cast { n: 9, ..CAST })) {
        // Told with its double.
        if matches!(before, Fact::ServerUpgraded { .. }) {
            continue;
        }
        for language in Language::ALL {
            let was = text(language, before, &world);
            assert_eq!(text(language, &after, &world), four_to_nine(&was), "{before:?}");
            changed += usize::from(four_to_nine(&was) != was);
        }
    }
    assert!(changed >= 50, "{changed}");
}

/// Every 4 that stands for itself becomes a 9: "fourth", "v4", "4개", but not "401" and "1.4".
fn four_to_nine(text: &str) -> String {
    let text = text.replace("fourth", "ninth").replace("네\u{a0}번째", "아홉\u{a0}번째");
    let chars: Vec<char> = text.chars().collect();
    let part = |index: Option<usize>| {
        index
            .and_then(|index| chars.get(index))
            .is_some_and(|c| c.is_ascii_digit() || *c == '.' || c.is_ascii_uppercase())
    };
    let alone = |index: usize| {
        let next_digit = chars.get(index + 1).is_some_and(char::is_ascii_digit);
        !part(index.checked_sub(1)) && !next_digit
    };
    chars.iter().enumerate().map(|(index, &c)| if c == '4' && alone(index) { '9' } else { c }).collect()
}

#[test]
fn settings_the_sentences_name_follow_the_run() {
    let told = Fact::SessionFound {
        id: RequestId { client: CAST.client, nth: 1 },
        server: CAST.server,
        session: CAST.session,
        version: 1,
    };
    for minutes in [30, 12] {
        let config =
            Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local).with(Setting::Idle, minutes * 60_000_000);
        let idle = SimDuration::from_s(minutes * 60);
        for language in Language::ALL {
            let text = text(language, &told, &World::new(config));
            assert!(text.contains(&duration(language, idle)), "{text}");
        }
    }
}

#[test]
fn particles_follow_every_name_and_number() {
    let world = world(Routing::RoundRobin);
    for n in 0..8 {
        let cast = Cast { client: ClientId(n % 6), server: ServerId(n), other: ServerId(7 - n), n: n + 1, ..CAST };
        for told in samples(cast) {
            let text = text(Language::Korean, &told, &world);
            let words = (0..6).map(|id| ClientId(id).name().to_owned());
            let words = words.chain((0..8).map(|id| label::server(Language::Korean, ServerId(id))));
            let words = words.chain((0..2).map(|id| label::store(Language::Korean, StoreId(id))));
            let words = words.chain((1..10).map(label::version));
            for word in words {
                for particle in [Particle::Topic, Particle::Subject, Particle::Object, Particle::With, Particle::Toward]
                {
                    let right = particle.after(&word);
                    let wrong = ["은", "는", "이", "가", "을", "를", "과", "와", "으로", "로"]
                        .iter()
                        .filter(|shape| **shape != right && shares_place(right, shape))
                        .find(|shape| text.contains(&format!("{word}{shape} ")));
                    assert_eq!(wrong, None, "{text}");
                }
            }
        }
    }
}

/// True if two shapes belong to one particle.
fn shares_place(one: &str, other: &str) -> bool {
    [["은", "는"], ["이", "가"], ["을", "를"], ["과", "와"], ["으로", "로"]]
        .iter()
        .any(|pair| pair.contains(&one) && pair.contains(&other))
}

#[test]
fn each_loss_has_a_word_of_its_own_and_is_marked() {
    let words = [
        ("모릅니다", "does not know"),
        ("소멸", "destroyed"),
        ("덮어", "overwrote"),
        ("오래된 값", "stale"),
        ("갱신 손실", "Lost update"),
    ];
    for world in configs().into_iter().map(world_of) {
        for told in samples(CAST).iter().filter(|fact| fact.loss().is_some()) {
            for language in Language::ALL {
                let sentence = fact(language, told, &world);
                let loud = sentence.parts.iter().filter(|part| part.tone == Tone::Loss);
                let loud: String = loud.map(|part| part.text.as_str()).collect();
                let said = words.iter().filter(|(korean, english)| {
                    loud.contains(if language == Language::Korean { korean } else { english })
                });
                assert_eq!(said.count(), 1, "{loud:?} in {sentence}");
            }
        }
    }
}

#[test]
fn labels_are_complete_and_well_formed() {
    let world = world(Routing::RoundRobin);
    for language in Language::ALL {
        let mut texts: Vec<String> = language.words().all().into_iter().map(|(_, text)| text.to_owned()).collect();
        texts.extend(commands(CAST).iter().map(|command| label::command(language, command)));
        texts.extend(commands(CAST).iter().map(|command| label::act(language, command)));
        texts.extend(pages(CAST.client, 2).into_iter().map(|(_, shown)| page(language, shown)));
        texts.extend(reasons(CAST.other, 3).into_iter().map(|because| reason_short(language, CAST.server, because)));
        texts.push(view(language, &world.clients[0]));
        for spec in &SETTINGS {
            let tuning = Tuning::Setting(spec.setting, spec.default);
            texts.extend([tuning_name(language, tuning).to_owned(), tuning_value(language, tuning)]);
        }
        for config in configs() {
            for tuning in [Tuning::Affinity(config.affinity), Tuning::Sessions(config.sessions)] {
                texts.extend([tuning_name(language, tuning).to_owned(), tuning_value(language, tuning)]);
            }
        }
        for text in texts {
            assert_eq!(fault(language, &text), None, "{text:?}");
        }
        for because in reasons(CAST.other, 3) {
            let short = reason_short(language, CAST.server, because);
            assert!(short.chars().count() <= 32, "{short}");
            let full = reason(language, CAST.server, because).plain();
            assert_eq!(sentence_fault(language, &full), None, "{full}");
        }
        for world in configs().into_iter().map(world_of) {
            for text in simplified(language, &world.config).into_iter().chain(joining_todo(language, &world)) {
                assert_eq!(fault(language, &text), None, "{text:?}");
                assert!(text.ends_with('.'), "{text}");
            }
        }
    }
}
