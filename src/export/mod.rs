//! Output that needs no browser: transcripts, pictures and the initial markup of the page. Native only. The files in
//! `prerendered/` are made here.

pub mod transcript;
mod document;
pub mod step_picture;
pub mod opening;
pub mod pictures;
mod passage;
pub mod teachers;
