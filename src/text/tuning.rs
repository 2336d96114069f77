//! Names and values of the conditions that a reader can change.

use crate::model::config::{SaveMode, Sessions, Setting, Unit};
use crate::model::time::SimDuration;
use crate::strategy::Tuning;

use super::Language;
use super::grammar::number::{duration, grouped};
use super::label;

/// Label of a control: "같은 서버로 보내는 기준", "Replication send delay".
pub fn tuning_name(language: Language, tuning: Tuning) -> &'static str {
    let words = language.words();
    match tuning {
        Tuning::Affinity(_) => words.setting_affinity,
        Tuning::Sessions(Sessions::Shared(_)) => words.setting_store_kind,
        Tuning::Sessions(Sessions::Local | Sessions::Replicated) => words.sessions,
        Tuning::Setting(setting, _) => setting_name(language, setting),
    }
}

/// Value of a control: "쿠키", "On disk", "50 ms", "켬".
pub fn tuning_value(language: Language, tuning: Tuning) -> String {
    let words = language.words();
    match tuning {
        Tuning::Affinity(affinity) => label::affinity(language, affinity).to_owned(),
        Tuning::Sessions(Sessions::Shared(kind)) => label::store_kind(language, kind).to_owned(),
        Tuning::Sessions(Sessions::Local) => words.sessions_local.to_owned(),
        Tuning::Sessions(Sessions::Replicated) => words.sessions_replicated.to_owned(),
        Tuning::Setting(setting, value) => match setting.spec().unit {
            Unit::Count => grouped(value),
            Unit::Duration => duration(language, SimDuration::from_us(value)),
            Unit::Switch if value == 0 => words.off.to_owned(),
            Unit::Switch => words.on.to_owned(),
            Unit::Choice(_) => save_mode(language, value).to_owned(),
        },
    }
}

/// Save of a session that has ended meanwhile: the only setting with names for its values.
fn save_mode(language: Language, value: u64) -> &'static str {
    let words = language.words();
    match SaveMode::ALL.get(value as usize) {
        Some(SaveMode::Check) | None => words.save_check,
        Some(SaveMode::Update) => words.save_update,
        Some(SaveMode::Set) => words.save_set,
    }
}

/// A setting's name.
pub fn setting_name(language: Language, setting: Setting) -> &'static str {
    let words = language.words();
    match setting {
        Setting::Clients => words.setting_clients,
        Setting::Servers => words.setting_servers,
        Setting::Hop => words.setting_hop,
        Setting::Redispatch => words.setting_redispatch,
        Setting::CopyDelay => words.setting_copy_delay,
        Setting::CopySync => words.setting_copy_sync,
        Setting::Replica => words.setting_replica,
        Setting::ReplicaLag => words.setting_replica_lag,
        Setting::ReplicaWait => words.setting_replica_wait,
        Setting::Service => words.setting_service,
        Setting::Workers => words.setting_workers,
        Setting::Queue => words.setting_queue,
        Setting::Idle => words.setting_idle,
        Setting::Retries => words.setting_retries,
        Setting::RetryInterval => words.setting_retry_interval,
        Setting::ServerTimeout => words.setting_server_timeout,
        Setting::CheckInterval => words.setting_check_interval,
        Setting::Fall => words.setting_fall,
        Setting::Rise => words.setting_rise,
        Setting::CookieMaxAge => words.setting_cookie_max_age,
        Setting::CookieSecure => words.setting_cookie_secure,
        Setting::CookieSameSite => words.setting_cookie_same_site,
        Setting::Https => words.setting_https,
        Setting::CopyApply => words.setting_copy_apply,
        Setting::StateTransferTimeout => words.setting_state_transfer_timeout,
        Setting::StoreRead => words.setting_store_read,
        Setting::StoreWrite => words.setting_store_write,
        Setting::Save => words.setting_save,
        Setting::StoreDetection => words.setting_store_detection,
        Setting::StorePromotion => words.setting_store_promotion,
    }
}
