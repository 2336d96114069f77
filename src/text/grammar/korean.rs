//! Korean: counters, native ordinals, particles.

use crate::model::ids::{ServerId, StoreId};

use super::number::grouped;
use super::{Grammar, Noun, Particle, TimeUnit};

pub(super) struct Korean;

/// Native numerals before 번째, up to ten; larger ones are written in digits.
const ORDINALS: [&str; 10] = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];

impl Grammar for Korean {
    fn server(&self, id: ServerId) -> String {
        format!("서버\u{a0}{}", id.number())
    }

    fn store(&self, id: StoreId) -> String {
        format!("저장소\u{a0}{}", id.number())
    }

    fn balancer(&self) -> &'static str {
        "로드 밸런서"
    }

    fn count(&self, n: u64, noun: Noun) -> String {
        let (name, counter) = match noun {
            Noun::Browser => ("브라우저", "개"),
            Noun::Server => ("서버", "대"),
            Noun::OtherMember => ("다른 멤버", "대"),
            Noun::Session => ("세션", "개"),
            Noun::OrphanedSession => ("고아 세션", "개"),
            Noun::Copy => ("사본", "개"),
            Noun::Request => ("요청", "개"),
            Noun::Answer => ("응답", "개"),
            Noun::Message => ("메시지", "개"),
            Noun::Write => ("쓰기", "개"),
            Noun::Try => ("시도", "회"),
            Noun::Cookie => ("쿠키", "개"),
            Noun::Item => ("상품", "개"),
            Noun::Worker => ("워커", "개"),
            Noun::Action => ("동작", "개"),
        };
        format!("{name}\u{a0}{}{counter}", grouped(n))
    }

    fn ordinal(&self, n: u64) -> String {
        let native = n.checked_sub(1).and_then(|index| ORDINALS.get(usize::try_from(index).ok()?));
        match native {
            Some(native) => format!("{native}\u{a0}번째"),
            None => format!("{}번째", grouped(n)),
        }
    }

    fn separator(&self, length: usize, _: bool, before: &str) -> String {
        if length == 2 { format!("{} ", Particle::With.after(before)) } else { ", ".to_owned() }
    }

    fn capitalised(&self, name: String) -> String {
        name
    }

    fn unit(&self, unit: TimeUnit) -> &'static str {
        match unit {
            TimeUnit::Microsecond => "\u{a0}µs",
            TimeUnit::Millisecond => "\u{a0}ms",
            TimeUnit::Second => "초",
            TimeUnit::Minute => "분",
            TimeUnit::Hour => "시간",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_are_native_up_to_ten() {
        let told = [1, 2, 10, 11, 1_000].map(|n| Korean.ordinal(n).replace('\u{a0}', " "));
        assert_eq!(told, ["첫 번째", "두 번째", "열 번째", "11번째", "1,000번째"]);
    }

    #[test]
    fn counts_have_a_counter() {
        let told = [(1, Noun::Server), (0, Noun::Session), (1_200, Noun::Try)];
        let told = told.map(|(n, noun)| Korean.count(n, noun).replace('\u{a0}', " "));
        assert_eq!(told, ["서버 1대", "세션 0개", "시도 1,200회"]);
    }
}
