//! Ways to do the tasks of the lessons.

use sessionscope::lesson::{Lesson, Task};
use sessionscope::link::Link;
use sessionscope::model::command::Command;
use sessionscope::player::Msg;

use super::reader::Reader;

/// Two ways to do an act by hand, as links write actions. The first one is the act that the lesson does for the reader;
/// the second one is another act, or comes after other acts.
fn acts(lesson: Lesson) -> Option<[&'static str; 2]> {
    Some(match lesson {
        Lesson::OneMachine => ["s1.upgrade", "server(a).upgrade"],
        Lesson::LoggedOut => ["a.login", "a.add,a.login"],
        Lesson::OneOfThree => ["s2.crash", "server(b).remove"],
        Lesson::ByCookie => ["a.move", "a.share"],
        Lesson::AnyMember => ["s1.crash", "s1.remove"],
        Lesson::NewMember => ["server.add", "server.addlone,s4.crash,server.add"],
        Lesson::SharedStore => ["server.add", "s1.remove,server.add"],
        Lesson::Cookie
        | Lesson::ByAddress
        | Lesson::PinnedServerDies
        | Lesson::Overtaken
        | Lesson::PowerCut
        | Lesson::Replica => return None,
    })
}

/// A way to do a task.
#[derive(Clone, PartialEq, Debug)]
pub enum Way {
    /// "Do it for me".
    ForMe,
    /// By hand, with these commands.
    Acts(Vec<Command>),
    /// By hand, in the panel of settings.
    Setting,
}

impl Way {
    /// Every way to do the task of a lesson; a single one of no effect for a lesson without a task.
    pub fn all(lesson: Lesson) -> Vec<Way> {
        match lesson.plan().task {
            None => vec![Way::ForMe],
            Some(Task::Set(_)) => vec![Way::ForMe, Way::Setting],
            Some(Task::Act { .. }) => {
                let by_hand = acts(lesson).expect("there are two ways").map(|acts| Way::Acts(commands(acts)));
                [vec![Way::ForMe], by_hand.to_vec()].concat()
            }
        }
    }

    /// Does the task.
    pub fn take(&self, reader: &mut Reader) {
        match self {
            Way::ForMe => reader.send(Msg::DoTask),
            Way::Acts(commands) => {
                for command in commands {
                    reader.finish_playing();
                    reader.send(Msg::Act(*command));
                }
            }
            Way::Setting => match reader.player.lesson().and_then(|lesson| lesson.plan().task) {
                Some(Task::Set(tuning)) => reader.send(Msg::Tune(tuning)),
                task => unreachable!("the task is a setting: {}", task.is_some()),
            },
        }
        reader.send(Msg::Pause);
    }
}

fn commands(acts: &str) -> Vec<Command> {
    let (link, problems) = Link::parse(&format!("do={acts}"));
    assert_eq!(problems, [], "{acts}");
    link.inputs.unwrap_or_default().iter().map(|input| input.command).collect()
}

#[test]
fn first_way_by_hand_is_the_act_that_the_lesson_does() {
    for lesson in Lesson::ALL {
        if let (Some([first, _]), Some(Task::Act { input, .. })) = (acts(lesson), lesson.plan().task) {
            assert_eq!(commands(first), [input.command], "{lesson:?}");
        }
    }
}
