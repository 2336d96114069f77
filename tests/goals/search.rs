//! A search for the fewest acts that reach a goal: every sequence of some commands at some times, up to a length.

use std::collections::HashSet;

use sessionscope::goal::{Goal, Watch};
use sessionscope::link::Link;
use sessionscope::model::command::Command;
use sessionscope::model::fact::Fact;
use sessionscope::model::session::SessionTable;
use sessionscope::model::time::{SimDuration, SimTime};
use sessionscope::model::world::World;
use sessionscope::recording::{Input, THINK_TIME, When};

/// Limit of agenda entries between two acts. Runs that settle need far fewer.
const MAX_ENTRIES: usize = 2_000;

/// The bound of a search.
pub struct Bound {
    /// The acts, as links write them, separated by commas.
    pub acts: &'static str,
    /// Times of an act after the previous one, in microseconds, beside [`When::Settled`].
    pub pauses_us: &'static [u64],
    /// True if worlds that differ only in clocks and counted health checks are searched once.
    pub merges: bool,
}

/// A run so far, and its goal.
#[derive(Clone)]
struct Node {
    world: World,
    watch: Watch,
    last_act: SimTime,
    is_reached: bool,
    /// True if the last act changed nothing.
    is_idle: bool,
}

/// Reads acts as links write them.
pub fn inputs(acts: &str) -> Vec<Input> {
    let (link, problems) = Link::parse(&format!("do={acts}"));
    assert_eq!(problems, [], "{acts}");
    link.inputs.unwrap_or_default()
}

/// Tries every sequence of at most `length` acts within the bound.
///
/// # Errors
/// The link of a sequence that reaches the goal.
pub fn no_way(goal: Goal, bound: &Bound, length: usize) -> Result<(), String> {
    let commands: Vec<Command> = inputs(bound.acts).into_iter().map(|input| input.command).collect();
    let pauses = bound.pauses_us.iter().map(|us| When::After(SimDuration::from_us(*us)));
    let times: Vec<When> = std::iter::once(When::Settled).chain(pauses).collect();
    let mut known = HashSet::new();
    let mut runs = vec![(Node::start(goal), Vec::new())];
    for _ in 0..length {
        let mut longer = Vec::new();
        for (node, acts) in &runs {
            let times = if acts.is_empty() { &times[..1] } else { &times };
            for when in times {
                let mut before = node.clone();
                before.advance(*when);
                for command in &commands {
                    let mut after = before.clone();
                    after.act(*command);
                    // Without it, the sequence is shorter.
                    if after.is_idle {
                        continue;
                    }
                    let acts: Vec<Input> =
                        acts.iter().copied().chain([Input { when: *when, command: *command }]).collect();
                    let mut end = after.clone();
                    end.finish();
                    if end.is_reached {
                        return Err(Link { inputs: Some(acts), ..Link::new(goal.strategy()) }.query());
                    }
                    if !bound.merges || known.insert(end.key()) {
                        longer.push((after, acts));
                    }
                }
            }
        }
        runs = longer;
    }
    Ok(())
}

impl Node {
    fn start(goal: Goal) -> Node {
        Node {
            world: World::new(goal.strategy().config()),
            watch: Watch::new(goal),
            last_act: SimTime::ZERO,
            is_reached: false,
            is_idle: false,
        }
    }

    /// Lets time pass until the next act.
    fn advance(&mut self, when: When) {
        let at = match when {
            When::Settled if self.world.now == SimTime::ZERO && self.world.is_settled() => SimTime::ZERO,
            When::Settled => {
                self.settle();
                self.world.now + THINK_TIME
            }
            When::After(pause) => self.last_act + pause,
        };
        while self.world.next_due().is_some_and(|due| due <= at) {
            self.step();
        }
        self.last_act = at.max(self.world.now);
    }

    fn act(&mut self, command: Command) {
        self.world.apply(self.last_act, &command);
        self.see();
    }

    /// Lets the effects of all acts settle, and the changes that time alone brings soon.
    fn finish(&mut self) {
        self.settle();
        let mut left = MAX_ENTRIES;
        while !self.is_reached && self.world.expects_change() && left > 0 {
            self.step();
            left -= 1;
        }
        self.settle();
    }

    fn settle(&mut self) {
        let mut left = MAX_ENTRIES;
        while !self.is_reached && !self.world.is_settled() && left > 0 {
            self.step();
            left -= 1;
        }
    }

    fn step(&mut self) {
        self.world.step();
        self.see();
    }

    fn see(&mut self) {
        let facts: Vec<_> = self.world.drain_facts().collect();
        self.is_idle =
            facts.iter().any(|timed| matches!(timed.fact, Fact::NotApplicable { .. } | Fact::LimitReached { .. }));
        if !facts.is_empty() {
            self.is_reached |= self.watch.see(&facts, &self.world);
        }
    }

    /// The world without clocks and counted health checks, and the history of the goal.
    fn key(&self) -> String {
        let Node { world, watch, .. } = self;
        let held =
            |table: &SessionTable| -> Vec<_> { table.iter().map(|held| (held.id, held.version, held.cart)).collect() };
        let mut key =
            format!("{watch:?} {:?} {:?}", world.primary, world.balancer.as_ref().map(|balancer| balancer.last));
        for client in &world.clients {
            key += &format!(" {:?} {:?} {:?}", client.view, client.session(), client.pinned_server());
        }
        for server in &world.servers {
            let state = (server.is_up(), server.serves(), server.is_removed(), world.is_in_rotation(server.id));
            key += &format!(" {state:?} {:?}", held(&server.table));
        }
        for store in &world.stores {
            key += &format!(" {} {:?}", store.is_up(), held(store.surviving()));
        }
        key
    }
}
