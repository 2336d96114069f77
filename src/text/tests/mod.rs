//! Every fact in every language: complete, well formed, and following the state it is told from.

mod samples;

use crate::model::command::Command;
use crate::model::config::{Config, Routing, Sessions, Setting};
use crate::model::fact::{BalancerError, DestroyCause, Fact, OrphanCause, TimedFact};
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, RequestId, ServerId, SessionId};
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;

use self::samples::{CAST, Cast, VARIANTS, commands, pages, reasons, samples, variant};
use super::number::duration;
use super::particle::Particle;
use super::{Language, Tone, caption, fact, label, page, reason, reason_short, simplified, twin, view};

fn world(routing: Routing) -> World {
    let config = Config::new(routing, Sessions::Local);
    World::new(config.with(Setting::Clients, 6).with(Setting::Servers, 8))
}

fn text(language: Language, told: &Fact, world: &World) -> String {
    fact(language, told, world).plain()
}

/// What is wrong with a text of this language, if anything.
fn fault(language: Language, text: &str) -> Option<&'static str> {
    let hangul = text.chars().any(|c| ('가'..='힣').contains(&c));
    let faults = [
        (text.trim().is_empty(), "empty"),
        (text.contains("  ") || text.trim() != text, "stray space"),
        (text.contains([' ', '\u{a0}']) && text.contains(" ."), "space before a full stop"),
        (text.contains(['{', '}', '\n', '\t']), "placeholder or control character"),
        (
            text.contains("(가)") || text.contains("(는)") || text.contains("(으)"),
            "a particle after what cannot be read",
        ),
        (language == Language::Korean && !hangul && text.chars().count() > 24, "no Korean in a Korean sentence"),
        (language == Language::English && hangul, "Korean in an English sentence"),
        (
            text.contains("서버 ")
                && text
                    .split("서버 ")
                    .skip(1)
                    .any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && !rest[1..].starts_with('대')),
            "서버 and its number can part",
        ),
    ];
    faults.into_iter().find(|(wrong, _)| *wrong).map(|(_, what)| what)
}

fn sentence_fault(language: Language, text: &str) -> Option<&'static str> {
    let ends_well = match language {
        Language::Korean => ["다.", "까?", "요?"].iter().any(|end| text.ends_with(end)),
        Language::English => text.ends_with(['.', '?']),
    };
    let sentences = text.matches(". ").count() + 1;
    fault(language, text)
        .or((!ends_well).then_some("ends badly"))
        .or((sentences > 2).then_some("more than two sentences"))
}

#[test]
fn every_fact_is_told_in_both_languages_in_well_formed_sentences() {
    let mut seen = [false; VARIANTS];
    for (routing, told) in
        [Routing::RoundRobin, Routing::Direct].into_iter().flat_map(|r| samples(CAST).into_iter().map(move |f| (r, f)))
    {
        seen[variant(&told)] = true;
        for language in Language::ALL {
            let text = text(language, &told, &world(routing));
            assert_eq!(sentence_fault(language, &text), None, "{text:?} for {told:?}");
        }
    }
    assert_eq!(seen, [true; VARIANTS]);
}

#[test]
fn names_servers_ids_counts_and_delays_follow_the_fact() {
    let world = world(Routing::RoundRobin);
    // Each pair sounds alike at its end, so that no particle changes along.
    type Change<'a> = (&'a str, Cast, &'a [(&'a str, &'a str)]);
    let changes: [Change; 6] = [
        ("client", Cast { client: ClientId(4), ..CAST }, &[("Alice", "Emma")]),
        (
            "server",
            Cast { server: ServerId(4), ..CAST },
            &[("서버\u{a0}2", "서버\u{a0}5"), ("erver\u{a0}2", "erver\u{a0}5")],
        ),
        (
            "other",
            Cast { other: ServerId(7), ..CAST },
            &[("서버\u{a0}1", "서버\u{a0}8"), ("erver\u{a0}1", "erver\u{a0}8")],
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

/// Every 4 that stands for itself becomes a 9: "4th", "v4", "4개", but not "401" and "1.4".
fn four_to_nine(text: &str) -> String {
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
        let config = Config::new(Routing::RoundRobin, Sessions::Local).with(Setting::Idle, minutes * 60_000_000);
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

/// Whether two shapes belong to one particle.
fn shares_place(one: &str, other: &str) -> bool {
    [["은", "는"], ["이", "가"], ["을", "를"], ["과", "와"], ["으로", "로"]]
        .iter()
        .any(|pair| pair.contains(&one) && pair.contains(&other))
}

#[test]
fn the_three_losses_have_three_words_and_are_marked() {
    let world = world(Routing::RoundRobin);
    let words = [("모릅니다", "does not know"), ("소멸", "destroyed"), ("덮어", "overwrote")];
    for told in samples(CAST).iter().filter(|fact| fact.loss().is_some()) {
        for language in Language::ALL {
            let sentence = fact(language, told, &world);
            let loud: String =
                sentence.parts.iter().filter(|part| part.tone == Tone::Loss).map(|part| part.text.as_str()).collect();
            let said = words
                .iter()
                .filter(|(korean, english)| loud.contains(if language == Language::Korean { korean } else { english }));
            assert_eq!(said.count(), 1, "{loud:?} in {sentence}");
        }
    }
}

#[test]
fn labels_are_complete_and_well_formed() {
    let world = world(Routing::RoundRobin);
    for language in Language::ALL {
        let mut texts: Vec<String> = language
            .words()
            .all()
            .into_iter()
            .filter(|(key, _)| *key != "language_other")
            .map(|(_, text)| text.to_owned())
            .collect();
        texts.extend(commands(CAST).iter().map(|command| label::command(language, command)));
        texts.extend(commands(CAST).iter().map(|command| label::act(language, command)));
        texts.extend(pages(CAST.client, 2).into_iter().map(|(_, shown)| page(language, shown)));
        texts.extend(reasons(CAST.other, 3).into_iter().map(|because| reason_short(language, CAST.server, because)));
        texts.push(view(language, &world.clients[0]));
        for text in texts {
            assert_eq!(fault(language, &text), None, "{text:?}");
        }
        for because in reasons(CAST.other, 3) {
            let short = reason_short(language, CAST.server, because);
            assert!(short.chars().count() <= 32, "{short}");
            let full = reason(language, CAST.server, because).plain();
            assert_eq!(sentence_fault(language, &full), None, "{full}");
        }
        for text in simplified(language, &world.config) {
            assert_eq!(fault(language, &text), None, "{text:?}");
            assert!(text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn the_stage_can_be_read_in_words() {
    let config = Config::new(Routing::RoundRobin, Sessions::Local);
    let mut world = World::new(config);
    let mut facts = Vec::new();
    for act in [Command::SignIn(ClientId(0)), Command::SignIn(ClientId(1)), Command::Crash(ServerId(1))] {
        world.apply(world.now, &act, &mut facts);
        for _ in 0..12 {
            for language in Language::ALL {
                let things = [
                    twin::client(language, ClientId(0), &world),
                    twin::balancer(language, &world),
                    twin::server(language, ServerId(1), &world),
                ];
                let messages = world.in_flight();
                let messages = messages.iter().map(|in_flight| twin::message(language, &in_flight.message));
                for said in things.into_iter().chain(messages) {
                    assert_eq!(fault(language, &said.plain()), None, "{said}");
                    assert!(said.plain().ends_with('.'), "{said}");
                }
            }
            if !world.is_settled() {
                world.step(&mut facts);
            }
        }
    }
    let said = |language| twin::client(language, ClientId(0), &world).plain().replace('\u{a0}', " ");
    assert_eq!(
        said(Language::Korean),
        "Alice(203.0.113.7): “환영합니다, Alice”. 쿠키의 세션 BF42는 서버 1에 있습니다."
    );
    let said = |server| twin::server(Language::English, ServerId(server), &world).plain().replace('\u{a0}', " ");
    assert_eq!(said(0), "Server 1: up. 1 session: Alice BF42.");
    assert_eq!(said(1), "Server 2: down. The balancer does not know yet.");
    assert!(twin::server(Language::Korean, ServerId(7), &world).is_empty());
}

#[test]
fn tags_name_languages() {
    for (tag, language) in [
        ("ko", Some(Language::Korean)),
        ("ko-KR", Some(Language::Korean)),
        ("EN_us", Some(Language::English)),
        ("kok", None),
        ("", None),
    ] {
        assert_eq!(Language::from_tag(tag), language, "{tag}");
    }
}

#[test]
fn a_caption_tells_a_whole_step() {
    let world = world(Routing::RoundRobin);
    let Cast { client, server, other, session, fresh, .. } = CAST;
    let id = RequestId { client, nth: 2 };
    let at = SimTime::ZERO;
    let told = |language, facts: &[Fact]| {
        let facts: Vec<TimedFact> = facts.iter().map(|&fact| TimedFact { at, fact }).collect();
        let text = caption(language, &facts, &world).plain();
        assert_eq!(sentence_fault(language, &text), None, "{text}");
        text.replace('\u{a0}', " ")
    };
    let lost = |owner, orphan| Fact::SessionDestroyed {
        server,
        session,
        owner: ClientId(owner),
        orphan,
        because: DestroyCause::Crash,
    };
    let because = BalancerError::ServerDied { server };
    let crash = [
        Fact::ServerCrashed { server, sessions: 3, requests: 1 },
        lost(1, false),
        lost(0, false),
        lost(0, true),
        Fact::BalancerAnswered { id, status: because.status(), because },
    ];
    let received = Fact::ResponseReceived { id, status: Status::Ok, page: Page::Welcome { user: client } };
    let stored = Fact::CookieStored { client, session: fresh, replaced: Some(session) };
    let orphaned =
        Fact::SessionOrphaned { session, client, holder: other, because: OrphanCause::Overwritten { by: fresh } };
    let cleared = [
        Fact::CookiesCleared { client, cookies: 1 },
        Fact::SessionOrphaned { session, client, holder: other, because: OrphanCause::Cleared },
    ];
    let missed =
        [Fact::ServiceStarted { id, server }, Fact::SessionNotFound { id, server, session, held_by: Some(other) }];
    let table: [(&[Fact], &str, &str); 5] = [
        (
            &crash,
            "서버 2가 멈춰 메모리의 세션 3개(고아 1개 포함)가 소멸했습니다. Alice와 Bob은 다시 로그인해야 하고, 맡고 있던 요청 1개는 502를 받습니다.",
            "Server 2 died and 3 sessions were destroyed, 1 orphan among them. Alice and Bob have to log in again, and 1 request in it gets a 502.",
        ),
        (
            &[received, stored, orphaned],
            "Alice의 새 로그인이 쿠키 7F3A를 91CB로 덮어썼습니다. 서버 1에 남은 세션 7F3A는 가리키는 쿠키가 없는 고아가 되었습니다.",
            "Alice signed in again, and the cookie 7F3A was overwritten with 91CB. Session 7F3A is still on server 1, an orphan no cookie leads to.",
        ),
        (
            &cleared,
            "Alice가 쿠키 1개를 지웠습니다. 서버 1의 세션 7F3A는 고아로 남아 유휴 만료(30분)까지 메모리를 차지합니다.",
            "Alice cleared 1 cookie. Session 7F3A stays on server 1 as an orphan and takes up memory until the idle timeout (30 min).",
        ),
        (
            &missed,
            "서버 2는 세션 7F3A를 모릅니다. 세션은 서버 1에 그대로 있지만, Alice는 처음 온 사람으로 보입니다.",
            "Server 2 does not know session 7F3A. It is still on server 1, but Alice looks like somebody new here.",
        ),
        (
            &[],
            "로드 밸런서가 6명의 요청을 서버 8대에 차례로 나눕니다(라운드 로빈). 세션은 만든 서버의 메모리에만 있습니다.",
            "A load balancer spreads the requests of 6 browsers over 8 servers in turn (round robin). A session is only in the memory of the server that made it.",
        ),
    ];
    for (facts, korean, english) in table {
        assert_eq!(told(Language::Korean, facts), korean);
        assert_eq!(told(Language::English, facts), english);
    }
}
