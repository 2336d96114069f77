//! Accessibility: axe-core, contrast, forced colours, reduced motion, zoom, touch targets, keyboard.

use sessionscope::model::command::Command;
use sessionscope::model::config::Affinity;
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::model::message::Node;
use sessionscope::pace::Level;
use sessionscope::player::{Msg, Player};
use sessionscope::selection::Selection;
use sessionscope::strategy::Strategy;
use sessionscope::text::{self, Language, label, strategy_name};
use sessionscope_e2e::axe::violations;
use sessionscope_e2e::measure::{
    contrast_now, misplaced_now, too_small_now, walk_and_contrast, walk_forth_and_measure,
};
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
const ALICE: ClientId = ClientId(0);
/// Height of a window in which nothing scrolls, in CSS pixels.
const HIGH: u32 = 3_600;

#[test]
fn axe_finds_no_violation_at_any_start_loss_or_end() {
    story(KOREAN, async |reader| {
        let mut found = Vec::new();
        // Each strategy is checked in both languages and both themes. No rule depends on a language and a theme at once.
        let themes = [["light", "dark"], ["dark", "light"]];
        for (strategy, themes) in Strategy::ALL.into_iter().zip(themes.into_iter().cycle()) {
            for (language, theme) in Language::ALL.into_iter().zip(themes) {
                let query = format!("strategy={}&lang={}&theme={theme}", strategy.key(), language.tag());
                let mut note = |at: &str, violations: Vec<String>| {
                    found.extend(violations.into_iter().map(|each| format!("{query}, {at}: {each}")));
                };
                reader.open(&query).await;
                if strategy == Strategy::default() {
                    note("opening", violations(reader).await);
                }
                reader.keys_on_timeline(Key::Home + "").await;
                note("start", violations(reader).await);
                reader.press(language.words().next_loss).await;
                note("loss", violations(reader).await);
                reader.keys(Key::End + Key::Right).await;
                reader.until_holds("the run is summed up", "seen('.ending').length === 1").await;
                note("end", violations(reader).await);
            }
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}

#[test]
fn texts_and_marks_of_every_step_have_enough_contrast() {
    story(KOREAN, async |reader| {
        let mut problems = Vec::new();
        // Without transitions, since colours can't be measured while they fade.
        reader.browser().emulate(&[("prefers-reduced-motion", "reduce")]).await;
        for (strategy, theme) in [
            (Strategy::Single, "light"),
            (Strategy::None, "light"),
            (Strategy::Sticky, "dark"),
            (Strategy::Clustering, "light"),
            (Strategy::Clustering, "dark"),
            (Strategy::Storage, "light"),
            (Strategy::Storage, "dark"),
        ] {
            let query = format!("strategy={}&theme={theme}&step=0", strategy.key());
            reader.open_sized((1280, 800), &query).await;
            let walk = walk_and_contrast(reader, KOREAN).await;
            problems.extend(walk.problems.into_iter().map(|problem| format!("{query}: {problem}")));
            let steps = walk.captions.len() as u64;
            assert!(walk.labels > 40 * steps, "hardly anything was measured: {} {problems:#?}", walk.labels);
        }
        assert!(problems.is_empty(), "{problems:#?}");
        // The measurement finds too little contrast.
        for pale in [
            "document.querySelector('.card .name').style.fill = '#999'",
            "document.querySelector('.edge').style.stroke = '#ccc'",
        ] {
            reader.open_sized((1280, HIGH), "theme=light&do=a.login&step=0").await;
            assert_eq!(contrast_now(reader).await, Vec::<String>::new());
            let _: serde_json::Value = reader.run(pale, vec![]).await;
            assert_eq!(contrast_now(reader).await.len(), 1, "{pale}");
            let walk = walk_and_contrast(reader, KOREAN).await;
            assert!(!walk.problems.is_empty(), "{pale}");
        }
        reader.browser().emulate(&[]).await;
    });
}

#[test]
fn forced_colours_lose_no_information() {
    story(KOREAN, async |reader| {
        let query = twin::query(&twin::at_first("strategy=none&theme=light", KOREAN, |fact| fact.loss().is_some()));
        let coloured = reader.open_sized((1280, HIGH), &query).await;
        let hues = hues(reader).await;
        assert!(hues > 5, "{hues} hues");
        reader.browser().emulate(&[("forced-colors", "active")]).await;
        let plain = reader.open_sized((1280, HIGH), &query).await;
        assert!(self::hues(reader).await <= 3, "text, background and highlight");
        // Texts have all the information that hues have.
        assert_eq!((plain.text, plain.stage), (coloured.text, coloured.stage));
        for (strategy, theme) in [(Strategy::None, "light"), (Strategy::Clustering, "dark")] {
            let query = format!("strategy={}&theme={theme}&step=0", strategy.key());
            reader.open_sized((1280, 800), &query).await;
            let walk = walk_and_contrast(reader, KOREAN).await;
            assert!(walk.problems.is_empty(), "{query}: {:#?}", walk.problems);
        }
        // An outline replaces the background of the selected element.
        let script = "const framed = (element) => getComputedStyle(element).outlineStyle !== 'none';
            return [...document.querySelectorAll('.tabs [aria-current=true], .choices [aria-pressed=true], .log [data-now] button')].map(framed);";
        let outlined: Vec<bool> = reader.run(script, vec![]).await;
        assert!(outlined.len() >= 3 && outlined.iter().all(|outlined| *outlined), "{outlined:?}");
        reader.browser().emulate(&[]).await;
    });
}

/// Number of colours on the stage.
async fn hues(reader: &Reader) -> usize {
    let script = "const paints = [...drawing().querySelectorAll('.edge, text, .badge, .packet .box')].map((each) => getComputedStyle(each))
        .map(({ fill, stroke }) => (fill === 'none' ? stroke : fill));
        return new Set(paints).size;";
    reader.run(script, vec![]).await
}

#[test]
fn with_reduced_motion_nothing_moves_between_steps() {
    story(KOREAN, async |reader| {
        // After the start, whose legend of symbols makes room for the stage when it goes.
        reader.open("step=2").await;
        assert!(moves_between_steps(reader).await > 0, "with motion, messages move");
        reader.browser().emulate(&[("prefers-reduced-motion", "reduce")]).await;
        reader.open("step=2").await;
        assert_eq!(moves_between_steps(reader).await, 0);
        let script = "return [...document.querySelectorAll('*')].filter((each) => { const { transitionDuration, animationName } = getComputedStyle(each);
            return transitionDuration !== '0s' || animationName !== 'none'; }).length;";
        assert_eq!(reader.run::<usize>(script, vec![]).await, 0, "no transitions and animations");
        reader.browser().emulate(&[]).await;
    });
}

/// Plays for some steps and counts the animation frames with a change within a step.
async fn moves_between_steps(reader: &Reader) -> usize {
    reader.press(KOREAN.words().play).await;
    let script = "
        const done = arguments[0];
        const shown = () => [slider().getAttribute('aria-valuenow'),
            [...drawing().querySelectorAll('[data-key] [role=button]')].map((each) => JSON.stringify(each.getBoundingClientRect())).join() +
            document.querySelector('.knob').getBoundingClientRect().x + document.querySelector('.time').textContent];
        let [before, moves, frames] = [shown(), 0, 0];
        const watch = () => {
            const now = shown();
            if (now[0] === before[0] && now[1] !== before[1]) moves += 1;
            before = now;
            frames += 1;
            if (Number(now[0]) >= 10) done(moves); else requestAnimationFrame(watch);
        };
        requestAnimationFrame(watch);";
    let script = [sessionscope_e2e::reader::PAGE, script].concat();
    let moves = reader.driver().execute_async(&script, vec![]).await.expect("it plays");
    reader.press(KOREAN.words().pause).await;
    moves.convert().expect("a number")
}

#[test]
fn a_zoom_of_200_percent_hides_nothing() {
    story(KOREAN, async |reader| {
        // Phone, desktop and tablet. The narrowest window has both runs.
        let runs = [(Strategy::Clustering, KOREAN), (Strategy::Storage, Language::English)];
        for (width, height, runs) in [(400, 800, &runs[..]), (1280, 900, &runs[1..]), (768, 1024, &runs[..1])] {
            for (strategy, language) in runs.iter().copied() {
                reader.browser().zoom(Some((width / 2, height / 2, 2))).await;
                let query = format!("strategy={}&lang={}&step=0", strategy.key(), language.tag());
                let sight = reader.open(&query).await;
                let half = f64::from(width / 2);
                assert!(sight.width == half && sight.content_width <= half, "{query}: {sight:#?}");
                let walk = walk_forth_and_measure(reader, language).await;
                assert!(walk.problems.is_empty(), "{width} px, {query}: {:#?}", walk.problems);
                assert_eq!(misplaced_now(reader).await, Vec::<String>::new(), "{width} px, {query}");
            }
        }
        reader.browser().zoom(None).await;
    });
}

#[test]
fn touch_targets_are_large_enough() {
    story(KOREAN, async |reader| {
        let copies: fn(&Fact) -> bool = |fact| matches!(fact, Fact::CopiesSent { .. });
        let request: fn(&Fact) -> bool = |fact| matches!(fact, Fact::Routed { .. });
        let write: fn(&Fact) -> bool = |fact| matches!(fact, Fact::StoreAsked { .. });
        for (width, link, in_flight) in [
            (1280, "strategy=clustering", copies),
            (768, "strategy=storage", write),
            (360, "strategy=sticky", request),
            (320, "clients=6&servers=8&strategy=clustering", copies),
        ] {
            let query = twin::query(&twin::at_first(link, KOREAN, in_flight));
            let sight = reader.open_sized((width, HIGH), &query).await;
            assert!(messages(reader).await > 0, "{query}: {sight:#?}");
            assert_eq!(too_small_now(reader).await, Vec::<String>::new(), "{width} px, {query}");
            assert_eq!(misplaced_now(reader).await, Vec::<String>::new(), "{width} px, {query}");
        }
        let shrunk = "document.querySelector('.acts button').style.cssText = 'min-height: 0; height: 30px; padding: 0'";
        reader.open_sized((1280, HIGH), "strategy=none").await;
        let _: serde_json::Value = reader.run(shrunk, vec![]).await;
        assert_eq!(too_small_now(reader).await.len(), 1, "the measurement finds a small target");
    });
}

/// Number of messages in flight on the stage.
async fn messages(reader: &Reader) -> usize {
    reader.run("return drawing().querySelectorAll('[data-key] > .packet').length;", vec![]).await
}

#[test]
fn tab_reaches_every_control_with_a_visible_focus() {
    story(KOREAN, async |reader| {
        // The page has settings, a notice, another branch, and a message in flight.
        let twin = twin::at_first("strategy=clustering", KOREAN, |fact| matches!(fact, Fact::CopiesSent { .. }));
        reader.open(&format!("{}&colour=red", twin::query(&twin))).await;
        reader.press(&first_action_label()).await;
        // A step back pauses the playing run.
        loop {
            reader.press(KOREAN.words().previous).await;
            let paused = reader.until("it is paused", |sight| !sight.plays()).await;
            if messages(reader).await > 0 {
                break;
            }
            assert!(paused.step > 0, "no message is in flight: {paused:#?}");
        }
        let visit = "
            const element = document.activeElement;
            window.visited ??= new Set();
            if (window.visited.has(element)) return [false, ''];
            if (element === document.body) return [true, ''];
            window.visited.add(element);
            const outlined = (each) => each !== null && getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) >= 2;
            const ring = element.querySelector(':scope > .ring');
            const ringed = ring !== null && getComputedStyle(ring).stroke !== 'none' && parseFloat(getComputedStyle(ring).strokeWidth) >= 2;
            const { top, bottom } = (element.closest('label.button') ?? element).getBoundingClientRect();
            const isHidden = !outlined(element) && !ringed && !outlined(element.closest('label.button')) ? 'its focus is not seen' : '';
            const isAway = bottom <= 0 || top >= innerHeight ? 'it is out of view' : '';
            return [true, [nameOf(element) === '' ? `no name: ${element.outerHTML}` : '', isHidden, isAway].filter(Boolean).map((wrong) => `${nameOf(element)}: ${wrong}`).join()];";
        let mut wrong = Vec::new();
        let mut stops = 0;
        loop {
            reader.keys(Key::Tab + "").await;
            let (goes_on, problem): (bool, String) = reader.run(visit, vec![]).await;
            if !goes_on {
                break;
            }
            stops += 1;
            wrong.extend(Some(problem).filter(|problem| !problem.is_empty()));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        let unvisited = "return seen('button, select, input, [role=button], [role=slider], [tabindex=\"0\"]')
            .filter((each) => each.tabIndex >= 0 && !window.visited.has(each)).map(nameOf);";
        assert_eq!(reader.run::<Vec<String>>(unvisited, vec![]).await, Vec::<String>::new(), "after {stops} stops");
        assert!(stops > 40, "{stops}");
    });
}

/// Label of the first action in the panel.
fn first_action_label() -> String {
    text::command(KOREAN, &Command::OpenPage(ALICE))
}

#[test]
fn a_strategy_is_used_by_keyboard_alone() {
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        reader.open("strategy=none").await;
        let mut twin = twin::open("strategy=none", KOREAN);
        let on_button =
            |name: String| move |sight: &Sight| sight.focus_role == "button" && sight.focus == twin::clean(&name);
        // Choose another strategy by its tab.
        reader.tab_to(on_button(strategy_name(KOREAN, Strategy::Sticky).to_owned())).await;
        reader.keys(Key::Enter + "").await;
        twin.update(Msg::Choose(Strategy::Sticky));
        reader.until_shows_twin(&twin).await;
        // Go from beat to beat until the end, then to a loss.
        reader.tab_to(|sight| sight.focus_role == "slider").await;
        for _ in 0..twin.progress().last {
            reader.keys(Key::Right + "").await;
            twin::go_on(&mut twin);
            reader.until_shows_twin(&twin).await;
        }
        reader.keys("l").await;
        twin.update(Msg::NextLoss);
        reader.until_shows_twin(&twin).await;
        // Go down to every step; select and drop a message in flight.
        reader.tab_to(on_button(KOREAN.words().every_step_help.to_owned())).await;
        reader.keys(Key::Enter + "").await;
        twin.update(Msg::SetLevel(Level::Steps));
        reader.until_shows_twin(&twin).await;
        reader.keys(Key::Home + "").await;
        twin.update(Msg::SeekStep(0));
        reader.keys(Key::Right + "").await;
        twin::go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
        let message = twin.frame().world.in_flight()[0].message.request().expect("a request is on its way");
        let key = format!("m{message}");
        let at_message = "return document.activeElement.closest('[data-key]')?.dataset.key ?? '';";
        reader.tab_back_to(|sight| sight.focus_role == "button" && sight.focus.contains("POST /login")).await;
        assert_eq!(reader.run::<String>(at_message, vec![]).await, key);
        reader.keys(Key::Enter + "").await;
        twin.update(Msg::Select(Some(Selection::Message(message))));
        act_by_keyboard(reader, &mut twin, Command::Drop(message)).await;
        // Select and crash a server.
        let server = label::server(KOREAN, ServerId(1)).replace('\u{a0}', " ");
        reader.tab_back_to(|sight| sight.focus_role == "button" && sight.focus.starts_with(&server)).await;
        reader.keys(" ").await;
        twin.update(Msg::Select(Some(Selection::Node(Node::Server(ServerId(1))))));
        act_by_keyboard(reader, &mut twin, Command::Crash(ServerId(1))).await;
        // Change a setting.
        let by_source = label::affinity(KOREAN, Affinity::Source);
        reader.tab_to(on_button(by_source.to_owned())).await;
        reader.keys(Key::Enter + "").await;
        reader.until("the affinity is by source address", |sight| sight.query.contains("affinity=source")).await;
        // Change the language.
        reader.tab_back_to(on_button(KOREAN.other().name().to_owned())).await;
        reader.keys(Key::Enter + "").await;
        reader.until("it is English", |sight| sight.lang == "en").await;
    });
}

/// Acts by Tab and Space, pauses, and compares the page with the twin.
async fn act_by_keyboard(reader: &Reader, twin: &mut Player, command: Command) {
    reader.until("the action is offered", |sight| sight.has_action(KOREAN, &command)).await;
    reader.tab_to(|sight| sight.is_on_action(KOREAN, &command)).await;
    reader.keys(" ").await;
    twin.update(Msg::Act(command));
    twin.update(Msg::Pause);
    let words = KOREAN.words();
    reader.tab_back_to(|sight| [words.play, words.pause].contains(&sight.focus.as_str())).await;
    if reader.look().await.plays() {
        reader.keys(" ").await;
    }
    let sight = reader.until("it is paused", |sight| !sight.plays()).await;
    twin::catch_up(twin, &sight);
    twin.update(Msg::SeekStep(sight.step as usize));
    reader.until_shows_twin(twin).await;
}
