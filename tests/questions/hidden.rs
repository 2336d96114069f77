//! While a question is open, nothing that is shown depends on how its lesson goes on: in free play, a reader who has
//! opened the same run by a link sees the same.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use sessionscope::inspect::{self, Look};
use sessionscope::lesson::{Activity, Lesson};
use sessionscope::link::Link;
use sessionscope::player::{Msg, Player};
use sessionscope::question::{Question, Reply};
use sessionscope::scene::{self, BeatFacts, View};
use sessionscope::text::{self, Language};

use crate::support::random;

/// Number of readers of each lesson in each language.
const READERS: u64 = 6;
/// Maximum number of things that a reader does in a lesson.
const PATIENCE: usize = 40;

#[test]
fn nothing_shown_before_the_reply_depends_on_the_outcome() {
    let mut compared = 0;
    for lesson in Lesson::ALL {
        for language in [Language::Korean, Language::English] {
            for seed in 0..READERS {
                let rng = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
                let mut player = Player::open(&format!("lesson={}", lesson.key()), language);
                for _ in 0..PATIENCE {
                    if let Some(question) = player.open_question().cloned() {
                        assert_shown_in_free_play_too(&player, lesson);
                        assert_steps_back_show_the_same(&mut player);
                        compared += 1;
                        reply(&mut player, &question, rng);
                    } else if seed > 0 && rng.random_range(0..6) == 0 {
                        player.update(Msg::Act(random::command(rng)));
                    } else {
                        player.update(Msg::Next);
                    }
                    player.update(Msg::SeekStep(usize::MAX));
                }
            }
        }
    }
    assert!(compared > Lesson::ALL.len() * 2 * READERS as usize, "only {compared} questions");
}

fn reply(player: &mut Player, question: &Question, rng: &mut Xoshiro256PlusPlus) {
    let reply = match rng.random_range(0..4) {
        0 => Reply::NotSure,
        1 => Reply::Skipped,
        _ => Reply::Answer(rng.random_range(0..question.answers.len())),
    };
    player.update(Msg::Reply { inputs: question.inputs, reply });
}

fn assert_shown_in_free_play_too(player: &Player, lesson: Lesson) {
    let link = Link {
        activity: Activity::FreePlay(player.strategy()),
        inputs: Some(player.recording().inputs().to_vec()),
        ..player.link()
    };
    let free = Player::open(&link.query(), player.language());
    assert_eq!(free.open_question(), None);
    for ((name, there), (_, here)) in shown(&free).into_iter().zip(shown(player)) {
        assert_eq!(here, there, "{name} in {lesson:?}: {}", player.link().query());
    }
}

/// Everything that the page shows, with its name. Which activity it is, and the card that asks, are left out.
fn shown(player: &Player) -> Vec<(&'static str, String)> {
    let (recording, step, language) = (player.recording(), player.step(), player.language());
    let look = Look { recording, step, language, selection: None };
    let world = &recording.frame(step).world;
    let link = Link { activity: Activity::FreePlay(player.strategy()), ..player.link() };
    let link = Link { inputs: Some(recording.inputs().to_vec()), ..link };
    let facts = player.facts_of_beat();
    let prediction = player.prediction();
    let view = |width, beat| View { recording, step, language, width, room: None, beat, prediction, selection: None };
    let told = BeatFacts { marked: facts.as_deref(), followed: facts.as_deref() };
    vec![
        ("inputs", format!("{:?}", recording.inputs())),
        ("facts", format!("{:?}", recording.facts())),
        ("step", format!("{step} of {}", recording.last_step())),
        ("place", format!("{:?} of {:?}", player.place(), player.stopping_place())),
        ("address", link.query()),
        ("beats", format!("{:?}", player.beats().all())),
        ("progress", format!("{:?} {:?}", player.progress(), player.beat())),
        ("caption", format!("{:?} {}", player.caption(), player.tells_loss())),
        ("time", format!("{:?} {}", player.now(), player.is_at_end())),
        ("narrow stage", format!("{:?}", scene::project(&view(320.0, told)))),
        ("wide stage", format!("{:?}", scene::project(&view(884.0, BeatFacts::default())))),
        ("twin", format!("{:?}", inspect::twin(look))),
        ("timeline", format!("{:?}", inspect::timeline(recording, player.beats(), player.pace(), language))),
        ("message", format!("{:?}", inspect::exchange(look))),
        ("routing", format!("{:?}", inspect::reason(look))),
        ("jar", format!("{:?}", inspect::jar(look))),
        ("tables", format!("{:?}", inspect::tables(look))),
        ("tally", format!("{:?}", inspect::tally(look).rows(language))),
        ("comparison", format!("{:?}", inspect::compare(look))),
        ("log", format!("{:?}", inspect::log(recording, language))),
        ("actions", format!("{:?}", inspect::acts(look, player.target()))),
        ("done", format!("{:?} {:?} {:?}", inspect::done(look), player.undoable(), player.redoable())),
        ("settings", format!("{:?}", inspect::tuning(look, None, false))),
        ("tasks of a new server", format!("{:?}", text::joining_todo(language, world))),
        ("ending", format!("{:?}", inspect::ending(look, player.strategy(), player.beats()))),
        ("notices", format!("{:?}", player.notices())),
    ]
}

/// At every earlier moment, too, the run has nothing of the inputs to come.
fn assert_steps_back_show_the_same(player: &mut Player) {
    let inputs = player.recording().inputs().to_vec();
    let step = player.step();
    for earlier in [0, step / 2, step] {
        player.update(Msg::SeekStep(earlier));
        assert_eq!(player.recording().inputs(), inputs);
    }
    player.update(Msg::SeekStep(usize::MAX));
}
