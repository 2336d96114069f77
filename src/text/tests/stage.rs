//! The stage in words, at every moment of every strategy's run.

use crate::model::command::Command;
use crate::model::config::{Affinity, Config, Routing, Sessions};
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::message::{Message, Node};
use crate::model::world::World;
use crate::recording::Recording;
use crate::strategy::Strategy;

use super::super::twin::{Thing, thing};
use super::super::{Language, Sentence, caption};
use super::{fault, sentence_fault};

/// Everything there is to say of a moment.
fn things(language: Language, world: &World) -> Vec<Sentence> {
    let clients = world.clients.iter().map(|client| Node::Client(client.id));
    let servers = world.servers.iter().map(|server| Node::Server(server.id));
    let stores = world.stores.iter().map(|store| Node::Store(store.id));
    let nodes = clients.chain([Node::Balancer]).chain(servers).chain(stores).map(Thing::Node);
    let in_flight = world.in_flight();
    let messages = in_flight.iter().map(|flying| Thing::Message(&flying.message));
    nodes.chain(messages).map(|of| thing(language, of, world)).collect()
}

#[test]
fn every_step_of_every_strategy_is_told_and_can_be_read_in_words() {
    for strategy in Strategy::ALL {
        let run = Recording::replay(strategy.config(), strategy.script());
        for step in 0..=run.last_step() {
            let world = &run.frame(step).world;
            for language in Language::ALL {
                let told = caption(language, run.facts_of(step), world).plain();
                assert_eq!(sentence_fault(language, &told), None, "{told}");
                for said in things(language, world) {
                    assert_eq!(fault(language, &said.plain()), None, "{said}");
                    assert!(said.plain().ends_with('.'), "{said}");
                }
            }
        }
    }
}

#[test]
fn every_kind_of_message_is_named() {
    let mut seen = [false; 9];
    let sync = crate::model::config::Setting::CopySync;
    let runs = Strategy::ALL.map(|strategy| (strategy.config(), strategy));
    for (config, strategy) in runs.into_iter().chain(runs.map(|(config, strategy)| (config.with(sync, 1), strategy))) {
        let mut world = World::new(config);
        for input in strategy.script() {
            world.apply(world.now, &input.command);
            while !world.is_settled() {
                for in_flight in world.in_flight() {
                    seen[kind(&in_flight.message)] = true;
                    for language in Language::ALL {
                        let said = thing(language, Thing::Message(&in_flight.message), &world).plain();
                        assert_eq!(fault(language, &said), None, "{said}");
                    }
                }
                world.step();
            }
        }
    }
    assert_eq!(seen, [true; 9]);
}

fn kind(message: &Message) -> usize {
    match message {
        Message::RequestToBalancer { .. } => 0,
        Message::RequestToServer { .. } => 1,
        Message::ResponseToBalancer { .. } => 2,
        Message::ResponseToClient { .. } => 3,
        Message::Copy { .. } => 4,
        Message::CopyAck { .. } => 5,
        Message::StoreRequest { .. } => 6,
        Message::StoreResponse { .. } => 7,
        Message::Replicate { .. } => 8,
    }
}

#[test]
fn a_moment_in_words() {
    let mut world = World::new(Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local));
    for act in [Command::SignIn(ClientId(0)), Command::SignIn(ClientId(1)), Command::Crash(ServerId(1))] {
        world.apply(world.now, &act);
        while !world.is_settled() {
            world.step();
        }
    }
    let said = |language, node| thing(language, Thing::Node(node), &world).plain().replace('\u{a0}', " ");
    assert_eq!(
        said(Language::Korean, Node::Client(ClientId(0))),
        "Alice(203.0.113.7): “환영합니다, Alice”. 쿠키가 가리키는 세션 7F3A는 서버 1에 있습니다."
    );
    let server = |server| said(Language::English, Node::Server(ServerId(server)));
    assert_eq!(server(0), "Server 1: up. 1 session: Alice 7F3A v1.");
    assert_eq!(server(1), "Server 2: down. The balancer does not know yet.");
    assert_eq!(server(7), "");
    assert_eq!(said(Language::Korean, Node::Store(StoreId(0))), "");
}
