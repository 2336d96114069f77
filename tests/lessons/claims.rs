//! The claims of the article, C1 to C22: the table "Claims by lesson" in docs/claims.md, and what each lesson's run says of
//! its claims, by its facts and states.

mod one_place;
mod several_places;

use std::collections::BTreeSet;

use sessionscope::lesson::Lesson;
use sessionscope::model::fact::Fact;
use sessionscope::model::http::{Page, Status};
use sessionscope::model::ids::{ClientId, ServerId, SessionId};
use sessionscope::model::world::World;
use sessionscope::recording::Recording;
use sessionscope::text::Language;

use super::reader::{Reader, rightly};
use super::ways::Way;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);
const S1: ServerId = ServerId(0);
const S2: ServerId = ServerId(1);
const S3: ServerId = ServerId(2);

/// A claim as a lesson shows it.
type Shown = (u8, Lesson, fn(&Runs));

/// The whole runs of a lesson.
struct Runs {
    /// Under its own settings.
    own: Recording,
    /// Under the setting that its task asks for; the same run for another task.
    other: Recording,
}

impl Runs {
    fn of(lesson: Lesson) -> Runs {
        let mut reader = Reader::open(lesson, Language::English, rightly);
        reader.go_on(|_, _| {});
        let before_task = reader.player.recording().clone();
        if lesson.plan().task.is_some() {
            Way::ForMe.take(&mut reader);
            reader.go_on(|_, _| {});
        }
        let other = reader.player.recording().clone();
        let is_repeated = lesson.plan().repeated_with(other.config()).is_some();
        Runs { own: if is_repeated { before_task } else { other.clone() }, other }
    }

    fn has(&self, name: &str) -> bool {
        [&self.own, &self.other].iter().any(|run| facts(run).any(|fact| name_of(&fact) == name))
    }
}

/// Name of a fact's variant.
fn name_of(fact: &Fact) -> String {
    format!("{fact:?}").split_whitespace().next().unwrap_or_default().to_owned()
}

fn facts(run: &Recording) -> impl Iterator<Item = Fact> {
    run.facts().iter().map(|timed| timed.fact)
}

/// The facts from the first one that matches on.
fn facts_from(run: &Recording, starts: impl Fn(&Fact) -> bool) -> impl Iterator<Item = Fact> {
    facts(run).skip_while(move |fact| !starts(fact))
}

fn count(run: &Recording, is_one: impl Fn(&Fact) -> bool) -> usize {
    facts(run).filter(|fact| is_one(fact)).count()
}

fn has(run: &Recording, is_it: impl Fn(&Fact) -> bool) -> bool {
    count(run, is_it) > 0
}

/// Statuses and pages that a user received, in order.
fn pages(run: &Recording, client: ClientId) -> Vec<(Status, Page)> {
    let page = |fact| match fact {
        Fact::ResponseReceived { id, status, page } if id.client == client => Some((status, page)),
        _ => None,
    };
    facts(run).filter_map(page).collect()
}

/// Servers that served a user, in order.
fn servers(run: &Recording, client: ClientId) -> Vec<ServerId> {
    let server = |fact| match fact {
        Fact::ServiceStarted { id, server } if id.client == client => Some(server),
        _ => None,
    };
    facts(run).filter_map(server).collect()
}

fn end(run: &Recording) -> &World {
    &run.frame(run.last_step()).world
}

fn session_of(world: &World, client: ClientId) -> SessionId {
    world.client(client).and_then(|client| client.session()).expect("the user has a session id")
}

/// Rows of the table: claim, lesson and fact.
fn rows() -> Vec<(u8, Lesson, String)> {
    let doc = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/claims.md")).expect("the document");
    let (_, table) = doc.split_once("## Claims by lesson\n").expect("the table");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| C"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('`')).collect();
        let lesson = Lesson::from_key(cells[1]).unwrap_or_else(|| panic!("a lesson: {line}"));
        (cells[0].parse().expect("a number"), lesson, cells[2].to_owned())
    };
    rows.map(row).collect()
}

fn all_shown() -> Vec<Shown> {
    [one_place::SHOWN, several_places::SHOWN].concat()
}

#[test]
fn table_has_every_claim_and_agrees_with_the_plans() {
    let rows = rows();
    let claims: BTreeSet<u8> = rows.iter().map(|(claim, ..)| *claim).collect();
    assert_eq!(claims, (1..=22).collect());
    assert!(rows.is_sorted_by_key(|(claim, lesson, _)| (*claim, *lesson)), "in order");
    for lesson in Lesson::ALL {
        let of_table: Vec<u8> = rows.iter().filter(|row| row.1 == lesson).map(|(claim, ..)| *claim).collect();
        assert_eq!(of_table, lesson.plan().claims, "{lesson:?}");
        let tested: BTreeSet<u8> = all_shown().iter().filter(|shown| shown.1 == lesson).map(|shown| shown.0).collect();
        assert_eq!(tested.into_iter().collect::<Vec<u8>>(), lesson.plan().claims, "{lesson:?}");
    }
}

#[test]
fn run_of_each_lesson_has_the_facts_of_the_table() {
    for lesson in Lesson::ALL {
        let runs = Runs::of(lesson);
        for (claim, _, fact) in rows().into_iter().filter(|row| row.1 == lesson) {
            assert!(runs.has(&fact), "C{claim}: {lesson:?} has no {fact}");
        }
    }
}

#[test]
fn run_of_each_lesson_shows_its_claims() {
    for (claim, lesson, shows) in all_shown() {
        println!("C{claim} in {lesson:?}");
        shows(&Runs::of(lesson));
    }
}
