//! The simulated world: clients, a balancer, servers and the messages between them. Pure and deterministic: no browser,
//! clock, hash map or floating point, so the same inputs give the same facts natively and in Wasm.
//!
//! In reading order: [`time`] and [`ids`]; [`config`], what a run starts from; [`http`] and [`cookie`], what travels;
//! [`session`], [`server`], [`store`], [`balancer`], [`client`],
//! [`connections`], the parts; [`message`], [`command`], [`fact`], the three words of
//! the project; [`agenda`], what will happen; [`world`], which puts them together.

pub mod time;
pub mod ids;
pub mod config;
pub mod http;
pub mod cookie;
pub mod session;
pub mod server;
pub mod store;
pub mod balancer;
pub mod client;
pub mod connections;
pub mod message;
pub mod command;
pub mod fact;
pub mod agenda;
pub mod world;
