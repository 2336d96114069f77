//! The stories, one file for each topic. In each, a reader uses the page, and a twin of the page's player computes its
//! expected state.

mod opening;
mod telling;
mod sheets;
mod moving;
mod acting;
mod goals;
mod tuning;
mod lessons;
mod linking;
mod fitting;
mod viewing;
mod flurry;
mod failing;
mod picturing;
mod embedding;
mod hosting;
mod reading;
mod everybody;
mod listening;
mod engines;
mod pairs;
