//! The closing of each lesson: the mechanism, and its price.

use crate::lesson::Lesson;
use crate::text::Language;
use crate::text::say::text;
use crate::text::value::Value;

/// The closing, in three or four sentences.
pub fn closing(language: Language, lesson: Lesson) -> String {
    match lesson {
        Lesson::Cookie => text!(language,
            ko: "브라우저가 요청마다 쿠키로 보내는 세션 ID가 세션을 찾는 열쇠입니다. 쿠키를 잃으면 세션이 서버에 남아 있어도(고아 세션) 로그인 화면이 나옵니다. 서버가 한 대면 모든 요청이 같은 메모리를 보므로 세션을 못 찾거나 오래된 세션을 볼 일이 없습니다.",
            en: "The session id that the browser sends with each request, as a cookie, is the key to the session. Without the cookie the user gets the login form, even if the session is still there (an orphan). With one server, all requests see the same memory, so no session can be missing or outdated."),
        Lesson::OneMachine => text!(language,
            ko: "성능이 더 좋은 서버는 요청을 더 많이 처리합니다(scale-up). 그래도 한 대뿐이라, 멈추면 다시 켜질 때까지 서비스 전체가 멈춥니다. 메모리에 있던 세션은 다시 켜도 돌아오지 않습니다.",
            en: "A stronger server takes more requests (scale-up). It is still the only one: when it dies, the whole service stops until it is back. The sessions in its memory do not come back."),
        Lesson::LoggedOut => text!(language,
            ko: "세션은 사라지지 않았습니다. 서버가 3대라 요청 셋 중 둘이 그 세션을 모르는 서버로 갔을 뿐이고, 로그인 화면(401)은 세션을 지우지 않습니다. 다시 로그인하면 쿠키가 새 세션 ID로 바뀌고, 예전 세션은 어느 쿠키도 가리키지 않는 고아가 되어 만료될 때까지 남습니다.",
            en: "The session was never gone. With 3 servers, two of three requests go to a server that does not know it, and a login form (401) deletes nothing. A new login replaces the cookie, and no cookie names the old session any more: it stays behind as an orphan until it expires."),
        Lesson::OneOfThree => text!(language,
            ko: "서버가 여러 대면 하나가 죽어도 나머지가 응답하므로 서비스는 이어집니다. 하지만 죽은 서버에만 있던 세션은 사라집니다. 로그인을 이어 가는 방법은 세 가지입니다. 같은 서버로 보내기(Sticky Session), 모든 서버에 복사하기(Session Clustering), 한곳에 모아 두기(Session Storage). 뒤의 둘은 서버가 죽어도 세션을 지킵니다.",
            en: "With several servers, the others answer when one dies, so the service goes on. The sessions that only the dead server had are gone. Three ways keep users logged in: send a user to the same server each time (sticky session), copy sessions to all servers (session clustering), or keep them in one place (session storage). The last two also help when a server dies."),
        Lesson::ByCookie => text!(language,
            ko: "로드 밸런서의 쿠키가 세션이 있는 서버를 가리킵니다. 그 쿠키가 있으면 IP 주소가 바뀌어도 같은 서버로 가고, 서버가 살아 있는 한 세션을 놓치지 않습니다. 대신 로드 밸런서는 더 한가한 서버가 있어도 그쪽으로 보낼 수 없습니다.",
            en: "The balancer’s cookie names the server that has the session. With it a user gets there from any address, and as long as that server lives, the session is found. The price: the balancer cannot send the user to a server with less to do."),
        Lesson::ByAddress => text!(language,
            ko: "출발지 IP로 고정하면 같은 IP 주소를 쓰는 사람이 모두 한 서버에 몰리고, 나머지 서버는 놉니다. 주소가 바뀐 사람은 세션이 남아 있어도 로그인이 풀릴 수 있습니다. 쿠키로 고정하면 둘 다 일어나지 않지만, 브라우저가 쿠키를 받아야 합니다.",
            en: "By source IP, everybody behind one address loads one server while the others are idle. A user whose address changes can be logged out, though the session is still there. By cookie, neither happens, but the browser must accept the cookie."),
        Lesson::PinnedServerDies => text!(language,
            ko: "서버가 죽으면 그 서버에 세션이 있던 사람만 세션을 잃고 다시 로그인합니다. 다시 켜진 서버에는 예전 세션이 없습니다. 쿠키로 고정된 사람은 새 서버에 머뭅니다. 출발지 IP로 고정된 사람은 원래 서버로 되돌아가 또 로그인해야 하고, 서버 수가 바뀌면 다른 사람까지 옮겨질 수 있습니다.",
            en: "When a server dies, exactly the users whose sessions it had lose them and log in again. It comes back without these sessions. By cookie, users stay with their new server. By source IP, they are moved back to the old one and log in once more, and others can be moved as well when the number of servers changes."),
        Lesson::AnyMember => text!(language,
            ko: "모든 서버에 사본이 있으니 어느 서버든 응답하고, 사본이 도착한 변경은 서버가 죽어도 남습니다. 사본을 보내기 전에 서버가 죽으면 그 변경은 사라집니다. 비용도 있습니다. 모든 서버가 모든 세션을 보관하고, 변경마다 다른 서버 모두에 메시지를 보냅니다.",
            en: "Every server has a copy, so any of them can answer, and a change that was copied outlives its server. A change whose copies had not left is lost when its server dies. The price: every server keeps every session, and each change sends a message to all others."),
        Lesson::Overtaken => {
            let (before, after) = costs(lesson);
            text!(language,
                ko: "사본보다 빠른 요청에는 다른 서버가 오래된 값으로 응답합니다. 방금 로그인한 사람에게는 로그인 화면이 나옵니다. 동기 복제는 사본을 바로 보내 모두 도착한 뒤에 응답하므로 그런 일이 없습니다. 대신 변경마다 응답이 늦어져, 장바구니에 담는 시간이 {before}에서 {after}{으로} 늘어납니다.",
                en: "If a request is faster than the copy, another server answers with an old value, or with the login form right after a login. Synchronous replication sends the copies at once and answers after they have arrived, so that cannot happen. The price is time for each change: adding to the cart takes {after} instead of {before}.",
                before, after)
        }
        Lesson::NewMember => text!(language,
            ko: "서버가 N대면 세션마다 N벌을 보관하고, 로그인마다 메시지 2(N−1)개, 변경마다 N−1개를 보냅니다. 서버를 늘릴수록 모든 서버의 메모리와 일이 늘어납니다. 새 서버는 클러스터 설정이 있어야 하고, 모든 세션을 받은 뒤에야 응답합니다. Tomcat 문서는 4대쯤까지만 이 방식을 권합니다.",
            en: "With N servers, each session is stored N times, each login sends 2(N−1) messages, and each change N−1. Each additional server means more memory and more work for all of them. A new server needs the cluster’s configuration and must load all sessions before it answers. Tomcat’s guide advises this for about four servers at most."),
        Lesson::SharedStore => text!(language,
            ko: "세션이 저장소에 있으니 서버가 멈추거나 늘어도 로그인은 그대로입니다. 새 서버는 저장소의 주소만 알면 되고, 서버끼리는 아무것도 보내지 않습니다. 대신 요청마다 저장소에 다녀와야 하고, 모든 서버가 저장소 하나에 의지합니다.",
            en: "With the sessions in a store, servers can stop or be added, and users stay logged in. A new server needs the store’s address only, and servers send each other nothing. The price: each request asks the store, and all servers depend on it."),
        Lesson::PowerCut => {
            let (before, after) = costs(lesson);
            text!(language,
                ko: "저장소가 멈추면 어느 서버도 세션을 읽지 못합니다(단일 장애 지점). 메모리는 전원이 나가면 모든 세션을 잊고, 디스크는 남깁니다. 대신 쓸 때마다 디스크를 기다리므로, 장바구니에 담는 시간이 {before}에서 {after}{으로} 늘어납니다.",
                en: "Without the store no server can read a session (a single point of failure). Without power, memory forgets all sessions. A disk keeps them, but each write waits for it: adding to the cart takes {after} instead of {before}.",
                before, after)
        }
        Lesson::Replica => {
            let (before, after) = costs(lesson);
            text!(language,
                ko: "복제본이 있으면 주 저장소가 죽어도 세션이 남습니다. 다만 복제본에 아직 도착하지 않은 변경은, 저장했다고 응답했더라도 사라집니다. 복제본의 확인을 기다린 뒤 응답하면(WAIT 1) 확인된 변경은 사라지지 않습니다. 대신 복제본까지 오가느라 장바구니에 담는 시간이 {before}에서 {after}{으로} 늘고, 확인이 오지 않으면 오류가 나옵니다.",
                en: "With a replica, sessions outlive the primary. A change that the replica did not have yet is lost, even if the user was told that it was saved. If the response waits for the replica (WAIT 1), no confirmed change is lost. The price: the way there and back, {after} instead of {before} for an item, and an error if no confirmation comes.",
                before, after)
        }
    }
}

/// Response times of a change before and after the setting that the lesson asks for.
fn costs(lesson: Lesson) -> (Value<'static>, Value<'static>) {
    let (before, after) = lesson.response_times();
    (Value::Time(before), Value::Time(after))
}
