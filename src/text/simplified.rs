//! The honest list: what the model leaves out or makes easier. Each row stands for a doc comment in [`crate::model`]
//! or for a default of [`crate::model::config`]; a new simplification gets a row here.

use crate::model::config::{Config, Setting};

use super::Language;
use super::number::duration;

/// What is simplified, a sentence an element, with the numbers this run uses.
pub fn simplified(language: Language, config: &Config) -> Vec<String> {
    let of = |setting| duration(language, config.duration(setting));
    let (hop, service) = (of(Setting::Hop), of(Setting::Service));
    let first = match language {
        Language::Korean => {
            format!("메시지는 한 구간마다 늘 {hop}, 요청 하나의 처리는 늘 {service} 걸립니다. 실제로는 흔들립니다.")
        }
        Language::English => {
            format!("A message always takes {hop} a hop and a request {service} of work. Real ones vary.")
        }
    };
    let rest = ROWS.iter().map(|(korean, english)| match language {
        Language::Korean => (*korean).to_owned(),
        Language::English => (*english).to_owned(),
    });
    std::iter::once(first).chain(rest).collect()
}

const ROWS: [(&str, &str); 12] = [
    (
        "TCP와 TLS 연결 과정은 그리지 않습니다. 메시지 끊기는 연결이 끊긴 것으로 칩니다. 잃은 조각은 TCP가 다시 보내기 때문입니다.",
        "TCP and TLS handshakes are not drawn. A dropped message stands for a broken connection, as TCP sends a lost segment again.",
    ),
    (
        "로드 밸런서는 HAProxy 2.6의 HTTP 모드를 따르며, 그 자체는 멈추지 않습니다.",
        "The balancer behaves as HAProxy 2.6 in HTTP mode, and never fails itself.",
    ),
    (
        "상태 확인은 시간이 걸리지 않고, 결과를 바꾸지 않는 확인은 나타나지 않습니다.",
        "Health checks take no time, and those that would change nothing are left out.",
    ),
    (
        "timeout server는 요청을 배정한 순간부터 재시도까지 합쳐 셉니다. HAProxy는 연결한 뒤부터 셉니다.",
        "The server timeout counts from the choice of a server, retries included. HAProxy counts from the connection.",
    ),
    (
        "서버 증설은 멈추지 않고 끝납니다. 실제로는 기계나 프로세스를 다시 켜야 합니다.",
        "An upgrade happens without a stop. A real machine or process is restarted for it.",
    ),
    (
        "추가한 서버는 곧바로 요청을 받습니다. HAProxy에서는 상태를 확인하고 켜 주어야 합니다.",
        "A server that is added serves at once. HAProxy keeps it in maintenance until it is enabled.",
    ),
    (
        "서버는 작은 쇼핑몰 하나를 돌리며 세션은 Tomcat처럼 다룹니다. 비밀번호는 늘 맞습니다.",
        "The servers run one small shop whose sessions behave as Tomcat’s. Passwords are always right.",
    ),
    (
        "세션은 유휴 시간이 다 된 바로 그 순간에 사라집니다. Tomcat은 접근할 때와 이따금 뒤에서 확인합니다.",
        "An idle session is gone at the very moment. Tomcat looks on access and every so often in the background.",
    ),
    (
        "세션 메모리는 세션 하나당 784바이트에 이름과 장바구니를 더한 어림값입니다.",
        "Session memory is an estimate: 784 bytes a session, plus its user’s name and cart.",
    ),
    (
        "쇼핑몰의 호스트는 하나라서 쿠키의 Domain은 다루지 않습니다.",
        "The shop is one host, so the Domain of cookies plays no part.",
    ),
    (
        "SameSite가 없는 쿠키는 Chromium처럼 Lax로 다룹니다. 브라우저마다 다릅니다.",
        "A cookie without SameSite is treated as Lax, as Chromium does. Browsers differ.",
    ),
    ("화면에서는 세션 ID 32자리 중 앞 4자리만 보입니다.", "The figure shows the first 4 of a session id’s 32 digits."),
];
