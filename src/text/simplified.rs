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
    vec![text!(language,
            ko: "출발지 IP로 나눌 때도 실행 중에 서버를 추가할 수 있습니다. HAProxy의 기본(map-based) 해시는 이를 거부합니다.",
            en: "A server can be added at run time with the source hash, too. HAProxy’s default (map-based) hash does not allow that.")]
}

/// Runs of a cluster.
fn replicated(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "요청 하나에서 나온 메시지는 사본 하나로 묶여 순서대로 갑니다(OrderInterceptor를 쓴 Tomcat처럼). OrderInterceptor가 없으면 로그인한 사용자의 속성이 영영 빠질 수도 있습니다.",
            en: "The messages of one request travel as one copy, in order, as with Tomcat’s OrderInterceptor. Without it, a new session can miss its attributes for good."),
        text!(language,
            ko: "사본의 크기는 메시지마다 690바이트에 바뀐 속성을 더한 어림값이고, 적용 시간은 크기와 상관없이 같습니다.",
            en: "The bytes of a copy are an estimate: 690 per message plus the attributes that changed. Applying one takes the same time whatever its size."),
        text!(language,
            ko: "멤버마다 유휴 만료를 따로 잽니다. Tomcat에서는 세션의 주 멤버가 아닌 멤버는 두 배까지 기다립니다.",
            en: "Every member measures the idle timeout by itself. In Tomcat, members that are not the session’s primary wait twice as long."),
        text!(language,
            ko: "멤버가 사라지면 다른 멤버들이 곧바로 알아차립니다. Tomcat은 신호가 끊긴 뒤 몇 초가 지나야 알아차립니다.",
            en: "Members know immediately which member is gone. Tomcat notices after a few seconds without a signal from it."),
        text!(language,
            ko: "상태 전송은 멤버 한 대에게서 한 번에 받으며, 0.1초에 세션 하나당 0.1 ms를 더한 시간이 걸립니다.",
            en: "A state transfer comes from one member in one piece and takes 0.1 s plus 0.1 ms per session."),
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
            ko: "읽기와 쓰기 시간은 측정한 비율을 따릅니다. 디스크 저장소의 읽기는 Redis의 2.3배, 디스크에 반영하는 쓰기는 16배입니다.",
            en: "Reads and writes follow measured ratios: a read from a disk store takes 2.3 times as long as from Redis, a write to disk 16 times."),
        text!(language,
            ko: "전원 차단은 실측하지 않았습니다. 무엇이 남는지는 각 시스템의 문서를 따랐습니다.",
            en: "Power cuts were not measured. The rules for what survives follow the documentation of each system."),
        text!(language,
            ko: "복제본은 정해진 시간 뒤에 승격되고, 서버는 곧바로 새 주 저장소에 요청합니다. 실제로는 센티널의 합의와 재연결에 걸리는 시간이 일정하지 않습니다.",
            en: "A replica takes over after a fixed time, and the servers use it immediately. In reality, the time for the sentinels’ vote and for reconnecting varies."),
        text!(language,
            ko: "되살아난 옛 주 저장소는 곧바로 복제본이 됩니다. 실제로는 최대 10초 동안 쓰기를 더 받았다가 모두 잃었습니다.",
            en: "An old primary that comes back becomes a replica immediately. A real one accepted writes for up to 10 more seconds and then lost them all."),
    ]
}
