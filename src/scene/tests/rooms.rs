//! The stage in rooms of different heights: it fits, nothing overlaps, and the nodes that act are known.

use super::geometry::{SESSIONS, check_sizes};
use super::*;
use crate::scene::{Part, acting};
use crate::strategy::Strategy;

const KO: Language = Language::Korean;
const WIDTHS: [i32; 7] = [308, 360, 390, 560, 700, 884, 1100];
/// Width of the stage and height of its room in windows from 320x568 to 1440x900.
const WINDOWS: [(i32, i32); 9] =
    [(318, 306), (358, 396), (388, 440), (388, 620), (368, 344), (546, 334), (726, 720), (924, 420), (924, 640)];

fn scripts() -> impl Iterator<Item = Recording> {
    Strategy::ALL.into_iter().map(|strategy| Recording::replay(strategy.config(), strategy.script()))
}

#[test]
fn prepared_scripts_fit_common_windows() {
    for recording in scripts() {
        for (width, room) in WINDOWS {
            for step in 0..=recording.last_step() {
                let Scene { height, .. } = scene_in(&recording, step, (width, Some(room)), KO);
                assert!(height <= room, "{:?}: {height} in {width}x{room}", recording.config().sessions);
            }
        }
        check_sizes(&recording, &WINDOWS.map(|(width, room)| (width, Some(room))), 1);
    }
}

#[test]
fn three_servers_fit_a_room_of_250_px() {
    let recording = Recording::new(config(Routing::RoundRobin, 3, 3));
    assert!(scene_in(&recording, 0, (308, Some(250)), KO).height <= 250);
}

#[test]
fn large_room_changes_nothing() {
    for sessions in SESSIONS {
        for (clients, servers) in [(1, 1), (3, 3), (6, 8)] {
            for routing in [Routing::RoundRobin, Routing::Direct] {
                let recording = Recording::new(of_sessions(sessions, routing, clients, servers));
                for width in WIDTHS {
                    let natural = scene(&recording, 0, width, KO);
                    assert_eq!(natural.natural_height, natural.height);
                    for room in [natural.height, natural.height + 300] {
                        assert_eq!(scene_in(&recording, 0, (width, Some(room)), KO), natural, "{width}x{room}");
                    }
                }
            }
        }
    }
}

#[test]
fn stage_fits_its_room_until_it_is_densest() {
    for sessions in SESSIONS {
        for (clients, servers) in [(1, 1), (3, 3), (4, 4), (6, 8)] {
            for routing in [Routing::RoundRobin, Routing::Direct] {
                let recording = Recording::new(of_sessions(sessions, routing, clients, servers));
                for width in WIDTHS {
                    let height = |room| scene_in(&recording, 0, (width, Some(room)), KO).height;
                    let densest = height(0);
                    for room in (150..800).step_by(17) {
                        assert!(height(room) <= room.max(densest), "{} in {width}x{room}", height(room));
                        assert_eq!(scene_in(&recording, 0, (width, Some(room)), KO).width, width);
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_overlaps_in_low_rooms() {
    let rooms = [150, 240, 290, 340, 390, 440, 500, 580];
    let sizes: Vec<_> = (240..=1200).step_by(137).flat_map(|width| rooms.map(|room| (width, Some(room)))).collect();
    for sessions in SESSIONS {
        for (clients, servers) in [(1, 1), (3, 3), (4, 4), (6, 5), (5, 8)] {
            for routing in [Routing::RoundRobin, Routing::Direct] {
                let recording =
                    Recording::replay(of_sessions(sessions, routing, clients, servers), &storm(clients, servers));
                check_sizes(&recording, &sizes, 97);
            }
        }
    }
}

#[test]
fn room_does_not_change_with_the_step() {
    for recording in scripts() {
        for size in WINDOWS.map(|(width, room)| (width, Some(room))) {
            let places = |step| {
                let scene = scene_in(&recording, step, size, KO);
                scene.cards.iter().map(|card| (card.node, card.rect)).collect::<Vec<_>>()
            };
            let nodes = |step: usize| recording.frame(step).world.present_servers().count();
            for step in 1..=recording.last_step() {
                assert!(nodes(step) != nodes(step - 1) || places(step) == places(step - 1), "{size:?}, step {step}");
            }
        }
    }
}

#[test]
fn first_step_has_no_idle_node() {
    for recording in scripts() {
        let scene = scene(&recording, 0, 884, KO);
        assert!(scene.cards.iter().all(|card| card.part == Part::Resting));
        assert_eq!(scene.acting_area(), None);
    }
}

#[test]
fn both_ends_of_a_way_act() {
    let recording = Recording::new(config(Routing::RoundRobin, 3, 3));
    let recording = Recording::replay(*recording.config(), &[settled(Command::SignIn(ClientId(1)))]);
    let parts = |wanted: fn(&Fact) -> bool| {
        let step = step_of(&recording, 0, wanted);
        acting(recording.facts_of(step), &recording.frame(step).world)
    };
    let (bob, server) = (Node::Client(ClientId(1)), Node::Server(ServerId(0)));
    assert_eq!(parts(|fact| matches!(fact, Fact::RequestSent { .. })), [bob, Node::Balancer]);
    assert_eq!(parts(|fact| matches!(fact, Fact::Routed { .. })), [Node::Balancer, server]);
    assert_eq!(parts(|fact| matches!(fact, Fact::Answered { .. })), [Node::Balancer, server]);
    let whole = acting(recording.facts(), &recording.frame(recording.last_step()).world);
    assert_eq!(whole, [bob, Node::Balancer, server]);
}

#[test]
fn every_marked_node_acts() {
    for recording in scripts() {
        for step in 1..=recording.last_step() {
            let scene = scene(&recording, step, 884, KO);
            let area = scene.acting_area();
            for card in &scene.cards {
                let marked = card.mark != crate::scene::Mark::Plain;
                assert!(!marked || card.part == Part::Acting, "step {step}: {:?}", card.node);
                assert!(card.part != Part::Acting || area.is_some_and(|area| area.contains(&card.rect)));
            }
        }
    }
}
