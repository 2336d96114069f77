//! The honest list: what the model leaves out or makes easier. Each row stands for a doc comment in [`crate::model`]
//! or for a default of [`crate::model::config`]; a new simplification gets a row here.

use crate::model::config::{Affinity, Config, Sessions, Setting};

use super::Language;
use super::say::text;

/// The simplifications that this run meets, each in a sentence or two with the run's own numbers.
pub fn simplified(language: Language, config: &Config) -> Vec<String> {
    let mut rows = everywhere(language, config);
    rows.extend(match config.affinity {
        Affinity::None => Vec::new(),
        Affinity::Cookie => by_cookie(language),
        Affinity::Source => by_source(language),
    });
    rows.extend(match config.sessions {
        Sessions::Local => Vec::new(),
        Sessions::Replicated => replicated(language),
        Sessions::Shared(_) => shared(language),
    });
    rows
}

/// Every run.
fn everywhere(language: Language, config: &Config) -> Vec<String> {
    let (hop, service) = (config.duration(Setting::Hop), config.duration(Setting::Service));
    vec![
        text!(language,
            ko: "메시지는 구간마다 늘 {hop}, 요청 처리는 늘 {service} 걸립니다. 실제로는 그때그때 다릅니다.",
            en: "A message always takes {hop} per hop, and a request always {service} of processing. In reality, both vary.", hop, service),
        text!(language,
            ko: "TCP와 TLS 연결 과정은 없습니다. TCP는 유실된 세그먼트를 다시 보내므로, 메시지를 끊으면 연결이 끊긴 것으로 봅니다. 로드 밸런서와 서버 사이에서는 어느 쪽도 끊긴 줄 모르므로, 로드 밸런서는 제한 시간(timeout server)까지 기다립니다.",
            en: "There is no TCP or TLS handshake. TCP sends a lost segment again, so a dropped message means a broken connection. Between balancer and server neither side notices the break, and the balancer waits for its server timeout."),
        text!(language,
            ko: "로드 밸런서는 HAProxy 2.6의 HTTP 모드를 따르며, 멈추는 일이 없습니다.",
            en: "The balancer behaves like HAProxy 2.6 in HTTP mode. It never fails."),
        text!(language,
            ko: "순번에 나중에 들어온 서버는 늘 차례의 맨 뒤에 섭니다. HAProxy에서는 들어온 때에 따라 한두 자리 다를 수 있습니다.",
            en: "A server that enters the rotation later always comes last in the round robin. In HAProxy it can be one or two places off, depending on the moment."),
        text!(language,
            ko: "상태 확인에는 시간이 걸리지 않습니다. 아무것도 바꾸지 않는 상태 확인은 보여 주지 않습니다.",
            en: "Health checks take no time. Checks that change nothing are not shown."),
        text!(language,
            ko: "timeout server는 요청을 배정한 순간부터 재시도를 포함해 잽니다. HAProxy는 연결한 뒤부터 잽니다.",
            en: "The server timeout starts when the server is chosen and includes retries. In HAProxy it starts when the connection is made."),
        text!(language,
            ko: "서버를 멈추지 않고 업그레이드합니다. 실제로는 장비나 프로세스를 다시 시작해야 합니다.",
            en: "An upgrade does not stop the server. In reality, the machine or the process is restarted."),
        text!(language,
            ko: "추가한 서버는 곧바로 요청을 받습니다. HAProxy에서는 직접 활성화(enable)해야 합니다.",
            en: "An added server gets requests right away. HAProxy keeps it in maintenance until it is enabled."),
        text!(language,
            ko: "서버는 작은 쇼핑몰 하나를 돌리며 세션은 Tomcat처럼 다룹니다. 비밀번호는 늘 맞습니다.",
            en: "The servers run one small shop whose sessions behave like Tomcat’s. Passwords are always right."),
        text!(language,
            ko: "세션은 유휴 만료 시각에 정확히 사라집니다. Tomcat은 접근할 때, 그리고 가끔 백그라운드에서 확인합니다.",
            en: "A session expires exactly at its idle timeout. Tomcat checks on access and from time to time in the background."),
        text!(language,
            ko: "세션 메모리는 세션 하나당 784바이트에 이름과 장바구니를 더한 어림값입니다.",
            en: "Session memory is an estimate: 784 bytes per session, plus its user’s name and cart."),
        text!(language,
            ko: "쇼핑몰의 호스트는 하나라서 쿠키의 Domain은 다루지 않습니다.",
            en: "The shop is one host, so the cookie attribute Domain is left out."),
        text!(language,
            ko: "SameSite가 없는 쿠키는 Chromium처럼 Lax로 다룹니다. 브라우저마다 다릅니다.",
            en: "A cookie without SameSite is treated as Lax, as Chromium does. Browsers differ."),
        text!(language,
            ko: "화면에서는 세션 ID 32자리 중 앞 4자리만 보여 줍니다.",
            en: "The figure shows the first 4 of a session id’s 32 hex digits."),
    ]
}

/// Runs with the balancer’s cookie.
fn by_cookie(language: Language) -> Vec<String> {
    vec![text!(language,
            ko: "SRV 쿠키에는 HAProxy의 기본값처럼 Path만 있고 만료가 없습니다. 응답에 Cache-Control도 추가하지 않습니다.",
            en: "The SRV cookie has a Path and no expiry, as is HAProxy’s default. No Cache-Control is added to responses.")]
}

/// Runs with a source hash.
fn by_source(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "출발지 IP로 나눌 때도 실행 중에 서버를 추가할 수 있습니다. HAProxy의 기본(map-based) 해시는 이를 거부합니다.",
            en: "A server can be added at run time with the source hash, too. HAProxy’s default (map-based) hash does not allow that."),
        text!(language,
            ko: "사용자들의 주소는 서버 2대, 3대, 4대에 고르게 나뉘도록 정했습니다. 실제 주소는 이만큼 고르게 나뉘지 않을 수 있습니다.",
            en: "The addresses of the users are chosen to spread evenly over 2, 3 and 4 servers. Real addresses may spread less evenly."),
    ]
}

/// Runs of a cluster.
fn replicated(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "요청 하나에서 나온 메시지는 사본 하나로 묶여 순서대로 갑니다(OrderInterceptor를 쓴 Tomcat처럼). OrderInterceptor가 없으면 로그인한 사용자의 속성이 영영 빠질 수도 있습니다.",
            en: "The messages of one request travel as one copy, in order, as with Tomcat’s OrderInterceptor. Without it, a new session can miss its attributes for good."),
        text!(language,
            ko: "사본의 크기는 메시지마다 690바이트(세션의 끝을 알릴 때는 610바이트)에 바뀐 속성을 더한 어림값이고, 적용 시간은 크기와 상관없이 같습니다.",
            en: "The bytes of a copy are an estimate: 690 per message (610 if it tells the end of a session) plus the attributes that changed. Applying one takes the same time whatever its size."),
        text!(language,
            ko: "마지막 요청을 처리한 멤버는 유휴 만료를 제때 처리해 다른 멤버에 알립니다. Tomcat은 접근할 때와 주기적으로만 확인합니다. 그래서 실측에서는 그 멤버가 살아 있어도, 아직 확인하지 않은 세션을 다른 멤버가 찾아 200으로 답했습니다(만료 3초, 3.6초 뒤).",
            en: "The member that served the last request ends an idle session on time and tells the others. Tomcat checks only at each access and periodically. In our measurement, another member still answered 200 for a session that this member had not checked yet (timeout 3 s, after 3.6 s)."),
        text!(language,
            ko: "사본이 도착하는 데 걸리는 시간은 늘 같고, 보낸 사본끼리 서로 기다리지 않습니다. Tomcat에서는 그때그때 다르고, 한꺼번에 많이 보내면 대기열에서 더 늦어져 서버가 멈출 때 더 많이 잃습니다.",
            en: "A copy always takes the same time, and copies never wait for each other on their way. In Tomcat, the time varies. Many copies at once wait in a queue, so a crash loses more of them."),
        text!(language,
            ko: "멤버가 사라지면 다른 멤버들이 곧바로 알아차립니다. Tomcat은 신호가 끊긴 뒤 몇 초가 지나야 알아차립니다.",
            en: "Members know immediately which member is gone. Tomcat notices after a few seconds without a signal from it."),
        text!(language,
            ko: "상태 전송은 멤버 한 대에서 한 번에 받으며, 0.1초에 세션 하나당 65 µs와 속성 1 KB당 46 µs가 더 걸립니다.",
            en: "A state transfer comes from one member in one piece and takes 0.1 s plus 65 µs per session and 46 µs per KB of attributes."),
        text!(language,
            ko: "Tomcat 10.1.60은 읽기만 해도 사본을 보내며 여기서도 그렇습니다. 다른 버전은 다를 수 있습니다.",
            en: "Tomcat 10.1.60 sends copies even when a request only reads the session, and so does this model. Other versions may not."),
    ]
}

/// Runs with a shared store.
fn shared(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "저장소는 요청을 몇 개든 동시에 처리하고, 세션의 접근 시각은 복제본에 곧바로 반영됩니다.",
            en: "A store serves any number of requests at once, and its replica learns immediately when a session was last used."),
        text!(language,
            ko: "끝난 세션에 쓸 때의 설정은 값을 바꾼 요청에만 적용됩니다. Redis에 연결한 Spring Session은 읽기만 한 요청 뒤에도 접근 시각을 쓰므로, 그런 요청도 500을 받을 수 있습니다.",
            en: "The setting for a write to an ended session concerns requests that change a value. Spring Session on Redis writes the access time after mere reads, too, so such a request can also get 500."),
        text!(language,
            ko: "읽기와 쓰기 시간은 측정한 비율을 따릅니다. 디스크 저장소의 읽기는 Redis의 2.3배, 디스크에 반영하는 쓰기는 16배입니다.",
            en: "Reads and writes follow measured ratios: a read from a disk store takes 2.3 times as long as from Redis, a write to disk 16 times."),
        text!(language,
            ko: "전원 차단은 실측하지 않았습니다. 무엇이 남는지는 각 시스템의 문서를 따랐습니다.",
            en: "Power cuts were not measured. The rules for what survives follow the documentation of each system."),
        text!(language,
            ko: "복제본은 정해진 시간 뒤에 승격되고, 서버는 곧바로 새 주 저장소에 요청합니다. 실제로는 센티널의 합의와 재연결에 걸리는 시간이 일정하지 않습니다.",
            en: "A replica takes over after a fixed time, and the servers use it immediately. In reality, the time for the sentinels’ vote and for reconnecting varies."),
        text!(language,
            ko: "옛 주 저장소는 되살아나거나 교체되면 곧바로 복제본이 됩니다. 실측에서는 멈췄다 깨어난 주 저장소가 쓰기 하나를 더 받았고, 약 10초 뒤 그 쓰기를 잃고 복제본이 되었습니다. 수동으로 승격했을 때는 옛 주 저장소에 남은 클라이언트가 쓰기 2,734개 가운데 1,895개를 잃었습니다.",
            en: "An old primary that comes back or is replaced becomes a replica immediately. In our measurement, a frozen one accepted a write after it woke; about 10 s later it became a replica without this write. After a promotion by hand, a client that stayed on the old primary lost 1,895 of 2,734 writes."),
    ]
}
