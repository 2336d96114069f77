//! The first view of a strategy's prepared run.

use crate::beat::Beats;
use crate::beat::harm::HarmKind;

use super::Strategy;

/// The step at which a strategy's prepared run opens. The page's first view is a user who is logged in, one beat before
/// a server is asked that does not know the session. The other strategies open at their start.
pub fn opening_step(strategy: Strategy, beats: &Beats) -> usize {
    if strategy != Strategy::default() {
        return 0;
    }
    let beats = beats.all();
    let logs_out = beats.iter().position(|beat| beat.harm.is_some_and(|harm| harm.kind == HarmKind::LoggedOut));
    // Before the login form comes the lookup.
    logs_out.map_or(0, |index| beats[index.saturating_sub(2)].step)
}
