//! The files in `prerendered/` equal the present output of the stage's code. After an intended change,
//! `UPDATE=1 cargo test --test prerendered` writes them anew.

use std::fs;
use std::path::PathBuf;

use sessionscope::export::{opening, pictures, teachers};
use sessionscope::goal::Goal;
use sessionscope::lesson::Lesson;
use sessionscope::model::fact::Loss;
use sessionscope::player::Player;
use sessionscope::recording::Recording;
use sessionscope::strategy::{Moment, Strategy};
use sessionscope::text::Language;
use sessionscope::text::teachers::{self as texts, FILE as TEACHERS, claim};

fn assert_equals_file(file: &str, html: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("prerendered").join(file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, html).expect("the golden file can be written");
    }
    let golden = fs::read_to_string(&path).expect("the golden file is in the repository");
    if let Some(at) = golden.bytes().zip(html.bytes()).position(|(golden, now)| golden != now) {
        let from = (0..=at).rev().find(|from| at - from >= 60 && html.is_char_boundary(*from)).unwrap_or_default();
        let differing: String = html[from..].chars().take(120).collect();
        panic!("{file} differs from what is drawn now, at byte {at}: {differing}");
    }
    assert_eq!(golden.len(), html.len(), "{file} has another length");
}

#[test]
fn opening_is_what_the_stage_draws() {
    assert_equals_file("opening.html", &opening::html());
}

#[test]
fn pictures_are_what_the_stage_draws() {
    assert_equals_file(pictures::FILE, &pictures::html());
}

#[test]
fn page_for_teachers_tells_of_the_present_lessons() {
    assert_equals_file(TEACHERS, &teachers::html());
}

#[test]
fn every_strategy_has_a_point_and_then_a_failure() {
    for strategy in Strategy::ALL {
        let run = Recording::replay(strategy.config(), strategy.script());
        let [point, failure] = Moment::ALL.map(|moment| moment.step(strategy, &run));
        assert!(0 < point && point < failure, "{strategy:?}: {point}, {failure}");
        let losses = |step| run.facts_of(step).iter().filter_map(|timed| timed.fact.loss()).collect::<Vec<Loss>>();
        assert!(losses(point).is_empty() && !losses(failure).is_empty(), "{strategy:?}");
    }
}

#[test]
fn markup_has_no_inline_style_or_foreign_address() {
    for html in [opening::html(), pictures::html(), teachers::html()] {
        for forbidden in ["style=", "<script", "http:", "https:", " onclick", "src="] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn both_languages_have_the_same_pictures_and_headings() {
    let html = pictures::html();
    let sections: Vec<_> = html.split("<section").skip(1).collect();
    assert_eq!(sections.len(), Language::ALL.len());
    for section in sections {
        let count = |tag: &str| section.matches(tag).count();
        let pictures = Strategy::ALL.len() * Moment::ALL.len();
        assert_eq!(["<h2", "<h3", "viewBox", "<figcaption"].map(count), [1, Strategy::ALL.len(), pictures, pictures]);
    }
}

#[test]
fn page_for_teachers_links_to_every_lesson_and_goal_in_both_languages() {
    let html = teachers::html();
    for language in [Language::Korean, Language::English] {
        let link = |query: String| format!("href=\"./?{query}&amp;lang={}\"", language.tag());
        let lessons = Lesson::ALL.map(|lesson| link(format!("lesson={}", lesson.key())));
        let goals = Goal::ALL.map(|goal| link(format!("goal={}", goal.key())));
        for link in lessons.iter().chain(&goals) {
            assert!(html.contains(link), "{link}");
        }
    }
    let parts: Vec<&str> = html.split("<article lang").skip(1).collect();
    let tags = ["<h1", "<h2", "<h3", "<h4", "<li", "<dt", "viewBox", "class=\"about\""];
    let counts = parts.iter().map(|part| tags.map(|tag| part.matches(tag).count()));
    let counts: Vec<[usize; 8]> = counts.collect();
    assert_eq!((parts.len(), counts[0]), (2, counts[1]), "both languages have the same parts");
    assert!(counts[0][7] >= 2 * Lesson::ALL.len(), "each lesson asks twice or more: {counts:?}");
}

#[test]
fn page_for_teachers_has_a_solution_at_par_for_each_goal() {
    let html = teachers::html();
    for goal in Goal::ALL {
        let start = format!("href=\"./?v=1&amp;strategy={}&amp;goal={}&amp;do=", goal.strategy().key(), goal.key());
        let links: Vec<&str> = html.match_indices(&start).map(|(at, _)| &html[at + "href=\"./?".len()..]).collect();
        assert_eq!(links.len(), 2, "{goal:?} has one in each language");
        for (link, language) in links.into_iter().zip(Language::ALL) {
            let query = link.split('"').next().unwrap_or_default().replace("&amp;", "&");
            let player = Player::open(&query, Language::ALL[0]);
            assert_eq!((player.language(), player.notices()), (language, &[][..]), "{query}");
            let pursuit = player.pursuit().expect("it has a goal");
            assert_eq!((pursuit.goal, pursuit.reached), (goal, Some(player.step())), "{query}");
            assert_eq!(player.recording().inputs().len(), goal.par(), "{query}");
        }
    }
}

#[test]
fn page_for_teachers_tells_how_long_each_lesson_takes() {
    let html = teachers::html();
    for (part, language) in html.split("<article lang").skip(1).zip(Language::ALL) {
        let lessons = part.split("class=\"duration\">").skip(1).map(|rest| rest.split('<').next().unwrap_or_default());
        let minutes = |told: &str| (2..=5).find(|minutes| *told == texts::minutes(language, *minutes));
        let minutes: Vec<u64> = lessons.map(|told| minutes(told).unwrap_or_else(|| panic!("{told}"))).collect();
        assert_eq!(minutes.len(), Lesson::ALL.len());
        let rounded_up = minutes.iter().sum::<u64>();
        let is_told = |whole: &u64| part.contains(&texts::time_rule(language, *whole, 10));
        let whole = (1..=rounded_up).find(is_told).expect("the whole course");
        assert!(rounded_up - whole < Lesson::ALL.len() as u64, "{whole} of {rounded_up}");
    }
}

#[test]
fn claims_for_teachers_are_those_of_the_docs() {
    let docs = include_str!("../docs/claims.md");
    for number in 1..=22_u8 {
        let told = claim(Language::English, number).expect("a claim of the docs");
        let section = docs.split(&format!("### C{number}\n")).nth(1).expect("a section of the docs");
        let section: Vec<&str> = section.split("- Shown by").next().unwrap_or_default().split_whitespace().collect();
        let section = section.join(" ").replace('`', "");
        assert!(section.contains(told.trim_end_matches('.')), "C{number}: {told}");
        assert_ne!(claim(Language::Korean, number), Some(told));
    }
    assert_eq!(claim(Language::English, 23), None);
}
