//! Goals of free play: each is reached by facts, by its solution at par and in another way; no shorter way exists; and a
//! run that breaks the goal's condition does not reach it. README.md explains runs such as `a.login,s2.crash~3ms`.

mod play;
mod search;

use std::thread;

use sessionscope::goal::Goal;
use sessionscope::recording::{Input, Recording};
use sessionscope::strategy::Strategy;

use search::{Bound, inputs, no_way};

/// A way to reach a goal beside its solution, and a run that breaks its condition.
struct Case {
    goal: Goal,
    other_way: &'static str,
    broken: &'static str,
}

const CASES: [Case; Goal::ALL.len()] = [
    Case {
        goal: Goal::Orphan,
        other_way: "a.login,a1.drop~2700us",
        // A second login.
        broken: "a.login,a.login,a.clear",
    },
    Case {
        goal: Goal::UnknownLogin,
        other_way: "b.login,s1.crash,s1.restart",
        // The session expires by itself.
        broken: "a.login,wait.30m",
    },
    Case {
        goal: Goal::Refused,
        other_way: "a.login,a.me~100us,a.me~100us",
        // The server is down.
        broken: "s1.crash,a.me",
    },
    Case {
        goal: Goal::LoggedOut,
        other_way: "a.login,a.add",
        // Her server is stopped.
        broken: "a.login,s1.crash,a.me,a.me,a.me",
    },
    Case {
        goal: Goal::FoundAgain,
        other_way: "a.login,a.me,s3.crash,a.me",
        // A new login instead.
        broken: "a.login,a.me,a.login",
    },
    Case {
        goal: Goal::OnlyBob,
        other_way: "a.login,b.login,c.login,s2.remove",
        // Alice's session is lost too.
        broken: "a.login,b.login,c.login,s1.crash,s2.crash",
    },
    Case {
        goal: Goal::Crowd,
        other_way: "s2.remove,s3.remove,a.login,b.login,c.login,server.add",
        // No other server runs.
        broken: "s2.crash,s3.crash,a.login,b.login,c.login",
    },
    Case {
        goal: Goal::Unnoticed,
        other_way: "a.login,s1.remove,a.cart",
        // The copies had not left.
        broken: "a.login,s1.crash~3ms,a.me",
    },
    Case {
        goal: Goal::OneItem,
        other_way: "a.login,a.add,s2.crash~3100us",
        // An old value is read, and nothing is lost.
        broken: "a.login,a.add,a.cart~2700us",
    },
    Case {
        goal: Goal::StaleRead,
        other_way: "a.login,a.add,a.v2.s3.delay.50ms~3700us,a.cart~2ms",
        // The copies have arrived.
        broken: "a.login,a.add,a.cart",
    },
    Case {
        goal: Goal::LostWrite,
        other_way: "a.login,a.add,db.promote~6ms",
        // The replica has the write.
        broken: "a.login,a.add,db1.kill",
    },
    Case {
        goal: Goal::NewServers,
        other_way: "a.login,s1.crash,s2.crash,server.add,s3.crash,a.cart",
        // The login comes last.
        broken: "server.add,s1.remove,s2.remove,s3.remove,a.login,a.me",
    },
    Case {
        goal: Goal::AllFail,
        other_way: "db1.power,a.login,a.login,a.login",
        // A server is down.
        broken: "db1.kill,s3.crash,a.login,b.login,c.login",
    },
    Case {
        goal: Goal::LogoutUndone,
        other_way: "a.login,a.logout,db.promote~6ms",
        // The replica has the logout.
        broken: "a.login,a.logout,db1.kill",
    },
];

/// The run of some inputs under the goal's strategy, until nothing more comes soon.
fn run(goal: Goal, inputs: &[Input]) -> Recording {
    let mut run = Recording::replay(goal.strategy().config(), inputs);
    while run.frame(usize::MAX).world.expects_change() && run.extend() {}
    run
}

#[test]
fn each_goal_is_reached_by_its_solution_and_in_another_way() {
    for (Case { goal, other_way, .. }, listed) in CASES.iter().zip(Goal::ALL) {
        assert_eq!(*goal, listed, "each goal has its case");
        assert_eq!(goal.solution().len(), goal.par(), "{goal:?} is solved at par");
        let other_way = inputs(other_way);
        assert_ne!(goal.solution(), other_way, "{goal:?}");
        for way in [goal.solution(), &other_way] {
            let run = run(*goal, way);
            let reached = goal.reached(&run, usize::MAX).unwrap_or_else(|| panic!("{goal:?} by {way:?}"));
            assert_eq!(run.inputs_until(reached), way.len(), "{goal:?} needs all of {way:?}");
            assert_eq!(goal.reached(&run, reached), Some(reached));
            assert_eq!(goal.reached(&run, reached - 1), None, "{goal:?} is not reached before");
        }
    }
}

#[test]
fn run_that_breaks_the_condition_does_not_reach_the_goal() {
    for Case { goal, broken, .. } in &CASES {
        assert_eq!(goal.reached(&run(*goal, &inputs(broken)), usize::MAX), None, "{goal:?} by {broken}");
    }
}

#[test]
fn empty_run_reaches_no_goal() {
    for goal in Goal::ALL {
        for strategy in Strategy::ALL {
            assert_eq!(goal.reached(&Recording::new(strategy.config()), usize::MAX), None, "{goal:?}");
        }
    }
}

/// The bound within which a goal's par is the fewest acts.
fn bound(goal: Goal) -> Bound {
    // Acts of two people and on every machine.
    const ALL: &str = "a.login,a.me,a.cart,a.add,a.logout,a.clear,a.move,a.share,b.login,b.me,b.add,s1.crash,s1.restart,\
        s1.remove,s2.crash,s2.restart,s2.remove,s3.crash,s3.restart,s3.remove,server.add,db1.kill,db1.power,db1.restart,\
        db2.kill,db.promote,a1.drop,a2.drop,wait.7s,wait.30m";
    let overlapping = &[300, 2_700, 6_000];
    match goal {
        Goal::FoundAgain => Bound {
            acts: "a.login,a.me,a.add,b.login,b.me,s1.crash,s1.restart,s2.crash,s2.remove,s3.crash,s3.remove,server.add",
            pauses_us: &[300],
            merges: false,
        },
        Goal::OnlyBob => Bound {
            acts: "a.login,b.login,c.login,b.me,b.clear,s1.crash,s2.crash,s2.remove,s3.crash,server.add,b1.drop,wait.30m",
            pauses_us: &[300],
            merges: false,
        },
        Goal::AllFail => Bound {
            acts: "a.login,b.login,c.login,a.me,s1.crash,s2.crash,s3.remove,db1.kill,db1.power,db2.kill,db.promote,wait.7s",
            pauses_us: &[300],
            merges: false,
        },
        Goal::Crowd => Bound {
            acts: "a.login,b.login,c.login,b.clear,b.me,s2.crash,s3.crash,s2.remove,s3.remove,s2.restart,server.add",
            pauses_us: &[],
            merges: true,
        },
        Goal::NewServers => Bound {
            acts: "a.login,a.me,b.login,b.me,s1.crash,s2.crash,s3.crash,s1.remove,s2.remove,s3.remove,server.add",
            pauses_us: &[],
            merges: true,
        },
        _ => Bound { acts: ALL, pauses_us: overlapping, merges: false },
    }
}

#[test]
fn no_shorter_way_than_par_reaches_a_goal() {
    thread::scope(|scope| {
        for goal in Goal::ALL {
            scope.spawn(move || {
                let shorter = no_way(goal, &bound(goal), goal.par() - 1);
                assert_eq!(shorter, Ok(()), "{goal:?} is reached with less than par");
            });
        }
    });
}
