//! A link leads to the same run everywhere, and one that can't be read whole still opens.

mod support;

use proptest::prelude::*;

use sessionscope::lesson::Strategy;
use sessionscope::link::{Link, LinkProblem, Theme};
use sessionscope::model::command::Command;
use sessionscope::model::config::Setting;
use sessionscope::model::ids::{ClientId, RequestId, ServerId};
use sessionscope::model::time::SimDuration;
use sessionscope::recording::{Input, MAX_INPUTS, Recording, When};
use sessionscope::text::Language;

use support::random;

fn problems(query: &str) -> Vec<String> {
    Link::parse(query).1.iter().map(LinkProblem::to_string).collect()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(seed: u64, step in 0_usize..500, korean: bool, strategy in 0_usize..2) {
        let (config, inputs) = random::run(seed);
        let link = Link {
            strategy: Strategy::ALL[strategy],
            config,
            inputs: Some(inputs),
            step,
            language: Some(if korean { Language::Korean } else { Language::English }),
            theme: Theme::Dark,
        };
        let query = link.query();
        prop_assert_eq!(Link::parse(&query), (link.clone(), vec![]), "{}", query);
        prop_assert_eq!(Link::parse(&format!("https://example.org/a/?{query}#top")), (link, vec![]));
    }

    #[test]
    fn any_text_at_all_opens(text in ".{0,200}") {
        let (link, _) = Link::parse(&text);
        Recording::replay(link.config, &link.resolved_inputs());
    }

    #[test]
    fn any_value_of_any_key_opens(key in "v|strategy|routing|sessions|seed|do|step|lang|theme|clients|hop|idle|fall", value in "[a-z0-9.~,%:+-]{0,30}") {
        let (link, problems) = Link::parse(&format!("{key}={value}"));
        prop_assert!(problems.len() <= 8);
        Recording::replay(link.config, &link.resolved_inputs());
    }
}

#[test]
fn a_link_reads_as_a_sentence_would() {
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
    let mut link = Link { inputs: Some(inputs), step: 4, ..Link::new(Strategy::None) };
    link.config = link.config.with(Setting::Servers, 2).with(Setting::Idle, 60_000_000);
    assert_eq!(
        link.query(),
        "v=1&strategy=none&servers=2&idle=1m&do=a.login,b.login~300us,s2.crash,wait.7s,server.add,a3.delay.50ms~0&step=4"
    );
}

#[test]
fn a_bare_address_opens_on_no_strategy_at_its_first_step() {
    assert_eq!(Link::parse(""), (Link::new(Strategy::None), vec![]));
    assert_eq!(Link::parse("?"), (Link::new(Strategy::None), vec![]));
}

#[test]
fn what_cannot_be_read_is_named_once_and_the_rest_is_used() {
    let query =
        "v=9&strategy=stikcy&bogus=1&bogus=2&workers=900&hop=fast&do=a.login,a.fly,a.fly,b.login&step=-1&lang=xx";
    assert_eq!(
        problems(query),
        [
            "unknown strategy \"stikcy\", showing \"none\"",
            "unknown link version \"9\", read as version 1",
            "unknown key \"bogus\" in the link, left out",
            "can't use \"900\" as workers, which takes 1~64; using the default",
            "can't use \"fast\" as hop, which takes 0~1h; using the default",
            "can't read the act \"a.fly\", left out",
            "can't read \"-1\" as step, left out",
            "can't read \"xx\" as lang, left out",
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
fn a_megabyte_and_bytes_that_are_no_text_are_said_and_survived() {
    let huge = format!("do={}", "a.me,".repeat(200_000));
    assert_eq!(problems(&huge), ["the link has 1000003 bytes and only 65536 are read, showing the start"]);
    assert_eq!(
        problems("strategy=none&lang=%ff%fe"),
        ["\"%ff%fe\" is not UTF-8 text, left out", "can't read \"\" as lang, left out"]
    );
    let many = format!("do={}", "a.me,".repeat(MAX_INPUTS + 1));
    assert_eq!(problems(&many), ["a link takes 500 acts, the rest are left out"]);
}

#[test]
fn acts_on_what_does_not_exist_are_dashes_not_errors() {
    let (link, problems) = Link::parse("do=f.login,s8.crash,s200.crash,z.me,a9.drop");
    assert_eq!(problems, []);
    let run = Recording::replay(link.config, &link.resolved_inputs());
    let dashes =
        run.facts().iter().filter(|fact| matches!(fact.fact, sessionscope::model::fact::Fact::NotApplicable { .. }));
    assert_eq!(dashes.count(), 5);
}
