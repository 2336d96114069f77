//! The honest list: what the model leaves out or makes easier. Each row stands for a doc comment in [`crate::model`]
//! or for a default of [`crate::model::config`]; a new simplification gets a row here.

use crate::model::config::{Affinity, Config, Sessions, Setting};

use super::Language;
use super::telling::Value::Time;
use super::telling::both;
use super::telling::{Texts, text};

/// What is simplified, a sentence or two an element, with the numbers this run uses: what holds everywhere, then what
/// holds for this run's affinity and for the place its sessions live in.
pub fn simplified(language: Language, config: &Config) -> Vec<String> {
    let by_affinity: &[Texts] = match config.affinity {
        Affinity::None => &[],
        Affinity::Cookie => &COOKIE,
        Affinity::Source => &SOURCE,
    };
    let by_sessions: &[Texts] = match config.sessions {
        Sessions::Local => &[],
        Sessions::Replicated => &REPLICATED,
        Sessions::Shared(_) => &SHARED,
    };
    let values = [Time(config.duration(Setting::Hop)), Time(config.duration(Setting::Service))];
    let rows = ROWS.iter().chain(by_affinity).chain(by_sessions);
    rows.map(|row| text(language, row, &values)).collect()
}

const COOKIE: [Texts; 1] = [both!(
    "SRV 쿠키에는 HAProxy의 기본처럼 Path만 있고 만료가 없습니다. 응답에 Cache-Control도 더하지 않습니다.",
    "The SRV cookie has a Path and no expiry, as HAProxy’s default. No Cache-Control is added to answers."
)];

const SOURCE: [Texts; 1] = [both!(
    "출발지 주소로 나눌 때도 실행 중에 서버를 더할 수 있습니다. HAProxy의 기본(map-based) 해시는 이를 거부합니다.",
    "A server can be added at run time under the source hash too. HAProxy’s default, map-based hash refuses that."
)];

const REPLICATED: [Texts; 6] = [
    both!(
        "요청 하나의 사본은 한 덩어리로 순서대로 갑니다(OrderInterceptor를 쓴 Tomcat처럼). 없으면 로그인의 속성이 영영 빠지기도 합니다.",
        "The messages of one request travel as one copy, in order, as with Tomcat’s OrderInterceptor. Without it a login’s attributes can be missing for ever."
    ),
    both!(
        "사본의 바이트는 메시지마다 690에 바뀐 속성을 더한 어림값이고, 적용 시간은 크기와 상관없이 같습니다.",
        "The bytes of a copy are an estimate: 690 a message plus the attributes that changed. Applying one takes the same time whatever its size."
    ),
    both!(
        "멤버마다 스스로 유휴 만료를 셉니다. Tomcat에서는 세션을 맡지 않은 멤버가 두 배까지 기다립니다.",
        "Every member lets a session idle out by itself. In Tomcat, members that are not its primary wait twice as long."
    ),
    both!(
        "누가 사라졌는지는 멤버들이 곧바로 압니다. Tomcat은 소식이 끊긴 뒤 몇 초가 지나야 압니다.",
        "Members know at once who is gone. Tomcat notices after a few seconds of silence."
    ),
    both!(
        "상태 전송은 멤버 한 대에게서 한 번에 받으며, 0.1초에 세션 하나당 0.1 ms가 걸립니다.",
        "A state transfer comes from one member in one piece and takes 0.1 s plus 0.1 ms a session."
    ),
    both!(
        "Tomcat 10.1.60은 읽기만 해도 사본을 보내며 여기서도 그렇습니다. 다른 버전은 다를 수 있습니다.",
        "Tomcat 10.1.60 sends copies for a mere read, and so does this one. Other versions may not."
    ),
];

const SHARED: [Texts; 5] = [
    both!(
        "저장소는 몇 건이든 한꺼번에 처리하고, 세션을 읽었다는 소식은 복제본에 곧바로 닿습니다.",
        "A store serves any number of questions side by side, and its replica hears at once that a session was read."
    ),
    both!(
        "읽기와 쓰기 시간은 잰 비율을 따릅니다. 디스크 저장소의 읽기는 Redis의 2.3배, 디스크까지 쓰기는 16배입니다.",
        "Reads and writes follow measured ratios: a disk store’s read takes 2.3 times Redis’s, its synced write 16 times."
    ),
    both!(
        "전원 차단은 재지 않았습니다. 무엇이 남는지는 각 시스템의 문서를 따랐습니다.",
        "Cutting the power was not measured. What survives it follows the systems’ documentation."
    ),
    both!(
        "복제본은 정해진 시간 뒤에 넘겨받고, 서버는 곧바로 새 저장소에 묻습니다. 실제로는 투표와 재연결에 걸리는 시간이 흔들립니다.",
        "A replica takes over after a fixed time and the servers ask it at once. Real votes and reconnections vary."
    ),
    both!(
        "되살아난 옛 주 저장소는 곧바로 복제본이 됩니다. 실제로는 길게 10초까지 쓰기를 더 받았다가 모두 잃었습니다.",
        "An old primary that comes back is a replica at once. A real one took writes for up to 10 seconds more, and lost them all."
    ),
];

/// Filled with what a hop and what a request's work take.
const ROWS: [Texts; 13] = [
    both!(
        "메시지는 한 구간마다 늘 {0}, 요청 하나의 처리는 늘 {1} 걸립니다. 실제로는 흔들립니다.",
        "A message always takes {0} a hop and a request {1} of work. Real ones vary."
    ),
    both!(
        "TCP와 TLS 연결 과정은 그리지 않습니다. 메시지 끊기는 연결이 끊긴 것으로 칩니다. 잃은 조각은 TCP가 다시 보내기 때문입니다. 로드 밸런서와 서버 사이에서는 끊겼다는 소식도 닿지 않아, 로드 밸런서가 제한 시간(timeout server)까지 기다립니다.",
        "TCP and TLS handshakes are not drawn. A dropped message stands for a broken connection, as TCP sends a lost segment again. Between balancer and server neither side learns of the break, so the balancer waits for its timeout."
    ),
    both!(
        "로드 밸런서는 HAProxy 2.6의 HTTP 모드를 따르며, 그 자체는 멈추지 않습니다.",
        "The balancer behaves as HAProxy 2.6 in HTTP mode, and never fails itself."
    ),
    both!(
        "상태 확인은 시간이 걸리지 않고, 결과를 바꾸지 않는 확인은 나타나지 않습니다.",
        "Health checks take no time, and those that would change nothing are left out."
    ),
    both!(
        "timeout server는 요청을 배정한 순간부터 재시도까지 합쳐 셉니다. HAProxy는 연결한 뒤부터 셉니다.",
        "The server timeout counts from the choice of a server, retries included. HAProxy counts from the connection."
    ),
    both!(
        "서버 증설은 멈추지 않고 끝납니다. 실제로는 기계나 프로세스를 다시 켜야 합니다.",
        "An upgrade happens without a stop. A real machine or process is restarted for it."
    ),
    both!(
        "추가한 서버는 곧바로 요청을 받습니다. HAProxy에서는 상태를 확인하고 켜 주어야 합니다.",
        "A server that is added serves at once. HAProxy keeps it in maintenance until it is enabled."
    ),
    both!(
        "서버는 작은 쇼핑몰 하나를 돌리며 세션은 Tomcat처럼 다룹니다. 비밀번호는 늘 맞습니다.",
        "The servers run one small shop whose sessions behave as Tomcat’s. Passwords are always right."
    ),
    both!(
        "세션은 유휴 시간이 다 된 바로 그 순간에 사라집니다. Tomcat은 접근할 때와 이따금 뒤에서 확인합니다.",
        "An idle session is gone at the very moment. Tomcat looks on access and every so often in the background."
    ),
    both!(
        "세션 메모리는 세션 하나당 784바이트에 이름과 장바구니를 더한 어림값입니다.",
        "Session memory is an estimate: 784 bytes a session, plus its user’s name and cart."
    ),
    both!(
        "쇼핑몰의 호스트는 하나라서 쿠키의 Domain은 다루지 않습니다.",
        "The shop is one host, so the Domain of cookies plays no part."
    ),
    both!(
        "SameSite가 없는 쿠키는 Chromium처럼 Lax로 다룹니다. 브라우저마다 다릅니다.",
        "A cookie without SameSite is treated as Lax, as Chromium does. Browsers differ."
    ),
    both!(
        "화면에서는 세션 ID 32자리 중 앞 4자리만 보입니다.",
        "The figure shows the first 4 of a session id’s 32 digits."
    ),
];
