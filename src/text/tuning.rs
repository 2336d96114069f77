//! What can be tuned, by name, and the values as a control says them.

use crate::lesson::Tuning;
use crate::model::config::{Sessions, Setting, Unit};
use crate::model::time::SimDuration;

use super::Language;
use super::label;
use super::number::{duration, grouped};

/// What a knob turns: "사람을 알아보는 방법", "Copies leave after".
pub fn tuning_name(language: Language, tuning: Tuning) -> &'static str {
    let (words, details) = (language.words(), language.details());
    match tuning {
        Tuning::Affinity(_) => details.tuning_affinity,
        Tuning::Sessions(Sessions::Shared(_)) => details.tuning_store_kind,
        Tuning::Sessions(Sessions::Local | Sessions::Replicated) => words.sessions,
        Tuning::Setting(setting, _) => setting_name(language, setting),
    }
}

/// Where it is turned to: "쿠키", "On disk", "50 ms", "켬".
pub fn tuning_value(language: Language, tuning: Tuning) -> String {
    let details = language.details();
    match tuning {
        Tuning::Affinity(affinity) => label::affinity(language, affinity).to_owned(),
        Tuning::Sessions(Sessions::Shared(kind)) => label::store_kind(language, kind).to_owned(),
        Tuning::Sessions(Sessions::Local) => details.sessions_local.to_owned(),
        Tuning::Sessions(Sessions::Replicated) => details.sessions_replicated.to_owned(),
        Tuning::Setting(setting, value) => match setting.spec().unit {
            Unit::Count => grouped(value),
            Unit::Duration => duration(language, SimDuration::from_us(value)),
            Unit::Switch if value == 0 => details.off.to_owned(),
            Unit::Switch => details.on.to_owned(),
        },
    }
}

/// A setting's name.
pub fn setting_name(language: Language, setting: Setting) -> &'static str {
    let details = language.details();
    let (korean, english) = match setting {
        Setting::Clients => return details.tuning_clients,
        Setting::Servers => return details.tuning_servers,
        Setting::Hop => return details.tuning_hop,
        Setting::Redispatch => return details.tuning_redispatch,
        Setting::CopyDelay => return details.tuning_copy_delay,
        Setting::CopySync => return details.tuning_copy_sync,
        Setting::Replica => return details.tuning_replica,
        Setting::ReplicaLag => return details.tuning_replica_lag,
        Setting::ReplicaWait => return details.tuning_replica_wait,
        Setting::Service => ("요청 처리 시간", "Work a request takes"),
        Setting::Workers => ("서버의 워커", "Workers of a server"),
        Setting::Queue => ("서버의 대기열", "Queue of a server"),
        Setting::Idle => ("유휴 만료", "Idle timeout"),
        Setting::Retries => ("연결 재시도 횟수", "Retries of a connection"),
        Setting::RetryInterval => ("재시도 간격", "Pause before a retry"),
        Setting::ServerTimeout => ("서버 응답 제한 시간", "Server timeout"),
        Setting::CheckInterval => ("상태 확인 간격", "Health check interval"),
        Setting::Fall => ("제외까지의 실패 횟수 (fall)", "Failed checks until out (fall)"),
        Setting::Rise => ("복귀까지의 성공 횟수 (rise)", "Good checks until back (rise)"),
        Setting::CookieMaxAge => ("쿠키의 Max-Age", "Max-Age of the cookie"),
        Setting::CookieSecure => ("Secure 쿠키", "Secure cookie"),
        Setting::CookieSameSite => ("쿠키의 SameSite 값", "SameSite of the cookie"),
        Setting::Https => ("HTTPS 쓰기", "Page over HTTPS"),
        Setting::CopyApply => ("사본을 적용하는 시간", "Work a copy takes its receiver"),
        Setting::StateTransferTimeout => ("상태 전송을 기다리는 시간", "Patience with a state transfer"),
        Setting::StoreRead => ("저장소 읽기 시간", "Read from the store"),
        Setting::StoreWrite => ("저장소 쓰기 시간", "Write to the store"),
        Setting::StoreDetection => ("저장소 중단을 알아채는 시간", "Until a dead store is noticed"),
        Setting::StorePromotion => ("복제본이 넘겨받는 시간", "Until its replica takes over"),
    };
    match language {
        Language::Korean => korean,
        Language::English => english,
    }
}
