//! The introduction of each lesson, at its first view.

use crate::lesson::Lesson;
use crate::strategy::Tuning;
use crate::text::say::text;
use crate::text::{Language, tuning_name, tuning_value};

/// The introduction: the situation, in one to three sentences. It has all that the first question needs.
pub fn intro(language: Language, lesson: Lesson) -> String {
    match lesson {
        Lesson::Cookie => text!(language,
            ko: "서버는 한 대입니다. 로그인하면 서버가 세션을 만들고, 브라우저는 그 세션의 ID를 쿠키로 저장합니다. Alice부터 로그인합니다.",
            en: "There is one server. At a login it creates a session, and the browser stores the session’s id as a cookie. Alice logs in first."),
        Lesson::OneMachine => text!(language,
            ko: "서버는 한 대이고, 요청을 한 번에 하나만 처리합니다(워커 1개). 기다리는 자리(대기열)는 없습니다.",
            en: "There is one server. It handles one request at a time (one worker) and has no queue."),
        Lesson::LoggedOut => text!(language,
            ko: "Alice가 서버 1에 로그인했고, 세션은 그 서버의 메모리에만 있습니다. 로드 밸런서는 요청을 서버 3대에 차례로 보냅니다.",
            en: "Alice has logged in at server 1, and her session is in that server’s memory only. The load balancer sends requests to 3 servers in turn."),
        Lesson::OneOfThree => text!(language,
            ko: "세 사람이 로그인했고, 세션은 서버마다 하나씩 있습니다. 로드 밸런서는 요청을 차례로 보내고, 연결이 안 되는 서버가 있으면 다른 서버로 다시 보냅니다.",
            en: "Three people have logged in, and each server has one of their sessions. The load balancer sends requests in turn. If it cannot connect to a server, it tries another one."),
        Lesson::ByCookie => text!(language,
            ko: "이번에는 로드 밸런서도 응답에 쿠키(SRV)를 붙입니다. Alice의 쿠키에는 ‘SRV=s1’이 생겼습니다.",
            en: "Now the load balancer adds a cookie to a response, too (SRV). Alice’s browser has got “SRV=s1”."),
        Lesson::ByAddress => text!(language,
            ko: "이번에는 쿠키 대신 출발지 IP로 서버를 고릅니다. 세 사람은 한 회사에 있어, 밖에서 보이는 주소가 하나뿐입니다(NAT).",
            en: "Now the balancer chooses the server by source IP and not by a cookie. All three users are in one office and share one address (NAT)."),
        Lesson::PinnedServerDies => text!(language,
            ko: "쿠키가 Alice를 서버 1로, Bob을 서버 2로 보냅니다. 세션은 각자의 서버에만 있습니다.",
            en: "Their cookies lead Alice to server 1 and Bob to server 2. Only these servers have their sessions."),
        Lesson::AnyMember => text!(language,
            ko: "서버 4대가 한 클러스터의 멤버입니다. 세션이 생기거나 바뀌면, 서버는 먼저 응답하고 50\u{a0}ms 뒤에 다른 멤버 모두에 사본을 보냅니다.",
            en: "Four servers are the members of a cluster. When a session is created or changed, its server responds first and sends a copy to every other member 50 ms later."),
        Lesson::Overtaken => text!(language,
            ko: "서버는 응답을 먼저 보내고, 사본은 50\u{a0}ms 뒤에 보냅니다. 다음 요청이 사본보다 빠를 수도 있습니다.",
            en: "A server sends its response first and the copies 50 ms later. The next request can be faster than a copy."),
        Lesson::NewMember => text!(language,
            ko: "서버 4대가 모든 세션을 서로 복사합니다. 로그인하면 다른 서버마다 메시지 2개가 가고(새 세션, 로그인 정보), 세션이 바뀌면 1개가 갑니다.",
            en: "Four servers copy all sessions to each other. A login sends two messages to each other server (the new session and its user), a change sends one."),
        Lesson::SharedStore => text!(language,
            ko: "세션은 서버가 아니라 저장소에 있습니다. 어느 서버든 요청을 받을 때마다 저장소에서 세션을 읽습니다.",
            en: "The sessions are in a store and not on the servers. Whichever server gets a request asks the store for the session."),
        Lesson::PowerCut => text!(language,
            ko: "저장소는 한 대뿐이고, 디스크에 쓰지 않는 Redis처럼 세션을 메모리에만 둡니다. Alice의 장바구니에는 상품이 1개 있습니다.",
            en: "There is one store. Like a Redis that writes nothing to disk, it keeps the sessions in memory only. Alice has one item in her cart."),
        Lesson::Replica => text!(language,
            ko: "이제 저장소에 복제본이 있습니다. 멀리 있어서, 주 저장소의 변경이 복제본에는 50\u{a0}ms 늦게 도착합니다. Alice의 장바구니에는 상품이 1개 있습니다.",
            en: "Now the store has a replica. It is far away and gets each change of the primary 50 ms later. Alice has one item in her cart."),
    }
}

/// The introduction when a lesson is repeated with the setting that it asks for.
pub fn again(language: Language, lesson: Lesson, tuning: Tuning) -> String {
    let (name, value) = (tuning_name(language.base(), tuning), tuning_value(language.base(), tuning));
    let meaning = meaning(language.base(), lesson).unwrap_or_default();
    text!(language,
        ko: "이제 조건이 “{name}: {value}”입니다. {meaning} 같은 동작을 처음부터 다시 봅니다.",
        en: "Now with “{name}: {value}”. {meaning} The same actions run again.",
        name, value = &value, meaning = &meaning)
}

/// The meaning of the setting that a lesson asks for; `None` for a lesson without one.
pub fn meaning(language: Language, lesson: Lesson) -> Option<String> {
    Some(match lesson {
        Lesson::ByAddress => text!(language,
            ko: "로드 밸런서의 쿠키가 서버를 정합니다.",
            en: "The balancer’s cookie decides the server."),
        Lesson::PinnedServerDies => text!(language,
            ko: "쿠키 대신 사용자의 IP 주소가 서버를 정합니다.",
            en: "The user’s IP address decides the server, and not a cookie."),
        Lesson::Overtaken => text!(language,
            ko: "서버는 사본을 바로 보내고, 모두 도착한 뒤에 응답합니다.",
            en: "A server sends the copies at once, and responds after all have arrived."),
        Lesson::PowerCut => text!(language,
            ko: "저장소는 디스크에 쓴 뒤에 저장했다고 답합니다.",
            en: "The store confirms a write after it is on disk."),
        Lesson::Replica => text!(language,
            ko: "서버는 복제본의 확인을 받은 뒤에 응답합니다.",
            en: "A server responds after the replica’s confirmation."),
        Lesson::Cookie
        | Lesson::OneMachine
        | Lesson::LoggedOut
        | Lesson::OneOfThree
        | Lesson::ByCookie
        | Lesson::AnyMember
        | Lesson::NewMember
        | Lesson::SharedStore => return None,
    })
}
