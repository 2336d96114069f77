//! Captions of beats: only what is new, in at most [`Language::longest_caption`] characters. Routine is left to the log.
//!
//! A step with several events is told by the worst one for its user. [`draft`] keeps the length, [`context`] finds the
//! facts. [`request`] tells a request's way to a server, [`waiting`] a queue or a failed connection, [`answer`] the page
//! that its user sees, [`harm`] a page with less than before, [`login_form`] the reason for that page, [`session`] the
//! ends and returns of sessions, [`copies`] copies of a change, [`machine`] servers and the balancer, [`stop`] a server
//! that stops, [`store`] shared stores, [`act`] the setting and the reader's acts.

mod draft;
mod context;
mod request;
mod waiting;
mod answer;
mod harm;
mod login_form;
mod session;
mod copies;
mod machine;
mod stop;
mod store;
mod act;

use std::cell::LazyCell;

use crate::beat::{Beat, Beats, Event, Subject};
use crate::recording::Recording;

use super::{Language, Sentence};
use context::Context;
use draft::Draft;

/// The caption of a beat of a recording.
pub fn beat_caption(language: Language, recording: &Recording, beats: &Beats, beat: &Beat) -> Sentence {
    let context = Context::new(recording, beats, beat);
    let mut draft = Draft::new(language);
    match repetitions(recording, beats, beat) {
        1 => {}
        times => draft.begin_again(times),
    }
    if let Some(pause) = context.pause() {
        draft.begin_after(pause);
    }
    tell(&mut draft, &context);
    draft.finish()
}

/// Number of beats in a row, this one the last, that would have the same caption.
fn repetitions(recording: &Recording, beats: &Beats, beat: &Beat) -> u64 {
    let event = |beat: &Beat| Context::new(recording, beats, beat).told().event;
    let plain = |beat: &Beat| {
        let mut draft = Draft::new(Language::Korean);
        tell(&mut draft, &Context::new(recording, beats, beat));
        draft.finish()
    };
    let this = LazyCell::new(|| plain(beat));
    let earlier = beats.all()[..beats.index_at(beat.step)].iter().rev();
    // Captions of different events differ, and most neighbours are such.
    1 + earlier.take_while(|other| event(other) == event(beat) && plain(other) == *this).count() as u64
}

/// Tells the most important event of the beat.
fn tell(draft: &mut Draft, context: &Context<'_>) {
    let name = context.told();
    match (name.event, name.subject) {
        (Event::Start, _) => act::start(draft, context),
        (Event::Crash | Event::Removed, Subject::Store(_)) => store::died(draft, context),
        (Event::Crash | Event::Removed, _) => stop::stopped(draft, context),
        (Event::Promoted, _) => store::promoted(draft, context),
        (Event::Restart, Subject::Store(store)) => store::restarted(draft, context, store),
        (Event::Answer, Subject::Request(id)) => match context.harm() {
            Some(harm) => harm::told(draft, context, id, harm),
            None => answer::received(draft, context, id),
        },
        (Event::Conflict, Subject::Request(id)) => session::conflict(draft, context, id),
        (Event::Queued, Subject::Request(id)) => waiting::queued(draft, context, id),
        (Event::Retry, Subject::Request(id)) => waiting::retry(draft, context, id),
        (Event::Dropped, Subject::Request(id)) => act::message_dropped(draft, context, id),
        (Event::Delayed, Subject::Request(id)) => act::message_delayed(draft, context, id),
        (Event::Dropped, _) => copies::dropped(draft, context),
        (Event::Delayed, _) => copies::delayed(draft, context),
        (Event::Routed | Event::Overtaken, _) => request::looked_up(draft, context),
        (Event::Arrived, _) => copies::arrived(draft, context),
        (Event::Lost, Subject::Client(client)) => session::lost(draft, context, client),
        (Event::Returned, Subject::Client(client)) => session::returned(draft, context, client),
        (Event::Restored, Subject::Client(client)) => session::restored(draft, context, client),
        (Event::Expired, Subject::Client(client)) => session::expired(draft, context, client),
        (Event::Orphaned, Subject::Client(client)) => session::orphaned(draft, context, client),
        (Event::Lapsed | Event::Cleared, Subject::Client(client)) => session::without_cookie(draft, context, client),
        (Event::Moved, Subject::Client(client)) => act::moved(draft, context, client),
        (Event::Waited | Event::NoEffect, _) => act::without_effect(draft, context),
        // The other events are of servers.
        _ => machine::changed(draft, context),
    }
}
