//! Messages between a figure and its host, the article: commands, reports, and messages that are ignored.

use serde_json::{Value, json};
use sessionscope::embed::HostProblem;
use sessionscope::player::{Msg, Notice, Player};
use sessionscope::text::{self, Language};
use sessionscope_e2e::article::{Article, twin};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin as look};

const KOREAN: Language = Language::Korean;
const FIGURE: &str = "figure-0";

/// Opens the step at which figures are opened: any step with others before and after it.
fn start() -> Player {
    look::midway("strategy=none", KOREAN)
}

/// A beat with others before and after it.
fn start_of_beats() -> Player {
    look::open("strategy=none&at=a2.answer&lang=ko", KOREAN)
}

/// Opens a host with one figure. The host records messages and events.
async fn host<'a>(reader: &'a Reader, query: &str) -> Article<'a> {
    let article = Article::around(reader);
    article.open_figures(1, query).await;
    let listen = "window.heard = []; window.moved = [];
        addEventListener('message', ({ data }) => heard.push(data));
        addEventListener('sessionscope', ({ target, detail }) => moved.push([target.id, detail]));";
    let _: Value = article.run(listen, vec![]).await;
    article
}

/// Messages of this type that the host received.
async fn heard(article: &Article<'_>, kind: &str) -> Vec<Value> {
    article.run("return heard.filter(({ type }) => type === arguments[0]);", vec![json!(kind)]).await
}

#[test]
fn a_host_loads_seeks_plays_and_pauses() {
    story(KOREAN, async |reader| {
        let query = look::query(&start());
        let article = host(reader, &query).await;
        let mut sought = start();
        for step in [sought.step() + 4, usize::MAX] {
            sought.update(Msg::SeekStep(step));
            // The largest number that a message can hold.
            let step = u32::try_from(step).unwrap_or(u32::MAX);
            article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'seek', step: {step} }}")).await;
            article.until_shows(FIGURE, &sought).await;
        }
        let other = look::midway("strategy=storage&servers=4&do=a.login,db1.kill,a.me", KOREAN);
        let link = look::query(&other);
        article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'load', link: '{link}' }}")).await;
        article.until_shows(FIGURE, &other).await;
        // A whole address works as well.
        let address = format!("https://example.org/x/?{query}");
        article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'load', link: '{address}' }}")).await;
        let there = article.until_shows(FIGURE, &start()).await;
        article.send(FIGURE, "{ sessionscope: 1, type: 'play' }").await;
        article.enter(FIGURE).await.until("it plays", |sight| sight.plays() && sight.step > there.step + 1).await;
        article.send(FIGURE, "{ sessionscope: 1, type: 'pause' }").await;
        article.enter(FIGURE).await.until("it is paused", |sight| !sight.plays()).await;
        assert_eq!(heard(&article, "problem").await, Vec::<Value>::new());
    });
}

#[test]
fn a_host_seeks_a_beat_by_its_name() {
    story(KOREAN, async |reader| {
        let mut twin = start_of_beats();
        let article = host(reader, &look::query(&twin)).await;
        article.until_shows(FIGURE, &twin).await;
        // The figure goes from beat to beat, also if it showed every step before. No run has the last one.
        for step in [true, false] {
            for name in ["a3.routed", "start", "s3.crash", "a99.answer"] {
                if step {
                    article
                        .send(FIGURE, "{ sessionscope: 1, type: 'load', link: 'strategy=none&step=9&lang=ko' }")
                        .await;
                    twin.update(Msg::Open("strategy=none&step=9&lang=ko".into()));
                    article.until_shows(FIGURE, &twin).await;
                }
                article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'seek', at: '{name}' }}")).await;
                twin.update(Msg::SeekBeat(name.parse().expect("it is a name of a beat")));
                article.until_shows(FIGURE, &twin).await;
            }
        }
        let notice = look::clean(&text::notice::unknown_beat(KOREAN, "a99.answer"));
        article.enter(FIGURE).await.until(&notice, |sight| sight.notices == [notice.clone()]).await;
        assert_eq!(heard(&article, "problem").await, Vec::<Value>::new());
    });
}

#[test]
fn a_figure_reports_its_height_and_its_link() {
    story(KOREAN, async |reader| {
        let mut twin = start_of_beats();
        let article = host(reader, &look::query(&twin)).await;
        article.send(FIGURE, "{ sessionscope: 1, type: 'hello' }").await;
        article.until("it says that it is ready", "return heard.some(({ type }) => type === 'ready');", vec![]).await;
        let height: u64 =
            article.run("return document.getElementById(arguments[0]).clientHeight;", vec![json!(FIGURE)]).await;
        assert_eq!(heard(&article, "ready").await, [json!({ "sessionscope": 1, "type": "ready", "height": height })]);
        article.enter(FIGURE).await.press(KOREAN.words().next_loss).await;
        twin.update(Msg::NextLoss);
        article.until("it says where it is", "return moved.length > 0;", vec![]).await;
        let link = look::query(&twin);
        assert!(link.contains("&at="), "{link}");
        assert_eq!(heard(&article, "link").await, [json!({ "sessionscope": 1, "type": "link", "link": link })]);
        let moved: Vec<(String, String)> = article.run("return moved;", vec![]).await;
        assert_eq!(moved, [(FIGURE.to_owned(), link)]);
        // A narrower column changes the height.
        let _: Value = article.run("document.querySelector('main').style.width = '360px';", vec![]).await;
        article.until("it says its height", "return heard.some(({ type }) => type === 'height');", vec![]).await;
    });
}

#[test]
fn foreign_messages_are_ignored_and_wrong_ones_reported() {
    let foreign = [
        "null",
        "undefined",
        "true",
        "0",
        "NaN",
        "1n",
        "'play'",
        "[]",
        "[{ sessionscope: 1 }]",
        "{}",
        "{ type: 'play' }",
        "{ type: 'seek', step: 9 }",
        "new Map([['sessionscope', 1], ['type', 'play']])",
        "new Set([1])",
        "new Date()",
        "/play/",
        "new ArrayBuffer(1000000)",
        "new Error('play')",
        "new Blob(['play'])",
        "[, , 3]",
        "'x'.repeat(3000000)",
        "Array(100000).fill({ type: 'play' })",
        "(() => { const a = { type: 'play' }; a.a = a; return a; })()",
        "Object.create({ sessionscope: 1, type: 'play' })",
        "{ sessionscope: undefined, type: 'play' }",
    ];
    const CYCLIC: &str = "(() => { const a = []; a[0] = a; return a; })()";
    let other_versions = [
        "2",
        "0",
        "1.5",
        "'1'",
        "null",
        "NaN",
        "[1]",
        "{ valueOf: 1 }",
        "true",
        "1n",
        CYCLIC,
        "Array(4294967295)",
        "new ArrayBuffer(100000000)",
    ];
    let cyclic = ["type: ", "type: 'load', link: ", "type: 'seek', step: "].map(|member| [member, CYCLIC].concat());
    let unreadable = [
        "",
        "type: 'fly'",
        "type: 'Play'",
        "type: 'play '",
        "type: 5",
        "type: null",
        "type: ['play']",
        "type: { play: 1 }",
        "type: ''",
        "type: 'load'",
        "type: 'load', link: 5",
        "type: 'load', link: null",
        "type: 'load', link: ['step=9']",
        "type: 'load', link: new Map()",
        "type: 'seek'",
        "type: 'seek', step: '9'",
        "type: 'seek', step: -1",
        "type: 'seek', step: 1.5",
        "type: 'seek', step: NaN",
        "type: 'seek', step: Infinity",
        "type: 'seek', step: -Infinity",
        "type: 'seek', step: 4294967296",
        "type: 'seek', step: 1e308",
        "type: 'seek', step: 9n",
        "type: 'seek', step: null",
        "type: 'seek', at: 'a2.fly'",
        "type: 'seek', at: ''",
        "type: 'seek', at: 9",
        "type: 'seek', at: 'x'.repeat(60000)",
        "type: 'seek', step: [9]",
        "type: 'seek', step: { valueOf: 9 }",
        "type: 'seek', step: new Date(9)",
        "type: new String('x')",
        "type: '__proto__'",
        "type: 'constructor'",
        "link: 'step=9'",
        "type: 'fly', deep: Array(500).fill().reduce((inner) => ({ inner }), 1)",
        "type: 'fly', self: (() => { const a = {}; a.a = a; return a; })()",
        "type: 'fly', many: Array(100000).fill('play')",
        "type: Array(4294967295)",
        "type: 'load', link: Array(4294967295)",
        "type: 'load', link: new ArrayBuffer(100000000)",
        "type: 'seek', step: new ArrayBuffer(100000000)",
        &cyclic[0],
        &cyclic[1],
        &cyclic[2],
    ];
    let too_long = [
        "type: 'load', link: 'x'.repeat(65537)",
        "type: 'x'.repeat(9000000)",
        "type: 'play', link: 'x'.repeat(9000000)",
    ];
    story(KOREAN, async |reader| {
        let mut twin = start();
        let article = host(reader, &look::query(&twin)).await;
        let mut wanted = Vec::new();
        for message in foreign {
            article.send(FIGURE, message).await;
        }
        for version in other_versions {
            article.send(FIGURE, &format!("{{ sessionscope: {version}, type: 'play' }}")).await;
            wanted.push(HostProblem::Version.describe());
        }
        for (members, problem) in unreadable
            .map(|members| (members, HostProblem::Unreadable))
            .into_iter()
            .chain(too_long.map(|members| (members, HostProblem::TooLong)))
        {
            article.send(FIGURE, &format!("{{ sessionscope: 1, {members} }}")).await;
            wanted.push(problem.describe());
        }
        // Messages arrive in order. Once this one has an effect, all others have been read.
        look::go_on(&mut twin);
        let more = "self: [window.name], more: 'x'.repeat(70000)";
        let step = twin.step();
        article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'seek', step: {step}, {more} }}")).await;
        let sight = article.until_shows(FIGURE, &twin).await;
        assert_eq!(sight.notices, Vec::<String>::new());
        let problems = heard(&article, "problem").await;
        let problems: Vec<_> = problems.iter().map(|message| message["problem"].as_str().unwrap_or_default()).collect();
        assert_eq!(problems, wanted);
        // A getter runs in the host, so its exception is thrown there.
        let getter = "try { document.getElementById(arguments[0]).contentWindow.postMessage({ sessionscope: 1, get type() { throw 1; } }, '*'); }
            catch { return true; } return false;";
        assert!(article.run::<bool>(getter, vec![json!(FIGURE)]).await);
        article.enter(FIGURE).await.press(KOREAN.words().next).await;
        look::go_on(&mut twin);
        article.until_shows(FIGURE, &twin).await;
    });
}

#[test]
fn a_partly_unreadable_link_opens_with_notices() {
    story(KOREAN, async |reader| {
        let article = host(reader, &look::query(&start())).await;
        let link = "strategy=stikcy&colour=red&step=4";
        article.send(FIGURE, &format!("{{ sessionscope: 1, type: 'load', link: '{link}' }}")).await;
        let twin = twin(link);
        article.until_shows(FIGURE, &twin).await;
        let describe = |notice: &Notice| match notice {
            Notice::Link(problem) => look::clean(&problem.describe(KOREAN)),
            Notice::UnknownBeat(_) | Notice::Full(_) | Notice::TooLongForAddress { .. } => panic!("{notice:?}"),
        };
        let notices: Vec<_> = twin.notices().iter().map(describe).collect();
        assert_eq!(notices.len(), 2);
        article.enter(FIGURE).await.until("each problem has a notice", |sight| sight.notices == notices).await;
    });
}

#[test]
fn messages_from_other_windows_are_ignored() {
    story(KOREAN, async |reader| {
        let twin = start();
        let article = host(reader, &look::query(&twin)).await;
        // The figure is at another step.
        let message = "{ sessionscope: 1, type: 'seek', step: 0 }";
        // Senders: another frame in the article; the figure itself.
        let before: String =
            article.run("return document.getElementById(arguments[0]).style.height;", vec![json!(FIGURE)]).await;
        let _: Value =
            article.enter("other").await.run(&format!("parent.frames[0].postMessage({message}, '*');"), vec![]).await;
        let _: Value = article.enter(FIGURE).await.run(&format!("postMessage({message}, '*');"), vec![]).await;
        // Another frame sends a wrong height to the host.
        let wrong_heights = "parent.postMessage({ sessionscope: 1, type: 'height', height: 9 }, '*');
            parent.postMessage({ sessionscope: 1, type: 'ready', height: 9 }, '*');";
        let _: Value = article.enter("other").await.run(wrong_heights, vec![]).await;
        article
            .until(
                "the wrong heights were received",
                "return heard.filter(({ height }) => height === 9).length === 2;",
                vec![],
            )
            .await;
        let after: String =
            article.run("return document.getElementById(arguments[0]).style.height;", vec![json!(FIGURE)]).await;
        assert_eq!(before, after);
        // A round trip to the figure: all earlier messages have been read then.
        article.send(FIGURE, "{ sessionscope: 1, type: 'hello' }").await;
        article
            .until("it answers", "return heard.some(({ type, height }) => type === 'ready' && height !== 9);", vec![])
            .await;
        let sight = article.look_into(FIGURE).await;
        assert!(sight.shows(&twin), "{sight:#?}");
        assert_eq!(heard(&article, "problem").await, Vec::<Value>::new());
    });
}

#[test]
fn a_figure_without_a_host_ignores_messages() {
    story(KOREAN, async |reader| {
        let mut twin = start();
        let sight = reader.open(&format!("embed=1&{}", look::query(&twin))).await;
        assert!(sight.shows(&twin), "{sight:#?}");
        let _: Value = reader.run("postMessage({ sessionscope: 1, type: 'seek', step: 0 }, '*');", vec![]).await;
        reader.press(KOREAN.words().next).await;
        look::go_on(&mut twin);
        let sight = reader.until_shows_twin(&twin).await;
        assert!(sight.query.contains("embed=1"));
    });
}

#[test]
fn a_script_loaded_after_the_figures_finds_them() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_figures(2, &look::query(&start())).await;
        let script =
            "for (const figure of document.querySelectorAll('iframe[data-sessionscope]')) figure.style.height = '';
            const script = document.createElement('script');
            script.src = new URL('sessionscope.js', document.getElementById('figure-0').src);
            document.head.append(script);";
        // The first script still listens, which changes nothing.
        let _: Value = article.run(script, vec![]).await;
        article.until_ready("figure-0").await;
        article.until_ready("figure-1").await;
    });
}
