//! Everything in view: at each beat of each prepared story and of each lesson, the nodes that act, the caption or the
//! lesson's card, and the controls are in the window together, without scrolling.

use sessionscope::lesson::Lesson;
use sessionscope::text::Language;
use sessionscope_e2e::engine::Engine;
use sessionscope_e2e::measure::{Views, view_lessons, view_stories};
use sessionscope_e2e::reader::Reader;
use sessionscope_e2e::{story, story_in};

#[test]
fn a_small_phone_shows_all_that_a_caption_tells() {
    everything_is_in_view(&[(320, 568), (360, 640)]);
}

#[test]
fn a_phone_shows_all_that_a_caption_tells() {
    everything_is_in_view(&[(390, 664), (390, 844)]);
}

#[test]
fn a_phone_on_its_side_shows_all_that_a_caption_tells() {
    everything_is_in_view(&[(844, 390)]);
}

#[test]
fn a_tablet_shows_all_that_a_caption_tells() {
    everything_is_in_view(&[(768, 1024)]);
}

/// The second window is the size of a desktop of 1280x800 at a zoom of 200 %.
#[test]
fn a_desktop_shows_all_that_a_caption_tells() {
    everything_is_in_view(&[(1280, 650), (640, 400), (1440, 900)]);
}

#[test]
fn firefox_shows_all_that_a_caption_tells() {
    everything_is_in_view_in(Engine::Firefox);
}

#[test]
fn webkit_shows_all_that_a_caption_tells() {
    everything_is_in_view_in(Engine::WebKit);
}

/// In these windows nothing has to scroll, so motion need not be reduced, which drivers of these engines can't do.
fn everything_is_in_view_in(engine: Engine) {
    story_in(engine, Language::Korean, async |reader| {
        let problems = problems_in_view(reader, &[(390, 664), (844, 390)], &[Language::English]).await;
        assert!(problems.is_empty(), "{problems:#?}");
    });
}

fn everything_is_in_view(windows: &[(u32, u32)]) {
    story(Language::Korean, async |reader| {
        // The stage then scrolls at once.
        reader.browser().emulate(&[("prefers-reduced-motion", "reduce")]).await;
        let problems = problems_in_view(reader, windows, &Language::ALL).await;
        reader.browser().emulate(&[]).await;
        assert!(problems.is_empty(), "{problems:#?}");
    });
}

async fn problems_in_view(reader: &Reader, windows: &[(u32, u32)], languages: &[Language]) -> Vec<String> {
    let mut problems = Vec::new();
    for window in windows {
        for language in languages {
            for walk in [Walk::Stories, Walk::Lessons] {
                let views = walk.take(reader, *window, *language).await;
                assert!(views.acting > views.beats && views.beats > 100 || !views.problems.is_empty(), "{views:?}");
                let place = format!("{window:?}, {language:?}");
                problems.extend(views.problems.into_iter().map(|problem| format!("{place}: {problem}")));
            }
        }
    }
    problems
}

/// A walk through the page.
#[derive(Clone, Copy)]
enum Walk {
    Stories,
    Lessons,
}

impl Walk {
    async fn take(self, reader: &Reader, window: (u32, u32), language: Language) -> Views {
        let language = language.tag();
        match self {
            Walk::Stories => {
                reader.open_sized(window, &format!("strategy=none&lang={language}")).await;
                view_stories(reader).await
            }
            Walk::Lessons => {
                reader.open_sized(window, &format!("lang={language}")).await;
                view_lessons(reader, &Lesson::ALL).await
            }
        }
    }
}
