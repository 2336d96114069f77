//! The labels of each language.

use std::sync::LazyLock;

use super::{ENGLISH, KOREAN, Words};
use crate::text::Language;

impl Language {
    /// The labels in this language.
    pub fn words(self) -> &'static Words {
        static DOUBLED: LazyLock<Words> = LazyLock::new(|| Words::disguised(Language::Doubled));
        static MARKED: LazyLock<Words> = LazyLock::new(|| Words::disguised(Language::Marked));
        match self {
            Language::Korean => &KOREAN,
            Language::English => &ENGLISH,
            Language::Doubled => &DOUBLED,
            Language::Marked => &MARKED,
        }
    }
}

impl Words {
    /// Reasons for a failed start, each with its name in `boot.js`.
    pub fn start_failures(&self) -> [(&'static str, &'static str); 4] {
        [
            ("offline", self.fallback_reason_offline),
            ("missing", self.fallback_reason_missing),
            ("refused", self.fallback_reason_refused),
            ("broken", self.fallback_reason_broken),
        ]
    }
}
