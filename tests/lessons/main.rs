//! The lessons, as a reader goes through them: every question answered, every act done, every end reached.

mod claims;
mod predictions;
mod reader;
mod stories;
mod transcript;
mod ways;
