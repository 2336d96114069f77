//! The same player, natively. It is told what the reader does, and says what the page must show: no story repeats a
//! sentence or a number of steps that the model could change.

use sessionscope::model::command::Command;
use sessionscope::model::fact::Fact;
use sessionscope::player::{Msg, Player};
use sessionscope::text::{self, Language};

use crate::reader::Sight;

/// A text with its white space as the page shows it.
pub fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The caption of a player's step.
pub fn caption(player: &Player) -> String {
    caption_of(player, player.step())
}

/// The caption of any step.
pub fn caption_of(player: &Player, step: usize) -> String {
    let recording = player.recording();
    let world = &recording.frame(step).world;
    clean(&text::caption(player.language(), recording.facts_of(step), world).plain())
}

/// What an act's button is called: where the panel says whom it is about, the button does not.
pub fn names_of_act(language: Language, command: &Command) -> [String; 2] {
    [clean(&text::command(language, command)), clean(&text::label::act(language, command))]
}

/// A player that opened this link for a reader of this language.
pub fn open(link: &str, language: Language) -> Player {
    Player::open(link, language)
}

/// A player at the middle of a link's run, for stories that any step serves.
pub fn midway(link: &str, language: Language) -> Player {
    let mut player = open(link, language);
    let middle = player.recording().last_step() / 2;
    player.update(Msg::SeekStep(middle));
    player
}

/// A player at the first step of a link's run with a fact that matches.
///
/// # Panics
/// If the run has no such fact.
pub fn at_first(link: &str, language: Language, matches: impl Fn(&Fact) -> bool) -> Player {
    let mut player = open(link, language);
    let step = player.recording().step_where(0, matches);
    player.update(Msg::SeekStep(step.unwrap_or_else(|| panic!("no fact of {link} matches"))));
    player
}

/// The query that opens the page where a player stands.
pub fn query(player: &Player) -> String {
    player.link().query()
}

/// To the end of the run, as far as the page has computed it: when it plays past what an act led to at once, more may
/// be noticed, and how far it came depends on the machine.
pub fn catch_up(player: &mut Player, sight: &Sight) {
    player.update(Msg::SeekStep(usize::MAX));
    while (player.recording().last_step() as i64) < sight.last {
        let before = player.recording().last_step();
        player.update(Msg::StepForward);
        assert!(player.recording().last_step() > before, "the page computed more than there is: {sight:#?}");
    }
}
