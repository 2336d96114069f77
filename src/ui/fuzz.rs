//! Random use of the page by `?fuzz=SEED`: presses, selects and seeks at random, and checks the laws of the page after
//! each act. The same seed repeats the same acts.

use std::num::NonZeroUsize;
use std::slice;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::link::Link;
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::scene::{Rect, Scene, Text};

use super::app::{App, use_app};
use super::stage::selectable_things;

/// Number of acts of one run.
const ACTS: usize = 10_000;
/// Acts between two pauses. A page that never pauses counts as hung.
const ACTS_AT_ONCE: usize = 20;
/// Groups of buttons, pressed equally often. Buttons that leave the page (download, clipboard) are not among them.
const BUTTONS: [&str; 12] = [
    ".acts button",
    ".acts button, .choices button",
    ".undo button, .stage-hint button",
    ".transport button",
    ".transport button, .branches button",
    ".log button",
    ".goals button, .acts button",
    ".tabs button, .sheets button",
    ".lesson-card button",
    ".lesson-card button, .lessons button",
    ".again button, .notice button, .choices button",
    ".tools > :not([popovertarget]), .transport button",
];

/// Returns the seed in a query, with or without its `?`: `fuzz=7`.
pub fn seed(query: &str) -> Option<u64> {
    query.split(['?', '&']).find_map(|pair| pair.strip_prefix("fuzz=")?.parse().ok())
}

/// Performs the acts, and shows their number and the result.
#[component]
pub fn Fuzz(seed: u64) -> impl IntoView {
    let report = RwSignal::new(String::new());
    let app = use_app();
    spawn_local(async move {
        let mut random = Random(Xoshiro256PlusPlus::seed_from_u64(seed));
        for done in 1..=ACTS {
            act(app, &mut random);
            // Waits until effects have drawn the page.
            tick().await;
            if let Err(broken) = check(app) {
                return report.set(format!("act {done}: {broken}, {}", app.peek(Player::link).query()));
            }
            if done.is_multiple_of(ACTS_AT_ONCE) {
                report.set(format!("act {done}"));
                TimeoutFuture::new(0).await;
            }
        }
        report.set(format!("act {ACTS}: every law holds, {}", app.peek(Player::link).query()));
    });
    view! { <output class="fuzz">{report}</output> }
}

struct Random(Xoshiro256PlusPlus);

impl Random {
    /// Returns a number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        NonZeroUsize::new(end).map_or(0, |end| (self.0.random::<u64>() % end.get() as u64) as usize)
    }
}

fn act(app: App, random: &mut Random) {
    match random.below(BUTTONS.len() + 3) {
        0 => {
            let things: Vec<_> = app.scene.with_untracked(|scene| selectable_things(scene).collect());
            app.dispatch(Msg::Select(things.get(random.below(things.len() + 1)).copied()));
        }
        1 => {
            let end = app.peek(|player| player.pace().end());
            app.dispatch(Msg::Seek(Paced(random.below(end.0 as usize + 2) as u64)));
        }
        // Sizes of phones and desktops.
        2 => {
            app.stage_width.set((240 + random.below(1_000)) as f64);
            app.stage_room.set(Some((180 + random.below(600)) as f64));
        }
        group => press(BUTTONS[group - 3], random),
    }
}

fn press(selector: &str, random: &mut Random) {
    let Ok(buttons) = document().query_selector_all(selector) else { return };
    let button = buttons.item(random.below(buttons.length() as usize) as u32);
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Checks the laws; the error names the broken one.
fn check(app: App) -> Result<(), &'static str> {
    let cards = document().query_selector_all(".stage [data-up]").map_or(0, |drawn| drawn.length() as usize);
    app.scene.with_untracked(|scene| {
        if overlaps(scene) {
            Err("labels overlap")
        } else if cards != scene.cards.len() {
            Err("not all is drawn")
        } else {
            Ok(())
        }
    })?;
    if app.peek(link_leads_back) { Ok(()) } else { Err("an input is lost") }
}

/// True if the link of the present moment opens the same moment, and the pace has every step of the recording.
fn link_leads_back(player: &Player) -> bool {
    let query = player.link().query();
    let (link, problems) = Link::parse(&query);
    let paced_steps = player.pace().steps().len();
    problems.is_empty() && link.query() == query && paced_steps == player.recording().frames().len()
}

/// True if texts on cards, in the bubble or on tags overlap.
fn overlaps(scene: &Scene) -> bool {
    let mut labels: Vec<Rect> = Vec::new();
    let mut overlap = false;
    let mut add = |on: Rect, texts: &[Text]| {
        for text in texts {
            let bounds = text.bounds().moved(on.x, on.y);
            overlap |= labels.iter().any(|label| label.overlaps(&bounds));
            labels.push(bounds);
        }
    };
    for card in &scene.cards {
        add(card.rect, &card.texts);
        card.rows.iter().for_each(|row| add(card.rect, &row.texts));
    }
    scene.bubble.iter().for_each(|bubble| add(Rect::default(), &bubble.lines));
    scene.tags.iter().for_each(|tag| add(Rect::default(), slice::from_ref(&tag.text)));
    overlap
}
