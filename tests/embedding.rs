//! Messages between a figure and its article, the origins that a figure accepts, and the links of our own article.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use sessionscope::embed::{Envelope, FigureMessage, HostMessage, HostOrigin, HostProblem};
use sessionscope::link::{Link, LinkProblem};
use sessionscope::player::Player;
use sessionscope::text::Language;

fn read(message: Value) -> Result<HostMessage, HostProblem> {
    HostMessage::read(|| &message)
}

#[test]
fn messages_of_a_host_are_read() {
    let asks = [
        (json!({ "type": "hello" }), HostMessage::Hello),
        (json!({ "type": "load", "link": "step=4" }), HostMessage::Load { link: "step=4".into() }),
        (json!({ "type": "play" }), HostMessage::Play),
        (json!({ "type": "pause" }), HostMessage::Pause),
        (json!({ "type": "seek", "step": 4 }), HostMessage::Seek { step: 4 }),
        (json!({ "type": "seek", "step": 4_294_967_295_u32 }), HostMessage::Seek { step: u32::MAX }),
    ];
    for (mut message, ask) in asks {
        message["sessionscope"] = json!(1);
        assert_eq!(read(message), Ok(ask));
    }
}

#[test]
fn unused_members_of_a_message_are_not_read() {
    for members in [json!({ "link": 5, "step": "9" }), json!({ "link": null, "step": -1 }), json!({ "deep": [[{}]] })] {
        let message = |kind: &str| {
            let mut message = members.clone();
            message["sessionscope"] = json!(1);
            message["type"] = json!(kind);
            message
        };
        assert_eq!(read(message("play")), Ok(HostMessage::Play), "{members}");
        assert_eq!(read(message("hello")), Ok(HostMessage::Hello), "{members}");
    }
    let message = json!({ "sessionscope": 1, "type": "seek", "step": 6, "link": [6] });
    assert_eq!(read(message), Ok(HostMessage::Seek { step: 6 }));
}

#[test]
fn an_unreadable_message_is_a_problem() {
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
    let sent = |message: FigureMessage| serde_json::to_value(Envelope::from(message)).unwrap();
    assert_eq!(sent(FigureMessage::Ready { height: 7 }), json!({ "sessionscope": 1, "type": "ready", "height": 7 }));
    assert_eq!(sent(FigureMessage::Height { height: 8 }), json!({ "sessionscope": 1, "type": "height", "height": 8 }));
    let link = "v=1&step=4";
    assert_eq!(sent(FigureMessage::Link { link }), json!({ "sessionscope": 1, "type": "link", "link": link }));
    let problem = HostProblem::Version.describe();
    assert_eq!(
        sent(FigureMessage::Problem { problem }),
        json!({ "sessionscope": 1, "type": "problem", "problem": problem })
    );
}

#[test]
fn only_one_host_origin_is_accepted_and_answered() {
    let (host, stranger) = ("https://blog.example", "https://other.example");
    let named = HostOrigin::new(Some(host.into()));
    assert!(named.accepts(host) && !named.accepts(stranger) && !named.accepts("null"));
    assert_eq!(named.target(), host);
    // Without `ancestorOrigins`, the first readable message names the origin.
    let mut learnt = HostOrigin::default();
    assert!(learnt.accepts(host) && learnt.accepts(stranger));
    assert_eq!(learnt.target(), "*");
    learnt.learn(host.into());
    learnt.learn(stranger.into());
    assert!(learnt.accepts(host) && !learnt.accepts(stranger));
    assert_eq!(learnt.target(), host);
    // The opaque origin of a local file or a sandbox can't be a target.
    let nameless = HostOrigin::new(Some("null".into()));
    assert!(nameless.accepts("null") && !nameless.accepts(host));
    assert_eq!(nameless.target(), "*");
}

#[test]
fn the_embed_key_is_not_part_of_a_run() {
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

/// Values of an attribute in the article, in order, each with the text after it. `before` is the attribute up to its
/// value.
fn attributes<'a>(article: &'a str, before: &str) -> Vec<(String, &'a str)> {
    let parts = article.split(before).skip(1);
    parts.filter_map(|part| part.split_once('"')).map(|(value, rest)| (value.replace("&amp;", "&"), rest)).collect()
}

#[test]
fn each_article_link_opens_the_step_its_text_describes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("article/index.html");
    let article = fs::read_to_string(path).unwrap();
    let figures = attributes(&article, "src=\"../?embed=1&amp;");
    assert_eq!(figures.len(), 5);
    let links = attributes(&article, "<a href=\"#figure-");
    let mut steps = String::new();
    for (figure, rest) in links {
        let (query, rest) = attributes(rest, "data-sessionscope=\"").swap_remove(0);
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</a>")).expect("a link has text").0;
        let text = text.replace("<code>", "").replace("</code>", "").replace("&nbsp;", " ");
        let player = Player::open(&query, Language::Korean);
        assert!(player.notices().is_empty(), "{query}: {:?}", player.notices());
        assert_eq!(player.strategy().key(), figure, "{query}");
        assert!(query.ends_with(&format!("step={}", player.step())), "{query} ends at {}", player.step());
        let facts = player.recording().facts_of(player.step()).iter();
        let names = facts.map(|fact| serde_json::to_value(fact).unwrap()["fact"].as_str().unwrap_or("?").to_owned());
        steps += &format!("{text}\n    {query}\n    {}\n", names.collect::<Vec<_>>().join(", "));
    }
    for (query, _) in figures {
        assert!(Player::open(&query, Language::Korean).notices().is_empty(), "{query}");
    }
    insta::assert_snapshot!("article", steps);
}
