//! Links: to every step, with unreadable parts, and too long for an address.

use std::fs;

use serde_json::{Value, json};
use sessionscope::link::MAX_ADDRESS;
use sessionscope::model::command::Command;
use sessionscope::model::ids::ClientId;
use sessionscope::player::{Msg, Notice, Player};
use sessionscope::text::{self, Language};
use sessionscope_e2e::reader::{PAGE, Reader};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;

#[test]
fn a_reload_opens_the_same_step() {
    story(KOREAN, async |reader| {
        reader.open("strategy=none").await;
        let mut twin = twin::open("strategy=none", KOREAN);
        for _ in 0..5 {
            reader.press(KOREAN.words().next).await;
            twin::go_on(&mut twin);
        }
        let before = reader.until_address(&twin.link().query()).await;
        assert!(before.shows(&twin), "{before:#?}");
        let after = reader.reload().await;
        assert!(after.shows(&twin), "{after:#?}");
        assert_eq!((after.text, after.stage), (before.text, before.stage));
    });
}

#[test]
fn steps_in_a_row_show_one_address() {
    const STEPS: usize = 3;
    story(KOREAN, async |reader| {
        for start in ["strategy=none", "step=0"] {
            reader.open(start).await;
            let mut twin = twin::open(start, KOREAN);
            let step = "window.shown = []; const { replaceState } = history;
                history.replaceState = (...given) => { shown.push(given[2]); replaceState.apply(history, given); };
                for (let steps = 0; steps < arguments[1]; steps += 1) find('button', arguments[0]).click();";
            let _: Value = reader.run(step, vec![json!(KOREAN.words().next), json!(STEPS)]).await;
            for _ in 0..STEPS {
                twin::go_on(&mut twin);
            }
            reader.until_shows_twin(&twin).await;
            let query = twin::query(&twin);
            reader.until_address(&query).await;
            let shown: Vec<String> = reader.run("return shown;", vec![]).await;
            assert_eq!(shown, [format!("?{query}")], "the address changed once");
        }
    });
}

#[test]
fn playing_changes_neither_address_nor_history() {
    story(KOREAN, async |reader| {
        let mut twin = twin::open("step=0", KOREAN);
        reader.open("step=0").await;
        let pages: u32 = reader.run("return history.length;", vec![]).await;
        reader.press(KOREAN.words().play).await;
        let sight = reader.until("it has played for a while", |sight| sight.step > 4).await;
        assert_eq!(sight.query, "step=0");
        reader.press(KOREAN.words().pause).await;
        let paused = reader.until("it is paused", |sight| !sight.plays()).await;
        twin.update(Msg::SeekStep(paused.step as usize));
        reader.until_address(&twin::query(&twin)).await;
        assert_eq!(reader.run::<u32>("return history.length;", vec![]).await, pages);
    });
}

#[test]
fn the_readers_own_run_opens_from_its_address() {
    story(KOREAN, async |reader| {
        let query = "strategy=none&servers=2&seed=77&do=a.login,a.add~200us,b.login,s1.crash,a.me&step=9";
        let mut twin = twin::open(query, KOREAN);
        let sight = reader.open(query).await;
        assert!(sight.shows(&twin), "{sight:#?}");
        reader.press(KOREAN.words().next).await;
        twin::go_on(&mut twin);
        reader.until_address(&twin.link().query()).await;
        let sight = reader.reload().await;
        assert!(sight.shows(&twin), "{sight:#?}");
    });
}

#[test]
fn unreadable_parts_show_notices_and_the_rest_opens() {
    let queries = [
        "colour=red&step=4".to_owned(),
        "v=2&step=4".into(),
        "strategy=stikcy&step=2".into(),
        "servers=99&clients=0&latency=never&step=3".into(),
        "step=many&lang=xx&theme=loud&seed=-1&routing=bus".into(),
        "do=a.login,z.fly,a.login,z.fly,nonsense&step=1".into(),
        "do=%FF%FE,a.login&%C3%28=1&step=2".into(),
        "step=999999999999999999999999".into(),
        format!("note={}&step=4", "x".repeat(60_000)),
        "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=%3Cb%3E&step=4".into(),
        "&&==&=&a&step=4".into(),
        "at=a2.fly&lang=ko".into(),
        "at=a9.answer".into(),
        "strategy=sticky&at=s1.crash%2399".into(),
    ];
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        for query in &queries {
            let twin = twin::open(query, KOREAN);
            assert!(!twin.notices().is_empty(), "{query} has notices");
            assert_opens_with_notices(reader, query, twin).await;
        }
    });
}

#[test]
fn a_link_of_a_megabyte_opens_the_start() {
    story(KOREAN, async |reader| {
        let query = format!("step=4&do={}", "a.login,".repeat(131_072));
        let twin = twin::open(&query, KOREAN);
        assert_eq!(twin.notices().len(), 1);
        assert_opens_with_notices(reader, &query, twin).await;
    });
}

#[test]
fn actions_on_missing_things_change_nothing() {
    story(KOREAN, async |reader| {
        for query in [
            "do=f.me,s8.crash,s8.restart,a99.drop,b7.delay.5ms,f.clear,a.login&step=3",
            "clients=1&servers=1&do=c.login,s3.upgrade",
        ] {
            let twin = twin::open(query, KOREAN);
            assert_opens_with_notices(reader, query, twin).await;
        }
    });
}

/// Opens a link and checks that each problem has one notice, that each notice can be closed, and that the page works.
async fn assert_opens_with_notices(reader: &Reader, query: &str, mut twin: Player) {
    let sight = reader.open(query).await;
    let start: String = query.chars().take(80).collect();
    assert!(sight.shows(&twin), "{start}: {sight:#?}");
    assert_eq!(sight.notices, notices_of(&twin), "{start}");
    for left in (0..twin.notices().len()).rev() {
        reader.press(KOREAN.words().close).await;
        twin.update(Msg::Dismiss(0));
        let sight = reader.until("one notice is closed", |sight| sight.notices.len() == left).await;
        assert_eq!(sight.notices, notices_of(&twin), "{start}");
    }
    reader.press(KOREAN.words().next).await;
    twin::go_on(&mut twin);
    reader.until_shows_twin(&twin).await;
    // The address has only the readable parts, so it opens without notices.
    reader.until_address(&twin.link().query()).await;
    let sight = reader.reload().await;
    assert!(sight.shows(&twin) && sight.notices.is_empty(), "{start}: {sight:#?}");
}

fn notices_of(twin: &Player) -> Vec<String> {
    let describe = |notice: &Notice| match notice {
        Notice::Link(problem) => twin::clean(&problem.describe(KOREAN)),
        Notice::UnknownBeat(name) => twin::clean(&text::notice::unknown_beat(KOREAN, &name.to_string())),
        Notice::Full(_) | Notice::TooLongForAddress { .. } => {
            panic!("no problem of a link: {notice:?}")
        }
    };
    twin.notices().iter().map(describe).collect()
}

#[test]
fn a_run_too_long_for_an_address_opens_from_a_file() {
    story(KOREAN, async |reader| {
        let acts = vec!["a.add~100us"; 180].join(",");
        let query = format!("do=a.login,{acts}");
        let file = reader.browser().home().join("run.txt");
        fs::write(&file, &query).expect("the folder exists");
        let mut twin = twin::midway("strategy=none", KOREAN);
        reader.open(&twin::query(&twin)).await;
        reader.press(KOREAN.words().share).await;
        let field = reader
            .driver()
            .execute([PAGE, "return document.querySelector('input[type=file]');"].concat(), vec![])
            .await;
        let field = field.unwrap().element().expect("there is a field for files");
        field.send_keys(file.to_string_lossy().as_ref()).await.expect("it takes a file");
        twin.update(Msg::Open(query));
        reader.until_shows_twin(&twin).await;
        // One more action makes the run too long for an address, which shows a notice.
        reader.keys(Key::Escape + "").await;
        reader.keys_on_timeline(Key::End + "").await;
        twin.update(Msg::SeekStep(usize::MAX));
        reader.until_shows_twin(&twin).await;
        let act = Command::OpenPage(ClientId(0));
        reader.press(&text::command(KOREAN, &act)).await;
        twin.update(Msg::Act(act));
        let characters = twin.link().query().len();
        assert!(characters > MAX_ADDRESS, "{characters}");
        let notice = twin::clean(&text::notice::too_long(KOREAN, characters, MAX_ADDRESS));
        reader.until(&notice, |sight| sight.notices.contains(&notice)).await;
    });
}
