//! The stories, one file for each topic. In each, a reader uses the page, and a twin of the page's player computes its
//! expected state.

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
