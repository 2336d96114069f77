//! The stories, one file a theme. In each, a reader does what readers do, and a twin of the page's player says what the
//! page must show.

mod opening;
mod sheets;
mod moving;
mod acting;
mod tuning;
mod linking;
mod fitting;
mod flurry;
mod failing;
mod picturing;
mod embedding;
mod hosting;
mod everybody;
mod listening;
mod engines;
mod pairs;
