//! Writes a link.

use super::{LOCK, Link, Position, Theme, VERSION, input, value};
use crate::lesson::Activity;
use crate::model::config::SETTINGS;

/// See [`Link::query`].
pub(super) fn write(link: &Link) -> String {
    let mut query = format!("v={VERSION}");
    let mut add = |key: &str, value: &str| query += &format!("&{key}={value}");
    add("strategy", link.activity.strategy().key());
    match link.activity {
        Activity::FreePlay(_) => {}
        Activity::Goal(goal) => add("goal", goal.key()),
        Activity::Lesson(lesson) => add("lesson", lesson.key()),
    }
    if link.locked {
        add("lock", LOCK);
    }
    let preset = link.activity.config();
    if link.config.routing != preset.routing {
        add("routing", value::routing_key(link.config.routing));
    }
    if link.config.affinity != preset.affinity {
        add("affinity", value::affinity_key(link.config.affinity));
    }
    if link.config.sessions != preset.sessions {
        add("sessions", value::sessions_key(link.config.sessions));
    }
    for spec in &SETTINGS {
        let now = link.config.get(spec.setting);
        if now != preset.get(spec.setting) {
            add(spec.key, &value::write(spec, now));
        }
    }
    if link.config.seed != preset.seed {
        add("seed", &link.config.seed.to_string());
    }
    if let Some(inputs) = &link.inputs {
        add("do", &input::write_all(inputs));
    }
    match link.position {
        // A `#` would end the query.
        Some(Position::Beat(name)) => add("at", &name.to_string().replace('#', "%23")),
        Some(Position::Step(step)) => add("step", &step.to_string()),
        None => {}
    }
    if let Some(language) = link.language {
        add("lang", language.tag());
    }
    if link.theme != Theme::Auto {
        add("theme", link.theme.key());
    }
    query
}
