//! Somebody who does anything at any moment, let loose on the page itself by `?fuzz=SEED`: presses what can be pressed,
//! selects what can be selected, seeks anywhere. After each act the laws are looked at. What came of it stands in the
//! document's `data-fuzz`, where a person sees it too.

use gloo_timers::callback::Timeout;
use leptos::prelude::{WithUntracked, document};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::link::Link;
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::scene::{Rect, Scene, Text};

use super::draw::after_drawing;
use super::el::write;
use super::shell::Shell;
use super::stage::things;

/// So many acts.
const ACTS: usize = 10_000;
/// Acts between two turns of the browser's own: it would call the page hung.
const AT_ONCE: usize = 20;
/// What is pressed, each as often as the others. What leaves the page (a download, the clipboard) is not.
const BUTTONS: [&str; 8] = [
    ".acts button",
    ".acts button, .choices button",
    ".transport button",
    ".transport button, .kept button",
    ".log button",
    ".tabs button, .sheets button",
    ".again button, .notice button, .choices button",
    ".tools > :not([popovertarget]), .transport button",
];

struct Fuzz {
    shell: Shell,
    random: Xoshiro256PlusPlus,
    done: usize,
}

/// Lets it loose, from the page's first moment on.
pub fn start(shell: Shell, seed: u64) {
    Fuzz { shell, random: Xoshiro256PlusPlus::seed_from_u64(seed), done: 0 }.rest();
}

impl Fuzz {
    fn rest(self) {
        self.tell(&[]);
        Timeout::new(0, move || self.act()).forget();
    }

    fn act(mut self) {
        let shell = self.shell;
        match self.below(BUTTONS.len() + 3) {
            0 => {
                let things = things(&shell.backstage().staged.borrow().scene);
                let thing = self.below(things.len() + 1);
                shell.dispatch(Msg::Select(things.get(thing).copied()));
            }
            1 => {
                let end = shell.player.with_untracked(|player| player.pace().end());
                shell.dispatch(Msg::Seek(Paced(self.below(end.0 as usize + 2) as u64)));
            }
            // Any width a phone or a desk has.
            2 => {
                let width = 240 + self.below(1000);
                shell.look_at(|local| local.width = width as f64);
            }
            place => self.press(BUTTONS[place - 3]),
        }
        self.done += 1;
        after_drawing(Box::new(move || self.look()));
    }

    fn press(&mut self, buttons: &str) {
        let Ok(buttons) = document().query_selector_all(buttons) else { return };
        let button = buttons.item(self.below(buttons.length() as usize) as u32);
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            button.click();
        }
    }

    fn look(self) {
        let shell = self.shell;
        let backstage = shell.backstage();
        let scene = |check: fn(&Scene) -> usize| check(&backstage.staged.borrow().scene);
        let cards = backstage.moving.cards.get().map_or(0, |cards| cards.child_element_count() as usize);
        let broken = if scene(overlaps) > 0 {
            "labels overlap"
        } else if cards != scene(|scene| scene.cards.len()) {
            "not all is drawn"
        } else if !shell.player.with_untracked(is_whole) {
            "an input is lost"
        } else if self.done < ACTS {
            return if self.done.is_multiple_of(AT_ONCE) { self.rest() } else { self.act() };
        } else {
            "every law holds"
        };
        let link = shell.player.with_untracked(Player::link).query();
        self.tell(&[": ", broken, ", ", &link]);
    }

    fn tell(&self, what: &[&str]) {
        if let Some(root) = document().document_element() {
            write(&root, "data-fuzz", &["act ", &self.done.to_string(), &what.concat()].concat());
        }
    }

    #[inline(never)]
    fn below(&mut self, end: usize) -> usize {
        (self.random.random::<u64>() % end.max(1) as u64) as usize
    }
}

/// Whether the link of the moment leads back to it, and the axis is the run's.
fn is_whole(player: &Player) -> bool {
    let query = player.link().query();
    let (link, problems) = Link::parse(&query);
    let marks = player.pace().marks().len();
    problems.is_empty() && link.query() == query && marks == player.recording().frames().len()
}

/// How many labels of what stands still lie over another.
fn overlaps(scene: &Scene) -> usize {
    let mut labels: Vec<Rect> = Vec::new();
    let mut over = 0;
    let mut add = |on: Rect, texts: &[Text]| {
        for text in texts {
            let bounds = text.bounds().moved(on.x, on.y);
            over += usize::from(labels.iter().any(|label| label.overlaps(&bounds)));
            labels.push(bounds);
        }
    };
    for card in &scene.cards {
        add(card.rect, &card.texts);
        card.rows.iter().for_each(|row| add(card.rect, &row.texts));
    }
    scene.bubble.iter().for_each(|bubble| add(Rect::default(), &bubble.lines));
    over
}
