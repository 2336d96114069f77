//! The pictures in index.html are what the scene code draws now: they are kept in `stills.html`. After a change that is
//! meant, `UPDATE=1 cargo test --test stills` writes it anew.

use sessionscope::export::stills::{self, Still};
use sessionscope::lesson::{Moment, Strategy};
use sessionscope::model::fact::Loss;
use sessionscope::recording::Recording;
use sessionscope::text::Language;

#[test]
fn the_page_before_it_runs_is_what_the_scene_draws() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/stills.html");
    let page = stills::page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &page).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(path).expect("the golden file is in the repository");
    let apart = kept.lines().zip(page.lines()).position(|(kept, now)| kept != now);
    assert_eq!(apart, None, "this line of stills.html differs from what the scene draws now");
    assert_eq!(kept.len(), page.len());
}

#[test]
fn every_strategy_has_its_point_and_then_its_failure() {
    for strategy in Strategy::ALL {
        let run = Recording::replay(strategy.config(), strategy.script());
        let [point, failure] = Moment::ALL.map(|moment| moment.step(strategy, &run));
        assert!(0 < point && point < failure, "{strategy:?}: {point}, {failure}");
        let losses = |step| run.facts_of(step).iter().filter_map(|timed| timed.fact.loss()).collect::<Vec<Loss>>();
        assert!(losses(point).is_empty() && !losses(failure).is_empty(), "{strategy:?}");
    }
}

#[test]
fn a_picture_needs_no_inline_style_and_nothing_from_elsewhere() {
    let page = stills::page();
    for forbidden in ["style=", "<script", "http:", "https:", " onclick", "src="] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn both_languages_have_as_many_pictures_and_headings() {
    let page = stills::page();
    let sections: Vec<_> = page.split("<section lang=").skip(1).collect();
    let count = |section: &str, tag: &str| section.matches(tag).count();
    assert_eq!(sections.len(), Language::ALL.len());
    for section in sections {
        let found = ["<h2", "<h3", "<svg", "<figcaption"].map(|tag| count(section, tag));
        assert_eq!(found, [1, Strategy::ALL.len(), 2 * Strategy::ALL.len(), 2 * Strategy::ALL.len()]);
    }
}

#[test]
fn between_two_widths_the_first_view_is_as_high_as_the_page_will_be() {
    let height = |width| {
        let svg = Still::first().svg(Language::Korean, width, "");
        let view_box = svg.split('"').nth(1).expect("it has a view box").to_owned();
        view_box.rsplit(' ').next().expect("it ends with the height").parse::<i32>().expect("a number")
    };
    for width in 320..=960 {
        let shown = stills::FIRST_WIDTHS.into_iter().rfind(|from| *from <= width).expect("the first is the least");
        assert_eq!(height(width), height(shown), "{width} px are shown what is drawn for {shown}");
    }
}
