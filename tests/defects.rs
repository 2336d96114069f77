//! Stories of defects found in use: each plays the input that showed one. A module is a subject.

mod support;

#[path = "defects/telling.rs"]
mod telling;

#[path = "defects/clusters.rs"]
mod clusters;
#[path = "defects/endings.rs"]
mod endings;
#[path = "defects/returns.rs"]
mod returns;
#[path = "defects/stores.rs"]
mod stores;
#[path = "defects/store_laws.rs"]
mod store_laws;
#[path = "defects/browsers.rs"]
mod browsers;
#[path = "defects/routing.rs"]
mod routing;
#[path = "defects/sentences.rs"]
mod sentences;
