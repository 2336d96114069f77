//! A link opens the same run everywhere. A link with unreadable parts opens too, with a list of problems.

mod support;

use proptest::prelude::*;

use sessionscope::goal::Goal;
use sessionscope::lesson::{Activity, Lesson};
use sessionscope::link::{Link, LinkProblem, Position, Theme};
use sessionscope::model::command::{Awaited, Command, ServerAction, StoreAction};
use sessionscope::model::config::{Affinity, Sessions, Setting, StoreKind};
use sessionscope::model::ids::{ClientId, CopyId, Holder, RequestId, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::player::{Msg, Player};
use sessionscope::recording::{Input, MAX_INPUTS, Recording, When};
use sessionscope::scene;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;

use support::random;

fn problems(query: &str) -> Vec<String> {
    Link::parse(query).1.iter().map(LinkProblem::to_string).collect()
}

proptest! {
    #[test]
    fn a_written_link_is_read_back(seed: u64, step in 0_usize..500, korean: bool, strategy in 0_usize..5) {
        let (config, inputs) = random::run(seed);
        let link = Link {
            activity: Activity::FreePlay(Strategy::ALL[strategy]),
            locked: korean,
            config,
            inputs: Some(inputs),
            position: Some(Position::Step(step)),
            language: Some(if korean { Language::Korean } else { Language::English }),
            theme: Theme::Dark,
        };
        let query = link.query();
        prop_assert!(query.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".,~&=()".contains(&byte)), "{}", query);
        prop_assert_eq!(Link::parse(&query), (link.clone(), vec![]), "{}", query);
        prop_assert_eq!(Link::parse(&format!("https://example.org/a/?{query}#top")), (link, vec![]));
    }

    #[test]
    fn any_text_opens(text in ".{0,200}") {
        let (link, _) = Link::parse(&text);
        Recording::replay(link.config, link.resolved_inputs());
    }

    #[test]
    fn any_value_of_any_key_opens(key in "v|strategy|routing|affinity|sessions|seed|do|step|lang|theme|clients|hop|idle|fall", value in "[a-z0-9.~,%:+-]{0,30}") {
        let (link, problems) = Link::parse(&format!("{key}={value}"));
        prop_assert!(problems.len() <= 8);
        Recording::replay(link.config, link.resolved_inputs());
    }
}

#[test]
fn a_link_is_readable() {
    let inputs = vec![
        Input { when: When::Settled, command: Command::SignIn(ClientId(0)) },
        Input { when: When::After(SimDuration::from_us(300)), command: Command::SignIn(ClientId(1)) },
        Input { when: When::Settled, command: Command::Crash(ServerId(1)) },
        Input { when: When::Settled, command: Command::Wait(SimDuration::from_s(7)) },
        Input { when: When::Settled, command: Command::AddServer },
        Input {
            when: When::After(SimDuration::ZERO),
            command: Command::Delay(RequestId { client: ClientId(0), nth: 3 }, SimDuration::from_ms(50)),
        },
    ];
    let mut link = Link { inputs: Some(inputs), position: Some(Position::Step(4)), ..Link::new(Strategy::None) };
    link.config = link.config.with(Setting::Servers, 2).with(Setting::Idle, 60_000_000);
    assert_eq!(
        link.query(),
        "v=1&strategy=none&servers=2&idle=1m&do=a.login,b.login~300us,s2.crash,wait.7s,server.add,a3.delay.50ms~0&step=4"
    );
}

#[test]
fn links_to_faults_of_stores_and_copies_are_readable() {
    let copy = |to| CopyId { client: ClientId(0), version: 3, to };
    let commands = [
        (Command::ShareAddress(ClientId(1)), "b.share"),
        (Command::AddLoneServer, "server.addlone"),
        (Command::RemoveServer(ServerId(1)), "s2.remove"),
        (Command::KillStore(StoreId(0)), "db1.kill"),
        (Command::CutPower(StoreId(0)), "db1.power"),
        (Command::RestartStore(StoreId(1)), "db2.restart"),
        (Command::Promote, "db.promote"),
        (Command::DropCopy(copy(Holder::Server(ServerId(1)))), "a.v3.s2.drop"),
        (Command::DelayCopy(copy(Holder::Store(StoreId(1))), SimDuration::from_ms(50)), "a.v3.db2.delay.50ms"),
    ];
    let inputs = commands.map(|(command, _)| Input { when: When::Settled, command }).to_vec();
    let link = Link { inputs: Some(inputs), ..Link::new(Strategy::Storage) };
    let query = link.query();
    assert_eq!(query.split_once("do=").unwrap().1, commands.map(|(_, text)| text).join(","));
    assert_eq!(Link::parse(&query), (link, vec![]));
    for unreadable in
        ["db0.kill", "db1.crash", "s1.power", "db.kill", "a.v.s2.drop", "a.v3.s2", "a.v3.x2.drop", "a.v3.s2.fly"]
    {
        assert_eq!(
            problems(&format!("do={unreadable}")),
            [format!("The action “{unreadable}” can’t be read and was left out.")]
        );
    }
}

#[test]
fn links_name_servers_stores_and_waits_by_role() {
    let commands = [
        (Command::ToServerOf(ClientId(0), ServerAction::Crash), "server(a).crash"),
        (Command::ToServerOf(ClientId(1), ServerAction::Restart), "server(b).restart"),
        (Command::ToServerOf(ClientId(0), ServerAction::Upgrade), "server(a).upgrade"),
        (Command::ToServerOf(ClientId(0), ServerAction::Remove), "server(a).remove"),
        (Command::ToPrimary(StoreAction::Kill), "store.kill"),
        (Command::ToPrimary(StoreAction::CutPower), "store.power"),
        (Command::ToPrimary(StoreAction::Restart), "store.restart"),
        (Command::WaitUntil(Awaited::HealthCheck), "wait.check"),
        (Command::WaitUntil(Awaited::IdleTimeout), "wait.idle"),
    ];
    let inputs = commands.map(|(command, _)| Input { when: When::Settled, command }).to_vec();
    let link = Link { inputs: Some(inputs), ..Link::new(Strategy::Storage) };
    let query = link.query();
    assert_eq!(query.split_once("do=").unwrap().1, commands.map(|(_, text)| text).join(","));
    assert_eq!(Link::parse(&query), (link, vec![]));
    // Messengers escape the brackets.
    assert_eq!(Link::parse("do=server%28a%29.crash"), Link::parse("do=server(a).crash"));
    for unreadable in ["server().crash", "server(ab).crash", "server(a.crash", "server(A).crash", "server(s1).crash"] {
        assert_eq!(
            problems(&format!("do={unreadable}")),
            [format!("The action “{unreadable}” can’t be read and was left out.")]
        );
    }
    assert_eq!(problems("do=server(a).kill,store.crash,store.add,wait.forever").len(), 4);
}

#[test]
fn every_affinity_and_place_of_sessions_has_a_key() {
    let mut link = Link::new(Strategy::None);
    for (affinity, key) in [(Affinity::Cookie, "cookie"), (Affinity::Source, "source")] {
        for (sessions, place) in [
            (Sessions::Replicated, "replicated"),
            (Sessions::Shared(StoreKind::Memory), "memory"),
            (Sessions::Shared(StoreKind::Log), "log"),
            (Sessions::Shared(StoreKind::Disk), "disk"),
        ] {
            (link.config.affinity, link.config.sessions) = (affinity, sessions);
            assert_eq!(link.query(), format!("v=1&strategy=none&affinity={key}&sessions={place}"));
            assert_eq!(Link::parse(&link.query()), (link.clone(), vec![]));
        }
    }
    let back = Link::parse("strategy=sticky&affinity=none&sessions=local").0.config;
    assert_eq!((back.affinity, back.sessions), (Affinity::None, Sessions::Local));
    assert_eq!(problems("affinity=glue"), ["“glue” can’t be read as affinity and was left out."]);
}

#[test]
fn a_link_that_says_nothing_about_a_run_opens_the_first_view() {
    let first_view = Link::to(Activity::Lesson(Lesson::FIRST_VIEW));
    assert_eq!(Link::parse(""), (first_view.clone(), vec![]));
    assert_eq!(Link::parse("?"), (first_view.clone(), vec![]));
    let (korean, problems) = Link::parse("lang=ko&theme=dark&embed=1");
    assert_eq!((korean.activity, problems), (first_view.activity, vec![]));
    assert_eq!(Link::parse("strategy=none").0, Link::new(Strategy::None));
    assert_eq!(Link::parse("at=a2.answer").0.activity, Activity::FreePlay(Strategy::None));
}

#[test]
fn a_lesson_has_its_name_and_the_readers_acts_in_the_link() {
    let lesson = Link::to(Activity::Lesson(Lesson::ByAddress));
    assert_eq!(lesson.query(), "v=1&strategy=sticky&lesson=byaddress");
    assert_eq!(Link::parse("lesson=byaddress&strategy=none"), (lesson.clone(), vec![]), "the lesson has its strategy");
    assert_eq!(Link::parse("lesson=byaddress&goal=crowd").0.activity, Activity::Goal(Goal::Crowd));
    assert_eq!(problems("lesson=golf"), ["There is no lesson “golf”. The link opens without a lesson."]);
    assert_eq!(Link::parse("lesson=golf&strategy=sticky").0, Link::new(Strategy::Sticky));
}

#[test]
fn the_fuzz_key_is_not_part_of_a_run() {
    assert_eq!(Link::parse("fuzz=7&strategy=sticky"), (Link::new(Strategy::Sticky), vec![]));
}

#[test]
fn korean_problems_have_the_right_particles() {
    let (_, problems) = Link::parse("v=9&strategy=sum&workers=900&do=a.fly,a3.delay.7&step=x3");
    let said: Vec<_> = problems.iter().map(|problem| problem.describe(Language::Korean)).collect();
    assert_eq!(
        said,
        [
            "“sum”이라는 전략이 없어 “전략 없음” 화면을 열었습니다.",
            "링크 버전 “9”를 모릅니다. 버전 1로 읽었습니다.",
            "“workers” 설정의 값 “900”을 쓸 수 없어 기본값을 썼습니다. 허용 범위는 1~64입니다.",
            "동작 “a.fly”를 읽을 수 없어 건너뛰었습니다.",
            "동작 “a3.delay.7”을 읽을 수 없어 건너뛰었습니다.",
            "“step” 항목의 값 “x3”을 읽을 수 없어 건너뛰었습니다.",
        ]
    );
}

#[test]
fn unreadable_parts_are_named_once_and_the_rest_is_used() {
    let query =
        "v=9&strategy=stikcy&bogus=1&bogus=2&workers=900&hop=fast&do=a.login,a.fly,a.fly,b.login&step=-1&lang=xx";
    assert_eq!(
        problems(query),
        [
            "There is no strategy “stikcy”. “No strategy” is shown.",
            "The link has the unknown version “9”. It was read as version 1.",
            "The link’s key “bogus” is unknown and was left out.",
            "“900” can’t be used as workers, which takes 1 to 64. The default is used.",
            "“fast” can’t be used as hop, which takes 0 to 1h. The default is used.",
            "The action “a.fly” can’t be read and was left out.",
            "“-1” can’t be read as step and was left out.",
            "“xx” can’t be read as lang and was left out.",
        ]
    );
    assert_eq!(Link::parse(query).0.inputs.map(|inputs| inputs.len()), Some(2));
}

#[test]
fn every_problem_names_its_value_in_both_languages() {
    for problem in Link::parse("v=9&strategy=stikcy&bogus=1&workers=900&do=a.fly&lang=xx").1 {
        for language in Language::ALL {
            let text = problem.describe(language);
            assert!(["9", "stikcy", "bogus", "900", "a.fly", "xx"].iter().any(|value| text.contains(value)), "{text}");
        }
    }
}

#[test]
fn a_megabyte_and_invalid_utf8_are_reported() {
    let huge = format!("do={}", "a.me,".repeat(200_000));
    assert_eq!(
        problems(&huge),
        ["The link is too long: it has 1,000,003 bytes, and at most 65,536 are read. The first view is shown."]
    );
    assert_eq!(
        problems("strategy=none&lang=%ff%fe"),
        ["“%ff%fe” is not UTF-8 text and was left out.", "“” can’t be read as lang and was left out."]
    );
    let many = format!("do={}", "a.me,".repeat(MAX_INPUTS + 1));
    assert_eq!(problems(&many), ["A link takes at most 500\u{a0}actions. The rest were left out."]);
}

#[test]
fn actions_on_missing_things_are_facts_not_errors() {
    let (link, problems) = Link::parse("do=f.login,s8.crash,s200.crash,z.me,a9.drop");
    assert_eq!(problems, []);
    let run = Recording::replay(link.config, link.resolved_inputs());
    let dashes =
        run.facts().iter().filter(|fact| matches!(fact.fact, sessionscope::model::fact::Fact::NotApplicable { .. }));
    assert_eq!(dashes.count(), 5);
}

/// Links in the README, the article and reports, one a line. Each must open for ever.
const KEPT: &str = include_str!("links/kept.txt");

#[test]
fn every_old_link_opens_without_a_notice() {
    for query in KEPT.lines() {
        for language in Language::ALL {
            let mut player = Player::open(query, language);
            assert_eq!(player.notices(), [], "{query}");
            let step = query.split('&').find_map(|part| part.strip_prefix("step="));
            if let Some(step) = step {
                assert_eq!(player.step(), step.parse::<usize>().expect("a number"), "{query}");
            }
            assert_eq!(Player::open(&player.link().query(), language).frame(), player.frame(), "{query}");
            show_every_step(&mut player);
        }
    }
}

/// Draws and tells each step, as a reader who steps through sees it.
fn show_every_step(player: &mut Player) {
    let last = player.recording().last_step();
    for step in 0..=last {
        player.update(Msg::SeekStep(step));
        let (recording, language) = (player.recording(), player.language());
        let scene = scene::project(&scene::View {
            recording,
            step,
            language,
            width: 1200.0,
            room: None,
            beat: scene::BeatFacts::default(),
            selection: None,
            prediction: None,
        });
        assert!(!scene.cards.is_empty());
        assert_ne!(player.caption().plain(), "");
    }
    player.update(Msg::Next);
    assert!(player.recording().last_step() >= last);
}
