pub mod model;
pub mod recording;
pub mod pace;
pub mod lesson;
