//! What a figure in an article is told and says, and whom it listens to; and the article of our own.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use sessionscope::embed::{Ask, Envelope, HostOrigin, HostProblem, Tell};
use sessionscope::link::{Link, LinkProblem};
use sessionscope::player::Player;
use sessionscope::text::Language;

fn read(message: Value) -> Result<Ask, HostProblem> {
    Ask::read(|| &message)
}

#[test]
fn messages_of_a_host_are_read() {
    let asks = [
        (json!({ "type": "hello" }), Ask::Hello),
        (json!({ "type": "load", "link": "step=4" }), Ask::Load { link: "step=4".into() }),
        (json!({ "type": "play" }), Ask::Play),
        (json!({ "type": "pause" }), Ask::Pause),
        (json!({ "type": "seek", "step": 4 }), Ask::Seek { step: 4 }),
        (json!({ "type": "seek", "step": 4_294_967_295_u32 }), Ask::Seek { step: u32::MAX }),
    ];
    for (mut message, ask) in asks {
        message["sessionscope"] = json!(1);
        assert_eq!(read(message), Ok(ask));
    }
}

#[test]
fn members_that_a_type_does_not_use_are_not_read() {
    for members in [json!({ "link": 5, "step": "9" }), json!({ "link": null, "step": -1 }), json!({ "deep": [[{}]] })] {
        let message = |kind: &str| {
            let mut message = members.clone();
            message["sessionscope"] = json!(1);
            message["type"] = json!(kind);
            message
        };
        assert_eq!(read(message("play")), Ok(Ask::Play), "{members}");
        assert_eq!(read(message("hello")), Ok(Ask::Hello), "{members}");
    }
    let message = json!({ "sessionscope": 1, "type": "seek", "step": 6, "link": [6] });
    assert_eq!(read(message), Ok(Ask::Seek { step: 6 }));
}

#[test]
fn an_unreadable_message_is_a_problem_and_never_a_guess() {
    let mut unreadable = vec![
        json!({}),
        json!({ "link": "step=9" }),
        json!({ "type": "load" }),
        json!({ "type": "load", "link": 5, "step": 4 }),
        json!({ "type": "load", "link": ["step=9"] }),
        json!({ "type": "seek", "link": "4" }),
    ];
    for kind in [json!(5), json!(null), json!(["play"]), json!({ "play": null })] {
        unreadable.push(json!({ "type": kind, "link": "step=4", "step": 4 }));
    }
    for kind in ["", "Load", "load ", "fly", "ready", "play\0", "__proto__"] {
        unreadable.push(json!({ "type": kind, "link": "step=4", "step": 4 }));
    }
    for step in [json!(-1), json!(0.5), json!(4_294_967_296_u64), json!(1e308), json!("9"), json!(null), json!([9])] {
        unreadable.push(json!({ "type": "seek", "step": step }));
    }
    for mut message in unreadable {
        message["sessionscope"] = json!(1);
        assert_eq!(read(message.clone()), Err(HostProblem::Unreadable), "{message}");
    }
}

#[test]
fn another_version_is_a_problem_of_its_own() {
    for version in [json!(2), json!(0), json!(1.5), json!("1"), json!(null), json!([1]), json!(true)] {
        for kind in [json!("play"), json!(5)] {
            let message = json!({ "sessionscope": version, "type": kind });
            assert_eq!(read(message.clone()), Err(HostProblem::Version), "{message}");
        }
    }
}

#[test]
fn messages_of_the_figure_have_a_version_and_a_type() {
    let sent = |tell: Tell| serde_json::to_value(Envelope::from(tell)).unwrap();
    assert_eq!(sent(Tell::Ready { height: 7 }), json!({ "sessionscope": 1, "type": "ready", "height": 7 }));
    assert_eq!(sent(Tell::Height { height: 8 }), json!({ "sessionscope": 1, "type": "height", "height": 8 }));
    let link = "v=1&step=4";
    assert_eq!(sent(Tell::Link { link }), json!({ "sessionscope": 1, "type": "link", "link": link }));
    let problem = HostProblem::Version.describe();
    assert_eq!(sent(Tell::Problem { problem }), json!({ "sessionscope": 1, "type": "problem", "problem": problem }));
}

#[test]
fn one_host_is_listened_to_and_answered_by_name() {
    let (host, stranger) = ("https://blog.example", "https://other.example");
    let told = HostOrigin::new(Some(host.into()));
    assert!(told.may_be(host) && !told.may_be(stranger) && !told.may_be("null"));
    assert_eq!(told.target(), host);
    // A browser that does not say: the first message that can be read does.
    let mut learnt = HostOrigin::default();
    assert!(learnt.may_be(host) && learnt.may_be(stranger));
    assert_eq!(learnt.target(), "*");
    learnt.learn(host.into());
    learnt.learn(stranger.into());
    assert!(learnt.may_be(host) && !learnt.may_be(stranger));
    assert_eq!(learnt.target(), host);
    // A file or a sandbox: it has no name to be addressed by.
    let nameless = HostOrigin::new(Some("null".into()));
    assert!(nameless.may_be("null") && !nameless.may_be(host));
    assert_eq!(nameless.target(), "*");
}

#[test]
fn whether_a_figure_stands_alone_is_no_part_of_its_run() {
    for (query, problems) in
        [("embed=1&step=4", 0), ("step=4&embed=0", 0), ("embed=yes&step=4", 1), ("embed=&step=4", 1)]
    {
        let (link, found) = Link::parse(query);
        assert_eq!(found.len(), problems, "{query}");
        assert!(
            found.iter().all(|problem| matches!(problem, LinkProblem::Value { key, .. } if key == "embed")),
            "{query}"
        );
        assert_eq!(link, Link { step: 4, ..Link::parse("").0 }, "{query}");
        assert!(!link.query().contains("embed"), "{query}");
    }
}

/// The values of an attribute in the article, in order, each with what follows its tag.
fn attributes<'a>(article: &'a str, before: &str) -> Vec<(String, &'a str)> {
    let parts = article.split(before).skip(1);
    parts.filter_map(|part| part.split_once('"')).map(|(value, rest)| (value.replace("&amp;", "&"), rest)).collect()
}

#[test]
fn every_link_of_the_article_leads_to_what_its_text_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("article/index.html");
    let article = fs::read_to_string(path).unwrap();
    let figures = attributes(&article, "src=\"../?embed=1&amp;");
    assert_eq!(figures.len(), 5);
    let links = attributes(&article, "<a href=\"#figure-");
    let mut told = String::new();
    for (figure, rest) in links {
        let (query, rest) = attributes(rest, "data-sessionscope=\"").swap_remove(0);
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</a>")).expect("a link has a text").0;
        let text = text.replace("<code>", "").replace("</code>", "").replace("&nbsp;", " ");
        let player = Player::open(&query, Language::Korean);
        assert!(player.notices().is_empty(), "{query}: {:?}", player.notices());
        assert_eq!(player.strategy().key(), figure, "{query}");
        assert!(query.ends_with(&format!("step={}", player.step())), "{query} ends at {}", player.step());
        let facts = player.recording().facts_of(player.step()).iter();
        let names = facts.map(|fact| serde_json::to_value(fact).unwrap()["fact"].as_str().unwrap_or("?").to_owned());
        told += &format!("{text}\n    {query}\n    {}\n", names.collect::<Vec<_>>().join(", "));
    }
    for (query, _) in figures {
        assert!(Player::open(&query, Language::Korean).notices().is_empty(), "{query}");
    }
    insta::assert_snapshot!("article", told);
}
