//! Messages between a figure and its article, the origins that a figure accepts, and the links of our own article.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use sessionscope::embed::{Envelope, FigureMessage, HostMessage, HostOrigin, HostProblem};
use sessionscope::link::{Link, LinkProblem, Position};
use sessionscope::player::Player;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use sessionscope::text::strategy::article_chapter;

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
        (json!({ "type": "seek", "step": 4 }), HostMessage::SeekStep { step: 4 }),
        (json!({ "type": "seek", "at": "a2.routed" }), HostMessage::SeekBeat { at: "a2.routed".parse().unwrap() }),
        (json!({ "type": "seek", "step": 4_294_967_295_u32 }), HostMessage::SeekStep { step: u32::MAX }),
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
    assert_eq!(read(message), Ok(HostMessage::SeekStep { step: 6 }));
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
    assert_eq!(
        sent(FigureMessage::Goal { goal: "onlybob", acts: 4, link }),
        json!({ "sessionscope": 1, "type": "goal", "goal": "onlybob", "acts": 4, "link": link })
    );
    assert_eq!(
        sent(FigureMessage::Lesson { lesson: "cookie", right: 1, questions: 2 }),
        json!({ "sessionscope": 1, "type": "lesson", "lesson": "cookie", "right": 1, "questions": 2 })
    );
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
        assert_eq!(link, Link { position: Some(Position::Step(4)), ..Link::new(Strategy::None) }, "{query}");
        assert!(!link.query().contains("embed"), "{query}");
    }
}

/// Values of an attribute in the article, in order, each with the text after it. `before` is the attribute up to its
/// value.
fn attributes<'a>(article: &'a str, before: &str) -> Vec<(String, &'a str)> {
    let parts = article.split(before).skip(1);
    parts.filter_map(|part| part.split_once('"')).map(|(value, rest)| (value.replace("&amp;", "&"), rest)).collect()
}

/// Our article in a language, as HTML.
fn article(language: Language) -> String {
    let chapter = article_chapter(language, Strategy::None);
    let address = chapter.split_once('#').expect("it names a chapter").0;
    let file = if address.ends_with('/') { [address, "index.html"].concat() } else { address.to_owned() };
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the article exists")
}

/// Links to steps in an article: the key of the figure, the query and the text of each.
fn step_links(article: &str) -> Vec<(String, String, String)> {
    let link = |(figure, rest): (String, &str)| {
        let (query, rest) = attributes(rest, "data-sessionscope=\"").swap_remove(0);
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</a>")).expect("a link has text").0;
        (figure, query, text.replace("<code>", "").replace("</code>", "").replace("&nbsp;", " "))
    };
    attributes(article, "<a href=\"#figure-").into_iter().map(link).collect()
}

#[test]
fn each_article_link_opens_the_step_its_text_describes() {
    for language in Language::ALL {
        let mut steps = String::new();
        for (figure, query, text) in step_links(&article(language)) {
            let player = Player::open(&query, language);
            assert!(player.notices().is_empty(), "{query}: {:?}", player.notices());
            assert_eq!(player.strategy().key(), figure, "{query}");
            let Some(Position::Beat(_) | Position::Step(_)) = Link::parse(&query).0.position else {
                panic!("{query} names a beat or a step");
            };
            assert_eq!(player.link().position, Link::parse(&query).0.position, "{query}");
            let facts = player.recording().facts_of(player.step()).iter();
            let name = |fact| serde_json::to_value(fact).unwrap()["fact"].as_str().unwrap_or("?").to_owned();
            let names = facts.map(name).collect::<Vec<_>>().join(", ");
            steps += &format!("{text}\n    {query}\n    {}\n    {names}\n", player.caption().plain());
        }
        insta::assert_snapshot!(format!("article-{}", language.tag()), steps);
    }
}

#[test]
fn the_article_has_a_chapter_and_a_figure_for_each_strategy() {
    for language in Language::ALL {
        let article = article(language);
        assert!(article.contains(&format!("<html lang=\"{}\">", language.tag())));
        let figures = attributes(&article, "src=\"../?embed=1&amp;");
        assert_eq!(figures.len(), Strategy::ALL.len());
        for (strategy, (query, _)) in Strategy::ALL.into_iter().zip(figures) {
            let address = article_chapter(language, strategy);
            let chapter = address.split_once('#').expect("it names a chapter").1;
            assert_eq!(article.matches(&format!("<h2 id=\"{chapter}\">")).count(), 1, "{address}");
            let figure = Player::open(&query, Language::Korean);
            assert!(figure.notices().is_empty(), "{query}: {:?}", figure.notices());
            assert_eq!((figure.strategy(), figure.language()), (strategy, language), "{query}");
        }
    }
}

#[test]
fn the_article_has_the_same_links_in_each_language() {
    let queries = |language| -> BTreeSet<String> {
        step_links(&article(language)).into_iter().map(|(_, query, _)| query).collect()
    };
    assert_eq!(queries(Language::Korean), queries(Language::English));
}
