//! Writes a link.

use super::{Link, Theme, VERSION, input, value};
use crate::model::config::SETTINGS;

/// See [`Link::query`].
pub(super) fn write(link: &Link) -> String {
    let mut query = format!("v={VERSION}");
    let mut add = |key: &str, value: &str| query += &format!("&{key}={value}");
    add("strategy", link.strategy.key());
    let preset = link.strategy.config();
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
    if link.step > 0 {
        add("step", &link.step.to_string());
    }
    if let Some(language) = link.language {
        add("lang", language.tag());
    }
    if link.theme != Theme::Auto {
        add("theme", link.theme.key());
    }
    query
}
