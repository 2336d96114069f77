//! A run as something to take away: a transcript, as sentences or as JSON lines, and a step of it as a picture. The page
//! itself shows such pictures before it runs, and where it can't.

pub mod transcript;
pub mod still;
pub mod stills;
