//! Actions at any step: by pointer, by keyboard alone, in the past, under another strategy.

use sessionscope::model::command::{Command, ServerAction};
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::model::message::Node;
use sessionscope::player::{Msg, Player};
use sessionscope::selection::Selection;
use sessionscope::strategy::Strategy;
use sessionscope::text::{self, Language, label, strategy_name};
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
const ALICE: ClientId = ClientId(0);
const FIRST: ServerId = ServerId(0);

#[test]
fn a_client_is_selected_by_pointer_and_acts() {
    story(KOREAN, async |reader| {
        reader.open("strategy=none").await;
        let mut twin = twin::open("strategy=none", KOREAN);
        reader.point_at(Pointer::Mouse, "a").await;
        reader.until("the actions of Alice are offered", |sight| has_actions_of(sight, ALICE.name())).await;
        act(reader, &mut twin, Command::SignIn(ALICE)).await;
        pause_and_compare(reader, &mut twin).await;
    });
}

#[test]
fn a_server_is_crashed_and_restarted_by_pointer() {
    story(KOREAN, async |reader| {
        let mut twin = idle_step();
        reader.open(&twin::query(&twin)).await;
        reader.point_at(Pointer::Mouse, "s1").await;
        act(reader, &mut twin, Command::Crash(FIRST)).await;
        pause_and_compare(reader, &mut twin).await;
        act(reader, &mut twin, Command::Restart(FIRST)).await;
        pause_and_compare(reader, &mut twin).await;
    });
}

/// Opens a step with every server up and no message in flight: a new login has overwritten a cookie.
fn idle_step() -> Player {
    let twin = twin::at_first("strategy=none", KOREAN, |fact| matches!(fact, Fact::SessionOrphaned { .. }));
    let world = &twin.frame().world;
    assert!(world.in_flight().is_empty() && world.servers.iter().all(|server| server.is_up()));
    twin
}

#[test]
fn a_disabled_action_says_why_and_does_nothing() {
    story(KOREAN, async |reader| {
        let twin = idle_step();
        reader.open(&twin::query(&twin)).await;
        reader.point_at(Pointer::Mouse, "s1").await;
        let button = reader.find_action(KOREAN, &Command::Restart(FIRST)).await;
        assert_eq!(button.attr("aria-disabled").await.unwrap().as_deref(), Some("true"));
        assert_eq!(button.attr("title").await.unwrap().as_deref(), Some(KOREAN.words().why_not_up));
        reader.click(&button).await;
        let sight = reader.look().await;
        assert!(sight.shows(&twin), "{sight:#?}");
    });
}

#[test]
fn a_message_in_flight_is_selected_and_dropped() {
    story(KOREAN, async |reader| {
        let mut twin = twin::at_first("strategy=none", KOREAN, |fact| matches!(fact, Fact::RequestSent { .. }));
        let id = twin.frame().world.in_flight()[0].message.request().expect("a request is on its way");
        reader.open(&twin.link().query()).await;
        reader.point_at(Pointer::Mouse, &format!("m{id}")).await;
        twin.update(Msg::Select(Some(Selection::Message(id))));
        act(reader, &mut twin, Command::Drop(id)).await;
        pause_and_compare(reader, &mut twin).await;
    });
}

#[test]
fn a_server_is_crashed_by_keyboard_alone() {
    story(KOREAN, async |reader| {
        reader.open("strategy=none").await;
        let mut twin = twin::open("strategy=none", KOREAN);
        // Tab to server 1 on the stage; the focus stays there during two beats.
        reader
            .tab_to(|sight| {
                sight.focus_role == "button"
                    && sight.focus.starts_with(&label::server(KOREAN, FIRST).replace('\u{a0}', " "))
            })
            .await;
        reader.keys(Key::Right + Key::Right).await;
        twin::go_on(&mut twin);
        twin::go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
        reader.keys(Key::Enter + "").await;
        twin.update(Msg::Select(Some(Selection::Node(Node::Server(FIRST)))));
        let crash = Command::Crash(FIRST);
        reader.until("its actions are offered", |sight| sight.has_action(KOREAN, &crash)).await;
        reader.tab_to(|sight| sight.is_on_action(KOREAN, &crash)).await;
        reader.keys(" ").await;
        twin.update(Msg::Act(crash));
        twin.update(Msg::Pause);
        reader.until("it is done", |sight| sight.last == twin.progress().last as i64).await;
        // Shift and Tab back to the playback controls. The page plays after an action, unless it has reached the end.
        let words = KOREAN.words();
        reader.tab_back_to(|sight| [words.play, words.pause].contains(&sight.focus.as_str())).await;
        if reader.look().await.plays() {
            reader.keys(" ").await;
        }
        reader.until("it is paused", |sight| !sight.plays()).await;
        reader.keys(Key::End + "").await;
        twin.update(Msg::SeekStep(usize::MAX));
        reader.until_shows_twin(&twin).await;
        reader.until_address(&twin.link().query()).await;
    });
}

#[test]
fn acting_in_the_past_keeps_a_branch_to_return_to() {
    assert_branch_is_kept((1280, 900));
}

#[test]
fn acting_in_the_past_keeps_a_branch_on_a_phone() {
    assert_branch_is_kept((360, 760));
}

fn assert_branch_is_kept(size: (u32, u32)) {
    story(KOREAN, async |reader| {
        // A step with a fact of Alice, so that the panel offers her actions.
        let mut twin = twin::at_first("strategy=none", KOREAN, |fact| matches!(fact, Fact::SessionNotFound { .. }));
        reader.open_sized(size, &twin::query(&twin)).await;
        let before = reader.look().await;
        act(reader, &mut twin, Command::OpenPage(ALICE)).await;
        pause_and_compare(reader, &mut twin).await;
        let [branch] = twin.branches() else { panic!("one branch is stored: {:?}", twin.branches()) };
        let (number, name) = (branch.number, label::branch(KOREAN, branch.branched_at as u64));
        open_sheet(reader, KOREAN.words().panel_log).await;
        reader.click(&reader.find_starting("button", &name).await).await;
        twin.update(Msg::ReturnToBranch(number));
        let after = reader.until_shows_twin(&twin).await;
        assert_eq!((after.step, after.last, after.stage), (before.step, before.last, before.stage));
        // The branch that was left is stored as well.
        let [branch] = twin.branches() else { panic!("one branch is stored: {:?}", twin.branches()) };
        reader.find_starting("button", &label::branch(KOREAN, branch.branched_at as u64)).await;
        reader.until_address(&twin.link().query()).await;
    });
}

#[test]
fn another_strategy_replays_the_readers_actions() {
    story(KOREAN, async |reader| {
        let query = "do=a.login,a.me,a.me";
        reader.open(query).await;
        let mut twin = twin::open(query, KOREAN);
        for strategy in [Strategy::Single, Strategy::None] {
            reader.press(strategy_name(KOREAN, strategy)).await;
            twin.update(Msg::Choose(strategy));
            let sight = reader.until_shows_twin(&twin).await;
            assert_eq!(sight.strategy, strategy_name(KOREAN, strategy));
            reader.until_address(&twin.link().query()).await;
        }
        reader.press(KOREAN.words().script_again).await;
        twin.update(Msg::Restart);
        reader.until_shows_twin(&twin).await;
        reader.until_address(&twin.link().query()).await;
    });
}

#[test]
fn actions_are_undone_and_taken_again() {
    story(KOREAN, async |reader| {
        let mut twin = twin::open("do=a.login", KOREAN);
        twin.update(Msg::SeekStep(usize::MAX));
        reader.open(&twin::query(&twin)).await;
        let crash = Command::ToServerOf(ALICE, ServerAction::Crash);
        act(reader, &mut twin, crash).await;
        pause_and_compare(reader, &mut twin).await;
        let done = twin::clean(&text::command(KOREAN, &Command::Crash(FIRST)));
        assert!(reader.look().await.text.contains(&done), "the list names her server");
        reader.press(KOREAN.words().done_undo).await;
        twin.update(Msg::Undo);
        let sight = reader.until_shows_twin(&twin).await;
        assert_eq!(sight.focus, KOREAN.words().done_undo, "the focus stays");
        reader.keys_with(&[Key::Control, Key::Shift], 'z').await;
        twin.update(Msg::Redo);
        reader.until_shows_twin(&twin).await;
        reader.keys_with(&[Key::Control], 'z').await;
        twin.update(Msg::Undo);
        reader.until_shows_twin(&twin).await;
        reader.until_address(&twin.link().query()).await;
    });
}

#[test]
fn back_undoes_a_change_of_strategy() {
    story(KOREAN, async |reader| {
        let mut twin = twin::midway("do=a.login,a.me", KOREAN);
        reader.open(&twin::query(&twin)).await;
        let before = twin.link().query();
        reader.press(strategy_name(KOREAN, Strategy::Sticky)).await;
        twin.update(Msg::Choose(Strategy::Sticky));
        reader.until_shows_twin(&twin).await;
        let after = twin.link().query();
        reader.until_address(&after).await;
        reader.driver().back().await.expect("there is an entry");
        twin.update(Msg::Revisit(before.clone()));
        reader.until_shows_twin(&twin).await;
        reader.until_address(&before).await;
        reader.driver().forward().await.expect("there is an entry");
        twin.update(Msg::Revisit(after.clone()));
        reader.until_shows_twin(&twin).await;
        reader.until_address(&after).await;
    });
}

#[test]
fn the_hint_is_gone_after_the_first_selection() {
    story(KOREAN, async |reader| {
        let has_hint = |sight: &Sight| sight.text.contains(KOREAN.words().stage_hint);
        reader.open("strategy=none").await;
        reader.until("the hint is there", has_hint).await;
        reader.point_at(Pointer::Mouse, "a").await;
        reader.until("the hint is gone", |sight| !has_hint(sight)).await;
        let sight = reader.reload().await;
        assert!(!has_hint(&sight), "{sight:#?}");
    });
}

/// Opens a sheet on a phone. On a desktop, every panel is visible and there is no tab.
async fn open_sheet(reader: &Reader, name: &str) {
    if reader.look().await.has_button(name) {
        reader.press(name).await;
    }
}

fn has_actions_of(sight: &Sight, name: &str) -> bool {
    sight.headings.iter().any(|heading| *heading == format!("{} · {name}", KOREAN.words().panel_try))
}

/// Presses the button of an action; the twin acts at the same step.
async fn act(reader: &Reader, twin: &mut Player, command: Command) {
    reader.click(&reader.find_action(KOREAN, &command).await).await;
    twin.update(Msg::Act(command));
}

/// Pauses the playing that follows an action, and compares the first and the last step with the twin.
async fn pause_and_compare(reader: &Reader, twin: &mut Player) {
    if reader.look().await.plays() {
        reader.keys_on_timeline(" ").await;
    }
    reader.until("it is paused", |sight| !sight.plays()).await;
    reader.keys_on_timeline(Key::Left + Key::Home).await;
    let paused = reader.until("it is at the start", |sight| sight.step == 0).await;
    twin::catch_up(twin, &paused);
    twin.update(Msg::SeekStep(0));
    reader.until_shows_twin(twin).await;
    reader.keys_on_timeline(Key::End + "").await;
    twin.update(Msg::SeekStep(usize::MAX));
    reader.until_shows_twin(twin).await;
    reader.until_address(&twin.link().query()).await;
}
