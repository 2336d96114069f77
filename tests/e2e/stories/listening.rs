//! A screen reader user follows a whole strategy by the accessibility tree alone.

use std::collections::BTreeSet;

use sessionscope::model::client::{Client, View};
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Page;
use sessionscope::model::ids::{ServerId, SessionId};
use sessionscope::model::server::Server;
use sessionscope::model::world::World;
use sessionscope::pace::Level;
use sessionscope::text::{Language, label};
use sessionscope_e2e::hearing::{Heard, listen};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

#[test]
fn a_screen_reader_user_hears_who_is_logged_out() {
    for language in Language::ALL {
        story(language, async |reader| listen_through(reader, language, "at=start").await);
    }
}

#[test]
fn a_screen_reader_user_hears_every_step() {
    story(Language::English, async |reader| listen_through(reader, Language::English, "step=0").await);
}

#[test]
fn a_screen_reader_user_hears_a_run_while_it_plays() {
    story(Language::Korean, async |reader| {
        reader.open("at=start").await;
        let mut twin = twin::open("at=start", Language::Korean);
        reader.keys(" ").await;
        for _ in 0..3 {
            twin::go_on(&mut twin);
            let caption = twin::caption(&twin);
            reader.until(&caption, |sight| sight.plays() && sight.said.contains(&caption)).await;
        }
        assert_eq!(listen(reader, Language::Korean.words().stage_twin).await.said, twin::caption(&twin));
    });
}

/// Goes through the run of the strategy `none` by the arrow key. At each beat or step, compares the accessibility tree
/// with the twin's world: the page that each client sees, and the servers that hold the session of its cookie.
async fn listen_through(reader: &Reader, language: Language, start: &str) {
    let login_page = match language {
        Language::Korean => "“로그인이 필요합니다”",
        _ => "“Please log in”",
    };
    let mut twin = twin::open(start, language);
    reader.play_fast().await;
    reader.open(start).await;
    reader.tab_to(|sight| sight.focus_role == "slider").await;
    let (mut logged_out, mut losses) = (0, 0);
    loop {
        let step = twin.step();
        let heard = listen(reader, language.words().stage_twin).await;
        assert_eq!(heard.said, twin::caption(&twin), "step {step}");
        let world = &twin.frame().world;
        for client in &world.clients {
            let line = line_of(&heard, client.id.name());
            let asked_to_log_in = line.contains(login_page);
            assert_eq!(asked_to_log_in, client.view == View::Page(Page::LoginForm), "step {step}: {line}");
            logged_out += usize::from(asked_to_log_in);
            assert_eq!(heard_of(line, language, world), known_of(client, world), "step {step}: {line}");
        }
        for fact in twin.recording().facts_of(step) {
            // The live region tells a loss: the client, and the server without the session.
            let Fact::SessionNotFound { id, server, session, .. } = fact.fact else { continue };
            losses += 1;
            let mut names = vec![id.client.name().to_owned(), label::server(language, server)];
            if twin.level() == Level::Steps {
                names.push(session.short().to_string());
            }
            assert!(names.iter().all(|name| says(&heard.said, name)), "step {step}: {heard:#?}");
        }
        if let Some(harm) = twin.beat().and_then(|beat| beat.harm) {
            assert!(says(&heard.said, harm.client.name()), "step {step}: {heard:#?}");
        }
        let progress = twin.progress();
        if progress.now == progress.last {
            break;
        }
        reader.keys(Key::Right + "").await;
        twin::go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
    }
    assert!(logged_out > 0 && losses > 0, "{logged_out} clients were logged out, {losses} sessions were not found");
}

/// Session ids and servers that the line of a client names.
fn heard_of(line: &str, language: Language, world: &World) -> (Vec<String>, Vec<ServerId>) {
    let sessions = world.servers.iter().flat_map(|server| server.table.iter()).map(|session| session.id);
    let jars = world.clients.iter().filter_map(session_of);
    let ids: BTreeSet<String> = sessions.chain(jars).map(|session| session.short().to_string()).collect();
    let servers = world.servers.iter().map(|server| server.id);
    (
        ids.into_iter().filter(|id| says(line, id)).collect(),
        servers.filter(|server| says(line, &label::server(language, *server))).collect(),
    )
}

/// Session of a client's cookie, and the servers that hold it, in the twin's world.
fn known_of(client: &Client, world: &World) -> (Vec<String>, Vec<ServerId>) {
    let Some(session) = session_of(client) else { return (vec![], vec![]) };
    let holds = |server: &&Server| server.table.iter().any(|held| held.id == session);
    (vec![session.short().to_string()], world.servers.iter().filter(holds).map(|server| server.id).collect())
}

fn session_of(client: &Client) -> Option<SessionId> {
    client.jar.cookies().iter().find_map(|cookie| cookie.set.value.session())
}

fn says(text: &str, name: &str) -> bool {
    text.to_lowercase().contains(&twin::clean(name).to_lowercase())
}

fn line_of<'a>(heard: &'a Heard, name: &str) -> &'a str {
    heard.figure.iter().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("no line of {name}: {heard:#?}"))
}
