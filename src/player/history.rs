//! Links that the reader opens, and the address of the present step.

use crate::link::{Link, MAX_ADDRESS, Theme};

use super::branches::Branches;
use super::{Effect, Player};

impl Player {
    /// The effect that shows the link to this step. `None` while playing, or if the link is too long for an address.
    pub(super) fn replaced_address(&self) -> Option<Effect> {
        if self.playing {
            return None;
        }
        self.address().map(Effect::ReplaceAddress)
    }

    /// Changes the run in a new entry of the browser's history. The effect is `None` if nothing changes, or if one of
    /// the two links is too long for an address.
    pub(super) fn in_new_entry(&mut self, change: impl FnOnce(&mut Player)) -> Option<Effect> {
        let left = self.address();
        change(self);
        let (left, opened) = (left?, self.address()?);
        (left != opened).then_some(Effect::PushAddress { left, opened })
    }

    pub(super) fn open_link(&mut self, link: &str) {
        self.store_branch(0);
        let opened = Player::open(link, self.language);
        let branches = std::mem::replace(&mut self.branches, Branches::new());
        let remembered = self.remembered();
        // A link without a theme does not change the reader's theme.
        let theme = if opened.theme == Theme::Auto { self.theme } else { opened.theme };
        *self = Player { speed: self.speed, theme, branches, has_stage_hint: self.has_stage_hint, ..opened };
        self.recall(remembered);
        self.update_length_notice();
    }

    /// Opens the link of an entry of the browser's history. A link to the present step changes nothing: a fragment in
    /// the address leads to such an event too.
    pub(super) fn revisit(&mut self, link: &str) {
        if Link::parse(link).0 != self.link() {
            self.open_link(link);
        }
    }

    /// The query of the link to this step, if it is short enough for an address.
    fn address(&self) -> Option<String> {
        Some(self.link().query()).filter(|query| query.len() <= MAX_ADDRESS)
    }
}
