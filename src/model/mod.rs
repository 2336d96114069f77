//! The simulated world: clients, a balancer, servers and the messages between them. Pure and deterministic: no browser,
//! clock, hash map or floating point, so the same inputs give the same facts natively and in Wasm.
//!
//! In reading order: [`time`] and [`ids`]; [`config`] of a run; [`http`] and [`cookie`], the content of messages;
//! [`session`], [`server`], [`store`], [`balancer`], [`client`] and [`connections`], the parts; [`message`] (sent on
//! the network), [`command`] (asked from outside) and [`fact`] (recorded); [`agenda`], the queue of messages and
//! timers; [`world`], which connects them.

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
