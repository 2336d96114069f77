//! The twin: a native player that gets the same actions as the page and computes its expected state. So no story
//! repeats a sentence or a number of steps, which a change of the model would break.

use sessionscope::model::command::Command;
use sessionscope::model::fact::Fact;
use sessionscope::pace::Level;
use sessionscope::player::{Msg, Player};
use sessionscope::text::{self, Language};

use crate::reader::Sight;

/// Collapses white space, as the page does.
pub fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Caption of a player's present beat or step.
pub fn caption(player: &Player) -> String {
    clean(&player.caption().plain())
}

/// Goes to the next beat or step, to the end of its motion.
pub fn go_on(player: &mut Player) {
    player.update(Msg::Next);
    if player.is_playing() {
        let stop = player.stopping_place();
        player.update(Msg::Advance(stop));
    }
}

/// Caption of any step.
pub fn caption_of(player: &Player, step: usize) -> String {
    let recording = player.recording();
    let world = &recording.frame(step).world;
    let pause = recording.pause_before(step);
    clean(&text::caption_after(player.language(), pause, recording.facts_of(step), world).plain())
}

/// Names of an action's button: the full one, and the short one in a panel whose heading names the node.
pub fn action_names(language: Language, command: &Command) -> [String; 2] {
    [clean(&text::command(language, command)), clean(&text::label::act(language, command))]
}

/// Opens a link for a reader of this language.
pub fn open(link: &str, language: Language) -> Player {
    Player::open(link, language)
}

/// Opens the middle step of a link's run, for stories that work at any step.
pub fn midway(link: &str, language: Language) -> Player {
    let player = open(link, language);
    let step = player.recording().last_step() / 2;
    at_step(player, step)
}

/// Opens the first step of a link's run with a fact that matches.
///
/// # Panics
/// If the run has no such fact.
pub fn at_first(link: &str, language: Language, matches: impl Fn(&Fact) -> bool) -> Player {
    let player = open(link, language);
    let step = player.recording().step_where(0, matches);
    at_step(player, step.unwrap_or_else(|| panic!("no fact of {link} matches")))
}

/// The player that the link to a step of a run opens, at the level of steps.
pub fn at_step(mut player: Player, step: usize) -> Player {
    player.update(Msg::SetLevel(Level::Steps));
    player.update(Msg::SeekStep(step));
    open(&query(&player), player.language())
}

/// Query of the link to a player's present step.
pub fn query(player: &Player) -> String {
    player.link().query()
}

/// Seeks to the end of the run as far as the page has computed it. A press past the end computes the next beat or step.
pub fn catch_up(player: &mut Player, sight: &Sight) {
    player.update(Msg::SeekStep(usize::MAX));
    while (player.progress().last as i64) < sight.last {
        let before = player.place();
        go_on(player);
        assert!(player.place() > before, "the page has more steps than the run: {sight:#?}");
    }
}
