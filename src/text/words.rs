//! Labels that depend on nothing but the language: one row a label, both languages side by side, so that a missing
//! text does not compile. What depends on a name, a number or a state is not here but in the functions of [`super`].
//!
//! Labels of the stage, the tabs and the transport are here; those of panels and notices are in [`super::details`].

use super::Language;

/// Makes a table of labels: its type, its instance in each language, and the method of [`Language`] that returns it.
macro_rules! labels {
    ($(#[$doc:meta])* $table:ident by $get:ident; $($key:ident: $ko:literal, $en:literal;)*) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $table {
            $(#[doc = concat!("“", $en, "”, “", $ko, "”.")] pub $key: &'static str,)*
        }

        /// The labels in Korean.
        pub static KOREAN: $table = $table { $($key: $ko,)* };

        /// The labels in English.
        pub static ENGLISH: $table = $table { $($key: $en,)* };

        impl Language {
            $(#[$doc])*
            pub fn $get(self) -> &'static $table {
                match self {
                    Language::Korean => &KOREAN,
                    Language::English => &ENGLISH,
                }
            }
        }

        impl $table {
            /// Every label with its key, for tests and for a translator.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}
pub(super) use labels;

#[rustfmt::skip]
labels! {
    /// Labels of the stage, the tabs and the transport, in one language.
    Words by words;

    // The page.
    title: "Sessionscope", "Sessionscope";
    try_yourself: "직접 해 보기", "Try it yourself";

    // Strategies: the article's names.
    strategy: "전략", "Strategy";
    strategy_single: "단일 서버", "Single server";
    strategy_none: "전략 없음", "No strategy";
    strategy_sticky: "Sticky Session", "Sticky session";
    strategy_clustering: "Session Clustering", "Session clustering";
    strategy_storage: "Session Storage", "Session storage";
    question_single: "서버가 한 대뿐이면 무엇이 멈출까요?", "With only one server, what stops everything?";
    question_none: "서버를 늘리기만 하면 로그인은 어떻게 될까요?", "You only add servers: what happens to a login?";
    question_sticky: "같은 사람을 늘 같은 서버로 보내면 될까요?", "Is it enough to send a person to the same server every time?";
    question_clustering: "모든 서버가 모든 세션을 갖고 있으면 될까요?", "What if every server held every session?";
    question_storage: "세션을 한곳에 따로 모으면 무엇이 위험해질까요?", "Sessions live in one place: what is at risk?";
    summary_single: "세션은 어긋날 수 없습니다. 대신 서버가 멈추면 서비스 전체가 멈춥니다.", "Sessions cannot disagree. But when the server stops, the whole service stops.";
    summary_none: "서버마다 자기 세션만 압니다. 다른 서버로 간 사용자는 다시 로그인해야 합니다.", "Each server knows its own sessions only. A user sent to another one has to log in again.";
    summary_sticky: "서버가 살아 있는 동안에는 세션이 어긋나지 않습니다. 서버가 멈추면 그 서버에 붙은 사람은 다시 로그인해야 하고, 부하는 사람을 따라 쏠립니다.", "While the servers live, sessions never disagree. When one dies, its people log in again, and load follows people, not requests.";
    summary_clustering: "어느 서버든 답하고, 한 대가 멈춰도 이미 도착한 세션은 남습니다. 대신 사본과 메시지가 서버 수만큼 늘고, 사본을 앞지른 요청은 오래된 값을 읽습니다.", "Any server answers, and what has arrived survives a crash. But copies and messages grow with the servers, and a request that overtakes a copy reads a stale value.";
    summary_storage: "서버를 더하거나 빼도 세션은 그대로입니다. 대신 요청마다 왕복이 늘고, 저장소가 멈추면 어느 서버도 세션을 읽지 못합니다.", "Servers come and go and no session is lost. But every request takes one more round trip, and when the store is down no server can read a session.";

    // Scripts that are prepared.
    script_again: "이 예를 처음부터", "This example from the start";

    // Transport and timeline.
    transport: "재생 조작", "Playback";
    play: "재생", "Play";
    pause: "일시 정지", "Pause";
    step_forward: "다음 단계", "Step forward";
    step_back: "이전 단계", "Step back";
    next_loss: "다음 손실로", "Next loss";
    speed: "재생 속도", "Speed";
    timeline: "시간선", "Timeline";
    time_simulated: "시뮬레이션 시각", "Simulated time";

    // Settings of the page.
    language_other: "English", "한국어";
    theme: "화면 색", "Theme";
    theme_light: "밝게", "Light";
    theme_dark: "어둡게", "Dark";
    theme_auto: "기기 설정", "System";
    share: "공유", "Share";
    share_copied: "링크를 복사했습니다.", "Link copied.";
    share_failed: "복사하지 못했습니다. 주소창의 링크를 쓰세요.", "Copying failed. Take the link from the address bar.";
    keyboard_help: "스페이스: 재생 · ← →: 한 단계 · L: 다음 손실 · Home, End: 처음과 끝", "Space: play · ← →: one step · L: next loss · Home, End: start and end";

    // Stage.
    stage: "세션이 오가는 그림", "The figure";

    // Client card.
    client_waiting_short: "대기 중…", "Waiting…";
    client_forgotten: "다음 요청에 로그인 필요", "Must log in next";
    client_forgotten_short: "다음에 로그인", "Log in next";
    client_login_needed_short: "로그인 필요", "Log in";
    client_before_login_short: "로그인 전", "New";
    client_waiting: "응답을 기다리는 중…", "Waiting for the answer…";
    client_signed_in: "로그인됨", "Signed in";
    client_signed_out: "로그아웃됨", "Signed out";
    client_login_needed: "로그인 필요", "Login needed";
    client_before_login: "로그인 전", "Not signed in yet";
    client_unreachable: "연결 안 됨", "Unreachable";
    client_error: "오류", "Error";
    cookie: "쿠키", "Cookie";
    cookie_none: "쿠키 없음", "No cookie";

    // Balancer card.
    balancer: "로드 밸런서", "Load balancer";
    round_robin: "라운드 로빈", "Round robin";
    affinity_cookie_short: "SRV 쿠키를 봄", "By its SRV cookie";
    affinity_source_short: "출발지 주소를 봄", "By source address";
    direct: "직접 연결", "Direct";
    balancer_last: "방금 →", "Last →";
    balancer_idle: "아직 요청 없음", "No request yet";

    // Server card.
    server_down: "중단", "Down";
    server_marked_down_short: "제외됨", "Out";
    server_unnoticed_short: "아직 모름", "Unnoticed";
    server_marked_down: "로드 밸런서가 제외함", "Out of rotation";
    server_unnoticed: "중단을 아직 모름", "Not noticed yet";
    server_unnoticed_up: "복구를 아직 모름", "Recovery not noticed yet";
    server_joining: "세션을 받는 중이라 요청을 받지 않음", "Fetching the sessions, takes no request yet";
    server_joining_short: "합류 중", "Joining";
    server_lone: "클러스터 설정이 없음", "Not configured for the cluster";
    server_lone_short: "클러스터 밖", "Lone";
    outbox: "보낼 사본", "Copies to send";
    inbox: "적용할 사본", "Copies to apply";
    sessions: "세션", "Sessions";
    queue: "대기열", "Queue";
    workers: "워커", "Workers";
    session_orphan: "고아", "Orphan";
    session_expired: "만료됨", "Expired";
    session_not_found: "없음", "Not found";
    session_destroyed: "소멸", "Destroyed";
    session_stale: "오래된 값", "Stale";
    session_behind: "최신이 아님", "Not the newest";
    session_lost_update: "갱신 손실", "Lost update";

    // Store card.
    store_primary: "주 저장소", "Primary";
    store_replica: "복제본", "Replica";
    store_memory: "메모리", "In memory";
    store_log: "메모리와 로그", "Memory and log";
    store_disk: "디스크", "On disk";
    store_down: "중단", "Down";
    store_power_cut: "전원 끊김", "Power cut";
    store_taking_over: "복제본이 넘겨받는 중", "Replica is taking over";
    store_lost_writes: "잃은 쓰기", "Lost writes";
    store_on_disk: "디스크에 있음", "On the disk";

    // Panels.
    panels: "자세히 보기", "Details";
    panel_try: "해 보기", "Try it";
    panel_count: "지금까지", "So far";
    panel_log: "기록", "Log";

    // Acts.
    act_sign_in: "로그인", "Sign in";
    act_open_page: "새로고침", "Reload";
    act_view_cart: "장바구니 보기", "View cart";
    act_add_to_cart: "담기", "Add to cart";
    act_sign_out: "로그아웃", "Sign out";
    act_clear_cookies: "쿠키 지우기", "Clear cookies";
    act_change_address: "주소 바꾸기 (Wi-Fi → LTE)", "Change address (Wi-Fi → LTE)";
    act_share_address: "공유 주소 쓰기 (회사 NAT)", "Share an address (office NAT)";
    act_follow_link: "다른 사이트의 링크로 오기", "Follow a link from another site";
    act_crash: "서버 끄기", "Crash server";
    act_restart: "서버 다시 켜기", "Restart server";
    act_upgrade: "서버 증설 (scale-up)", "Upgrade server (scale-up)";
    act_add_server: "서버 추가 (scale-out)", "Add server (scale-out)";
    act_add_lone_server: "클러스터 설정 없이 추가", "Add without the cluster";
    act_remove_server: "서버 빼기", "Remove server";
    act_kill_store: "저장소 끄기", "Kill store";
    act_cut_power: "저장소 전원 끊기", "Cut store’s power";
    act_restart_store: "저장소 다시 켜기", "Restart store";
    act_promote: "복제본을 주 저장소로", "Promote replica";
    act_drop_copy: "사본 끊기", "Drop copy";
    act_drop: "메시지 끊기", "Drop message";

    // Counts.
    count_not_found: "이 서버에 없음", "Not found here";
    count_destroyed: "소멸", "Destroyed";
    count_overwritten: "덮어씀", "Overwritten";
    count_stale: "오래된 값 읽기", "Stale reads";
    count_lost_updates: "갱신 손실", "Lost updates";
    count_messages: "메시지", "Messages";
}
