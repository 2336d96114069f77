//! Browsers: cookies, orphaned sessions, and the controls of the page.

use sessionscope::export::transcript::transcript;
use sessionscope::inspect::{self, Look, TallyKey};
use sessionscope::link::Link;
use sessionscope::model::command::Command;
use sessionscope::model::config::Setting;
use sessionscope::model::fact::{Fact, OrphanCause, TimedFact};
use sessionscope::model::http::Status;
use sessionscope::model::ids::{ClientId, RequestId, SessionId};
use sessionscope::model::message::Node;
use sessionscope::model::session::Session;
use sessionscope::model::store::Store;
use sessionscope::model::time::SimDuration;
use sessionscope::model::world::World;
use sessionscope::pace::Level;
use sessionscope::player::{Focus, Msg, Player, shortcut};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::scene::{BeatFacts, View, project};
use sessionscope::selection::Selection;
use sessionscope::strategy::{Strategy, Tuning};
use sessionscope::text::{Language, caption};

use crate::support::{ends_of, facts, random};

const ALICE: ClientId = ClientId(0);

/// Replays the run of a link.
fn open(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

/// Status on Alice's card.
fn status(recording: &Recording, step: usize, language: Language) -> String {
    let scene = project(&View {
        recording,
        step,
        language,
        width: 1200.0,
        room: None,
        beat: BeatFacts::default(),
        selection: None,
        prediction: None,
    });
    let card = scene.cards.into_iter().find(|card| card.node == Node::Client(ALICE)).expect("her card");
    card.texts.into_iter().find(|text| text.class == "status").expect("it has a status").text
}

/// `Cookie` header fields of all requests of a client, in order.
fn cookie_headers(run: &Recording, client: ClientId) -> Vec<String> {
    let sent = |fact| match fact {
        Fact::RequestSent { id, request, .. } if id.client == client => Some(request.cookies.to_string()),
        _ => None,
    };
    facts(run).filter_map(sent).collect()
}

#[test]
fn the_older_cookie_is_sent_first() {
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let names = |header: &String| header.split("; ").map(name).collect::<Vec<_>>().join(" ");
    let order = |query| cookie_headers(&open(query), ALICE).iter().map(names).collect::<Vec<_>>();
    // The form that a first visit gets pins the client, before there is a session.
    assert_eq!(order("strategy=sticky&do=a.me,a.login,a.me"), ["", "SRV", "SRV JSESSIONID"]);
    assert_eq!(order("strategy=sticky&do=a.login,a.me"), ["", "JSESSIONID SRV"]);
    // A new value keeps its place (RFC 6265bis section 5.7).
    assert_eq!(
        order("strategy=sticky&do=a.me,a.login,s1.crash,wait.9s,a.me,a.me"),
        ["", "SRV", "SRV JSESSIONID", "SRV JSESSIONID"]
    );
}

#[test]
fn a_cookie_lapses_at_the_end_of_its_max_age() {
    let run = open("strategy=single&maxage=1m&do=a.login,wait.2m");
    let stored = run.facts().iter().find(|timed| matches!(timed.fact, Fact::CookieStored { .. })).expect("a login");
    let lapsed = run.facts().iter().find(|timed| matches!(timed.fact, Fact::CookieLapsed { .. })).expect("a lapse");
    assert_eq!(lapsed.at - stored.at, SimDuration::from_s(60));
    let orphaned = |fact: &Fact| matches!(fact, Fact::SessionOrphaned { because: OrphanCause::Lapsed, .. });
    let lapse = run.step_where(0, orphaned).expect("an orphan is told");
    for language in [Language::English, Language::Korean] {
        let words = language.words();
        assert_eq!(status(&run, lapse - 1, language), words.client_signed_in);
        assert_eq!(status(&run, lapse, language), words.client_forgotten);
        assert_eq!(status(&run, run.last_step(), language), words.client_forgotten);
    }
    let sentences = transcript(&run, Language::English);
    assert!(
        sentences.contains("The Max-Age of Alice’s cookie 7F3A has passed, so the browser deleted it."),
        "{sentences}"
    );
    let sentences = transcript(&run, Language::Korean);
    assert!(sentences.contains("Alice의 쿠키 7F3A는 Max-Age가 지나 브라우저에서 사라졌습니다."), "{sentences}");
}

#[test]
fn a_new_login_restarts_max_age() {
    let run = open("strategy=single&maxage=1m&do=a.login,wait.40s,a.login,wait.40s,a.me");
    assert_eq!(ends_of(&run, ALICE), [Status::Ok; 3]);
    assert!(!facts(&run).any(|fact| matches!(fact, Fact::CookieLapsed { .. })));
}

/// Sessions of a settled world that no cookie names. A replica counts only while its primary is down, and without the
/// sessions that its primary had ended: a promotion tells their return.
fn orphans(world: &World) -> Vec<SessionId> {
    let counts = |store: &&Store| store.is_up() && (store.id == world.primary || world.is_primary_down());
    let stores = world.stores.iter().filter(counts).map(|store| store.table());
    let tables = world.servers.iter().map(|server| &server.table).chain(stores);
    let at_death = world.stores.iter().find(|store| store.id == world.primary).and_then(|store| store.at_death());
    let had_ended = |session: &&Session| at_death.is_some_and(|contents| contents.written.get(session.id).is_none());
    let sessions = tables.flat_map(|table| table.iter()).filter(|session| !had_ended(session));
    sessions.filter(|session| world.is_orphan(session.id, session.owner)).map(|session| session.id).collect()
}

/// Sessions that the facts up to a step tell as orphans, in order.
fn told_orphans(run: &Recording, step: usize) -> Vec<SessionId> {
    let orphaned = |timed: &TimedFact| match timed.fact {
        Fact::SessionOrphaned { session, .. } | Fact::SessionReturned { session, orphan: true, .. } => Some(session),
        _ => None,
    };
    run.facts_until(step).iter().filter_map(orphaned).collect()
}

#[test]
fn a_lost_login_answer_leaves_an_orphan_that_is_told() {
    let lost = [
        "strategy=single&do=a.login,a1.drop~2700us",
        "strategy=none&do=a.login,a1.drop~3700us",
        "strategy=none&do=a.login,a1.drop~3200us",
        // 504: the answer comes after the balancer's timeout.
        "strategy=none&service=2s&timeout=1s&do=a.login",
        // The server dies before it answers: its login is in the store, or on the other members.
        "strategy=storage&do=a.login,s1.crash~3100us",
        "strategy=storage&do=a.login,s1.crash~3800us",
        "strategy=clustering&sync=1&do=a.login,s1.crash~3700us",
        "strategy=clustering&sync=1&do=a.login,s1.crash~3200us",
        "strategy=clustering&sync=1&do=a.login,s1.remove~3200us",
        // The store's acknowledgement is lost, so the server answers 500.
        "strategy=storage&do=a.login,a1.drop~3700us",
    ];
    for query in lost {
        let run = open(query);
        let left = orphans(&run.frame(usize::MAX).world);
        assert!(!left.is_empty(), "{query}");
        assert_eq!(told_orphans(&run, usize::MAX), left[..1], "{query}");
        let is_answer_lost = |fact| matches!(fact, Fact::SessionOrphaned { because: OrphanCause::AnswerLost, .. });
        assert!(facts(&run).any(is_answer_lost), "{query}");
    }
    let run = open(lost[1]);
    let step = run.step_where(0, |fact| matches!(fact, Fact::SessionOrphaned { .. })).expect("an orphan");
    let caption =
        |language| caption(language, run.facts_of(step), &run.frame(step).world).plain().replace('\u{a0}', " ");
    assert_eq!(
        caption(Language::English),
        "The response with the session id never reached Alice’s browser, so session 7F3A on server 1 is an orphan: \
         no cookie names it. It only takes up space until the idle timeout (30 min)."
    );
    assert_eq!(
        caption(Language::Korean),
        "세션 ID가 실린 응답이 Alice의 브라우저에 도착하지 못해 서버 1의 세션 7F3A는 고아가 되었습니다. \
         유휴 만료(30분)까지 공간만 차지합니다."
    );
}

/// A random config, in which each login is followed by a fault within 5 ms.
fn logins_cut_short(seed: u64) -> Recording {
    let (config, inputs) = random::run(seed);
    let faults = inputs.iter().filter(|input| !matches!(input.command, Command::SignIn(_)));
    let cut_short = |(nth, fault): (usize, &Input)| {
        let pause = SimDuration::from_us((seed * 31 + nth as u64) * 613 % 5_000);
        let client = ClientId((nth % 2) as u8);
        let command =
            if nth % 2 == 0 { Command::Drop(RequestId { client, nth: nth as u32 + 1 }) } else { fault.command };
        [
            Input { when: When::Settled, command: Command::SignIn(client) },
            Input { when: When::After(pause), command },
            *fault,
        ]
    };
    Recording::replay(config, &faults.enumerate().flat_map(cut_short).collect::<Vec<_>>())
}

#[test]
fn every_orphan_of_a_random_run_is_told_once() {
    let mut lost_answers = 0;
    for seed in 0..600 {
        let (config, inputs) = random::run(seed);
        for run in [Recording::replay(config, &inputs), logins_cut_short(seed)] {
            assert_orphans_are_told_once(&run, seed);
            let is_lost = |fact: &Fact| matches!(fact, Fact::SessionOrphaned { because: OrphanCause::AnswerLost, .. });
            lost_answers += facts(&run).filter(is_lost).count();
        }
    }
    assert!(lost_answers > 100, "{lost_answers}");
}

fn assert_orphans_are_told_once(run: &Recording, seed: u64) {
    for (step, frame) in run.frames().iter().enumerate().filter(|(_, frame)| frame.world.is_settled()) {
        let told = told_orphans(run, step);
        let untold = orphans(&frame.world).into_iter().find(|orphan| !told.contains(orphan));
        assert_eq!(untold, None, "seed {seed}, step {step}");
    }
    let told = told_orphans(run, usize::MAX);
    assert!(told.iter().enumerate().all(|(nth, session)| !told[..nth].contains(session)), "seed {seed}");
}

#[test]
fn tally_and_comparison_agree_at_every_step() {
    for query in ["", "strategy=sticky", "strategy=clustering", "strategy=storage", "strategy=none&do=a.login,s2.crash"]
    {
        let mut player = Player::open(query, Language::English);
        assert_column_is_tally(&player);
        player.update(Msg::Play);
        while player.is_playing() {
            let place = player.place_after(400_000);
            player.update(Msg::Advance(place));
            assert_column_is_tally(&player);
        }
        // One more step, in which the balancer may notice a crash.
        player.update(Msg::SetLevel(Level::Steps));
        player.update(Msg::Next);
        assert_column_is_tally(&player);
    }
}

/// The player's view, for an inspector.
fn look(player: &Player) -> Look<'_> {
    let (recording, step) = (player.recording(), player.step());
    Look { recording, step, language: player.language(), selection: player.selection() }
}

/// Asserts that the comparison's column of the shown strategy has the numbers of the tally.
fn assert_column_is_tally(player: &Player) {
    let comparison = inspect::compare(look(player));
    let here = comparison.columns.iter().position(|column| column.this).expect("a column of this strategy");
    for (compared, row) in comparison.rows.iter().zip(inspect::tally(look(player)).rows(Language::English)) {
        assert_eq!(compared.cells[here].value, row.value, "{} at step {}", row.label, player.step());
    }
}

#[test]
fn all_strategies_are_counted_at_the_same_moment() {
    let mut player = Player::open("strategy=none&do=a.login,s2.crash", Language::English);
    player.update(Msg::SetLevel(Level::Steps));
    player.update(Msg::SeekStep(usize::MAX));
    // The balancer notices the crash some seconds later.
    player.update(Msg::Next);
    let comparison = inspect::compare(look(&player));
    let downtime = comparison.rows.iter().find(|row| row.key == TallyKey::Downtime).expect("a row");
    let shown: Vec<&str> = downtime.cells.iter().map(|cell| cell.value.as_str()).collect();
    // A single server has no second one to crash, so nothing is charged to it.
    assert_eq!(shown[0], "–");
    assert!(shown[1..].iter().all(|cell| *cell == shown[1]), "{shown:?}");
}

#[test]
fn a_changed_setting_of_the_script_is_kept() {
    let mut player = Player::open("strategy=storage", Language::Korean);
    player.update(Msg::Choose(Strategy::Sticky));
    player.update(Msg::Choose(Strategy::Storage));
    assert_eq!(player.branches(), [], "the prepared run can be opened again anyway");
    let leave: [fn(&mut Player); 3] = [
        |player| drop(player.update(Msg::Choose(Strategy::Single))),
        |player| drop(player.update(Msg::Open("strategy=none".into()))),
        |player| drop(player.update(Msg::Restart)),
    ];
    for leave in leave {
        let mut player = Player::open("strategy=storage", Language::Korean);
        player.update(Msg::Tune(Tuning::Setting(Setting::ReplicaLag, 1_000_000)));
        assert!(!player.is_prepared());
        let changed = player.recording().clone();
        assert_eq!(Player::open(&player.link().query(), Language::Korean).recording(), &changed);
        leave(&mut player);
        assert!(player.is_prepared());
        assert_eq!(player.branches().len(), 1);
        player.update(Msg::ReturnToBranch(player.branches()[0].number));
        assert_eq!((player.strategy(), player.recording()), (Strategy::Storage, &changed));
    }
    // Another strategy has its own script, not that of the run that was left.
    let mut player = Player::open("strategy=storage", Language::Korean);
    player.update(Msg::Tune(Tuning::Setting(Setting::ReplicaLag, 1_000_000)));
    player.update(Msg::Choose(Strategy::Sticky));
    assert_eq!(player.recording().inputs(), Strategy::Sticky.script());
}

#[test]
fn a_list_with_the_focus_keeps_its_keys() {
    let keys = ["Space", "ArrowLeft", "ArrowRight", "Home", "End", "KeyL", "KeyN", "Escape"];
    for code in keys {
        assert_eq!(shortcut(code, Focus::Field), None, "{code}");
        assert!(shortcut(code, Focus::Figure).is_some(), "{code}");
        assert_eq!(shortcut(code, Focus::Button).is_some(), code != "Space", "{code}");
        assert_eq!(shortcut(code, Focus::Card).is_some(), code != "Space", "{code}");
    }
    assert_eq!(shortcut("KeyA", Focus::Figure), None);
}

#[test]
fn a_step_past_the_end_says_how_much_time_has_passed() {
    for (language, later, nothing_routed) in [
        (Language::English, "30 min later: ", "No request is on its way now."),
        (Language::Korean, "30분 뒤: ", "지금 오가는 요청이 없습니다."),
    ] {
        let mut player = Player::open("strategy=sticky&do=a.login,a.me&step=0", language);
        player.update(Msg::SeekStep(usize::MAX));
        let caption = |player: &Player| player.caption().plain().replace('\u{a0}', " ");
        let reason = |player: &Player| inspect::reason(look(player)).sentence.plain();
        assert!(!caption(&player).contains(later), "{}", caption(&player));
        assert_ne!(reason(&player), nothing_routed, "the request has just ended");
        player.update(Msg::Next);
        assert!(caption(&player).starts_with(later), "{}", caption(&player));
        assert_eq!(reason(&player), nothing_routed);
        // The reader can still ask for the last decision about Alice.
        player.update(Msg::Select(Some(Selection::Node(Node::Client(ALICE)))));
        assert_ne!(reason(&player), nothing_routed);
        player.update(Msg::Previous);
        assert!(!caption(&player).contains(later));
    }
}

#[test]
fn a_wait_tells_its_length_once() {
    let mut player = Player::open("strategy=sticky&do=a.login,wait.2m&step=0", Language::English);
    player.update(Msg::SeekStep(usize::MAX));
    assert_eq!(player.caption().plain().replace('\u{a0}', " "), "2 min passed.");
}
