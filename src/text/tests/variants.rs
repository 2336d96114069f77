//! Numbers of the facts, so that a test can tell which it has seen.

use crate::model::fact::Fact;

/// The place of a fact's variant; a new variant does not compile before it gets one, and a sample.
#[rustfmt::skip]
pub(super) fn variant(fact: &Fact) -> usize {
    match fact {
        Fact::RequestSent { .. } => 0, Fact::LimitReached { .. } => 1, Fact::Routed { .. } => 2,
        Fact::ConnectFailed { .. } => 3, Fact::Queued { .. } => 4, Fact::ServiceStarted { .. } => 5,
        Fact::SessionFound { .. } => 6, Fact::SessionNotFound { .. } => 7, Fact::NoCookieSent { .. } => 8,
        Fact::SessionCreated { .. } => 9, Fact::SessionWritten { .. } => 10, Fact::SessionInvalidated { .. } => 11,
        Fact::SessionDestroyed { .. } => 12, Fact::Answered { .. } => 13, Fact::BalancerAnswered { .. } => 14,
        Fact::AnswerForwarded { .. } => 15, Fact::AnswerDiscarded { .. } => 16, Fact::ResponseReceived { .. } => 17,
        Fact::RequestDropped { .. } => 18, Fact::RequestRefused { .. } => 19, Fact::CookieStored { .. } => 20,
        Fact::CookieRefused { .. } => 21, Fact::CookieLapsed { .. } => 22, Fact::CookiesCleared { .. } => 23,
        Fact::SessionOrphaned { .. } => 24, Fact::AddressChanged { .. } => 25, Fact::ServerCrashed { .. } => 26,
        Fact::ServerRestarted { .. } => 27, Fact::ServerUpgraded { .. } => 28, Fact::ServerAdded { .. } => 29,
        Fact::HealthCheckCounted { .. } => 30, Fact::MarkedDown { .. } => 31, Fact::MarkedUp { .. } => 32,
        Fact::MessageDropped { .. } => 33, Fact::MessageDelayed { .. } => 34, Fact::WaitBegan { .. } => 35,
        Fact::WaitEnded { .. } => 36, Fact::NotApplicable { .. } => 37, Fact::ServerRemoved { .. } => 38,
        Fact::AffinityCookieSet { .. } => 39, Fact::AffinityCookieStored { .. } => 40, Fact::StaleRead { .. } => 41,
        Fact::CopiesQueued { .. } => 42, Fact::CopiesSent { .. } => 43, Fact::CopyApplied { .. } => 44,
        Fact::CopyIgnored { .. } => 45, Fact::WritesCrossed { .. } => 46, Fact::CopiesLost { .. } => 47,
        Fact::WriteLost { .. } => 48, Fact::UpdateLost { .. } => 49, Fact::JoinStarted { .. } => 50,
        Fact::JoinEnded { .. } => 51, Fact::StoreAsked { .. } => 52, Fact::StoreRead { .. } => 53,
        Fact::StoreUnreachable { .. } => 54, Fact::StoreDied { .. } => 55, Fact::StoreRestarted { .. } => 56,
        Fact::StorePromoted { .. } => 57, Fact::ReplicationSent { .. } => 58, Fact::ReplicationApplied { .. } => 59,
        Fact::CopyDropped { .. } => 60, Fact::CopyDelayed { .. } => 61, Fact::EndOverwroteUpdate { .. } => 62,
        Fact::UpdateRestored { .. } => 63, Fact::SessionReturned { .. } => 64, Fact::SaveRefused { .. } => 65,
        Fact::SaveIgnored { .. } => 66, Fact::SessionTouched { .. } => 67, Fact::SessionExpired { .. } => 68,
    }
}
pub(super) const VARIANTS: usize = 69;
