//! What a figure in an article is told and says, and whom it listens to; and the article of our own.

use std::fs;
use std::path::Path;

use sessionscope::embed::{Ask, HostOrigin, HostProblem, Tell};
use sessionscope::link::{Link, LinkProblem};
use sessionscope::player::Player;
use sessionscope::text::Language;

#[test]
fn what_a_host_may_ask_is_read() {
    let link = || Some(String::from("step=4"));
    assert_eq!(Ask::read("hello", None, None), Ok(Ask::Hello));
    assert_eq!(Ask::read("play", link(), Some(4.0)), Ok(Ask::Play));
    assert_eq!(Ask::read("pause", None, Some(f64::NAN)), Ok(Ask::Pause));
    assert_eq!(Ask::read("load", link(), None), Ok(Ask::Load { link: "step=4".into() }));
    for step in [0.0, -0.0, 1.0, 4_294_967_295.0] {
        assert_eq!(Ask::read("seek", None, Some(step)), Ok(Ask::Seek { step: step as u32 }));
    }
}

#[test]
fn what_it_may_not_ask_is_a_problem_and_never_a_guess() {
    for kind in ["", "Load", "load ", "fly", "ready", "play\0"] {
        assert_eq!(Ask::read(kind, Some("step=4".into()), Some(4.0)), Err(HostProblem::Unreadable), "{kind}");
    }
    assert_eq!(Ask::read("load", None, Some(4.0)), Err(HostProblem::Unreadable));
    for step in [-1.0, 0.5, 4_294_967_296.0, 1e308, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Ask::read("seek", None, Some(step)), Err(HostProblem::Unreadable), "{step}");
    }
    assert_eq!(Ask::read("seek", Some("4".into()), None), Err(HostProblem::Unreadable));
}

#[test]
fn what_it_is_told_has_a_type() {
    let written = |tell: Tell| serde_json::to_string(&tell).unwrap();
    assert_eq!(written(Tell::Ready { height: 7 }), r#"{"type":"ready","height":7}"#);
    assert_eq!(written(Tell::Height { height: 8 }), r#"{"type":"height","height":8}"#);
    assert_eq!(written(Tell::Link { link: "v=1&step=4" }), r#"{"type":"link","link":"v=1&step=4"}"#);
    let problem = HostProblem::Version.describe();
    assert_eq!(written(Tell::Problem { problem }), format!(r#"{{"type":"problem","problem":"{problem}"}}"#));
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
