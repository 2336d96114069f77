//! Goals of free play: chosen by keyboard, reached, remembered on this device; a task in an article.

use serde_json::{Value, json};
use sessionscope::goal::Goal;
use sessionscope::lesson::Lesson;
use sessionscope::model::command::Command;
use sessionscope::model::ids::ClientId;
use sessionscope::text::{Language, goal as texts, lesson};
use sessionscope_e2e::article::Article;
use sessionscope_e2e::axe::violations;
use sessionscope_e2e::measure::too_small_now;
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::story;
use thirtyfour::components::SelectElement;
use thirtyfour::{By, Key};

const KOREAN: Language = Language::Korean;
const ALICE: ClientId = ClientId(0);
const GOAL: Goal = Goal::LoggedOut;

/// Performs an action and goes to the end of the run.
async fn act(reader: &Reader, command: Command) {
    reader.click(&reader.find_action(KOREAN, &command).await).await;
    reader.keys(Key::End + "").await;
    reader.until("it is paused at the end", |sight| !sight.plays() && sight.step == sight.last).await;
}

#[test]
fn a_goal_is_chosen_by_keyboard_reached_and_remembered() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        let title = |reached| texts::list(KOREAN, reached, Goal::ALL.len());
        reader.tab_to(|sight| sight.focus == title(0)).await;
        reader.keys(Key::Enter + "").await;
        reader.tab_to(|sight| sight.focus == texts::task(KOREAN, GOAL)).await;
        reader.keys(Key::Enter + "").await;
        let heading = texts::heading(KOREAN, GOAL, false);
        reader.until("the figure shows the task", |sight| sight.headings.contains(&heading) && sight.last == 0).await;
        // The focus is on the task, so the next Tab goes to the hints.
        reader.keys(Key::Tab + "").await;
        reader.keys(Key::Enter + "").await;
        let hint = &texts::hints(KOREAN, GOAL)[0];
        reader.until("a hint is shown", |sight| sight.text.contains(hint)).await;
        act(reader, Command::SignIn(ALICE)).await;
        act(reader, Command::OpenPage(ALICE)).await;
        let reached = texts::heading(KOREAN, GOAL, true);
        let sight = reader.until("it is reached", |sight| sight.headings.contains(&reached)).await;
        assert!(sight.text.contains(&texts::reached(KOREAN, GOAL)) && sight.text.contains(&title(1)), "{sight:#?}");
        let words = KOREAN.words();
        reader.press(words.goal_copy).await;
        let is_result = |said: &String| [words.task_copied, words.goal_copy_failed].contains(&said.as_str());
        reader.until("the result of copying is said", |sight| sight.said.iter().any(is_result)).await;
        // The record stays on this device, and is deleted by one press.
        reader.open("").await;
        reader.until("the goal is remembered", |sight| sight.text.contains(&title(1))).await;
        reader.run::<Value>("document.querySelector('.goal-list').open = true;", vec![]).await;
        reader.press(KOREAN.words().goals_forget).await;
        reader.until("the goal is forgotten", |sight| sight.text.contains(&title(0))).await;
        reader.reload().await;
        reader.until("it stays forgotten", |sight| sight.text.contains(&title(0))).await;
    });
}

#[test]
fn a_teacher_makes_a_task_of_a_lesson() {
    story(KOREAN, async |reader| {
        let words = KOREAN.words();
        reader.open("goal=onlybob&lang=ko").await;
        reader.press(words.share).await;
        let _: Value = reader.run("document.querySelector('.task > summary').click();", vec![]).await;
        let is_chosen = "return document.querySelector('.task select').selectedOptions[0].text === arguments[0];";
        reader
            .until_true("the present goal is chosen", is_chosen, vec![json!(texts::task(KOREAN, Goal::OnlyBob))])
            .await;
        let list = reader.driver().find(By::Css(".task select")).await.expect("the sheet has a list");
        let list = SelectElement::new(&list).await.expect("it is one");
        let by_cookie = lesson::place_in_course(KOREAN, Lesson::ByCookie);
        list.select_by_exact_text(&by_cookie).await.expect("the lesson is offered");
        let query = "v=1&strategy=sticky&lesson=bycookie&lock=strategy&lang=ko";
        let has_link =
            "const [link, html] = [...document.querySelectorAll('.task textarea')].map((field) => field.value);
            return link.endsWith(arguments[0]) && html.includes(arguments[1]);";
        let texts = vec![json!(query), json!(query.replace('&', "&amp;"))];
        reader.until_true("the link and the HTML are those of the lesson", has_link, texts).await;
        let sight = reader.open(query).await;
        let title = lesson::title(KOREAN, Lesson::ByCookie);
        assert!(sight.headings.contains(&title), "{sight:#?}");
    });
}

#[test]
fn a_locked_task_has_no_other_strategy() {
    story(KOREAN, async |reader| {
        let sight = reader.open("goal=onlybob&lock=strategy&lang=ko").await;
        assert!(sight.headings.contains(&texts::heading(KOREAN, Goal::OnlyBob, false)), "{sight:#?}");
        let shown = "return [...document.querySelectorAll('.tabs, .picker, .tuning')].filter((part) => part.checkVisibility()).length;";
        assert_eq!(reader.run::<u64>(shown, vec![]).await, 0);
    });
}

#[test]
fn an_article_is_told_when_its_task_is_done() {
    story(KOREAN, async |reader| {
        let article = Article::around(reader);
        article.open_figures(1, &format!("goal={}&lock=strategy&lang=ko", GOAL.key())).await;
        let listen = "window.reached = [];
            addEventListener('sessionscope-goal', ({ target, detail }) => reached.push([target.id, detail]));";
        let _: Value = article.run(listen, vec![]).await;
        let figure = article.enter("figure-0").await;
        act(figure, Command::SignIn(ALICE)).await;
        act(figure, Command::OpenPage(ALICE)).await;
        let stored: u64 = figure.run("return localStorage.length;", vec![]).await;
        assert_eq!(stored, 0, "a figure stores nothing");
        article.until("it says that the goal is reached", "return reached.length > 0;", vec![]).await;
        let reached: Value = article.run("return reached;", vec![]).await;
        let link = "v=1&strategy=none&goal=loggedout&lock=strategy&do=a.login,a.me&at=a2.answer&lang=ko";
        assert_eq!(reached, json!([["figure-0", { "goal": "loggedout", "acts": 2, "link": link }]]));
    });
}

#[test]
fn the_goals_and_the_sheet_of_a_task_are_accessible() {
    story(KOREAN, async |reader| {
        let solved = "goal=loggedout&do=a.login,a.me&at=a2.answer&lang=ko";
        for theme in ["light", "dark"] {
            for (part, script) in [
                ("list", "document.querySelector('.goal-list').open = true;"),
                (
                    "sheet",
                    "document.querySelector('.share').showPopover(); document.querySelector('.task').open = true;",
                ),
            ] {
                reader.open(&format!("{solved}&theme={theme}")).await;
                let _: Value = reader.run(script, vec![]).await;
                assert_eq!(violations(reader).await, Vec::<String>::new(), "{part}, {theme}");
                assert_eq!(too_small_now(reader).await, Vec::<String>::new(), "{part}, {theme}");
            }
        }
    });
}
