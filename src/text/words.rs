//! Labels that depend on nothing but the language: one row a label, both languages side by side, so that a missing
//! text does not compile. What depends on a name, a number or a state is not here but in the functions of [`super`].

use super::Language;

macro_rules! words {
    ($($key:ident: $ko:literal, $en:literal;)*) => {
        /// Every static label of the page, in one language.
        #[derive(Debug)]
        pub struct Words {
            $(#[doc = concat!("“", $en, "”, “", $ko, "”.")] pub $key: &'static str,)*
        }

        /// The labels in Korean.
        pub static KOREAN: Words = Words { $($key: $ko,)* };

        /// The labels in English.
        pub static ENGLISH: Words = Words { $($key: $en,)* };

        impl Words {
            /// Every label with its key, for tests and for a translator.
            pub fn all(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($key), self.$key),)*]
            }
        }
    };
}

impl Language {
    /// The labels in this language.
    pub fn words(self) -> &'static Words {
        match self {
            Language::Korean => &KOREAN,
            #[cfg(all(feature = "split", target_arch = "wasm32"))]
            Language::English => super::late::words(),
            #[cfg(not(all(feature = "split", target_arch = "wasm32")))]
            Language::English => &ENGLISH,
        }
    }
}

#[rustfmt::skip]
words! {
    // The page.
    title: "Sessionscope", "Sessionscope";
    try_yourself: "직접 해 보기", "Try it yourself";
    close: "닫기", "Close";

    // Strategies: the article's names.
    strategy: "전략", "Strategy";
    strategy_single: "단일 서버", "Single server";
    strategy_none: "전략 없음", "No strategy";
    strategy_sticky: "Sticky Session", "Sticky session";
    strategy_clustering: "Session Clustering", "Session clustering";
    strategy_storage: "Session Storage", "Session storage";
    question_single: "서버가 한 대뿐이면 무엇이 멈출까요?", "With only one server, what stops everything?";
    question_none: "서버를 늘리기만 하면 로그인은 어떻게 될까요?", "Servers are added and nothing else: what becomes of a login?";
    question_sticky: "같은 사람을 늘 같은 서버로 보내면 될까요?", "Is it enough to send a person to the same server every time?";
    question_clustering: "모든 서버가 모든 세션을 갖고 있으면 될까요?", "What if every server held every session?";
    question_storage: "세션을 한곳에 따로 모으면 무엇이 위험해질까요?", "Sessions are kept in one place of their own: what is at risk now?";
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
    share_copy: "링크 복사", "Copy link";
    share_copied: "링크를 복사했습니다.", "Link copied.";
    late_missing: "일부를 아직 불러오지 못했습니다.", "A part of the page has not loaded.";
    late_again: "다시 불러오기", "Try again";
    share_failed: "복사하지 못했습니다. 주소창의 링크를 쓰세요.", "Copying failed. Take the link from the address bar.";
    share_link: "이 순간으로 오는 링크", "Link to this very moment";
    share_save: "파일로 저장", "Save as a file";
    share_open: "파일 열기", "Open a file";
    share_new_ids: "다른 세션 ID로 다시", "Again with other session ids";
    keyboard_help: "스페이스: 재생 · ← →: 한 단계 · L: 다음 손실 · Home, End: 처음과 끝", "Space: play · ← →: one step · L: next loss · Home, End: start and end";

    // Stage.
    stage: "세션이 오가는 그림", "The figure";
    stage_twin: "그림을 글로", "The figure as text";
    legend: "기호", "Legend";
    legend_request: "요청", "Request";
    legend_response: "응답", "Response";
    legend_cookie: "쿠키(세션 ID)", "Cookie (session id)";
    legend_session: "서버의 세션", "Session on a server";
    legend_copy: "세션 사본", "Copy of a session";
    legend_store: "저장소에 묻고 답하기", "Question to the store";
    legend_stale: "오래된 값", "Stale";
    legend_loss: "손실", "Loss";

    // Client card.
    client_waiting_short: "대기 중…", "Waiting…";
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
    cookie_session: "세션 ID 쿠키(앱이 보냄)", "Session id cookie (the application’s)";
    cookie_affinity: "어피니티 쿠키(로드 밸런서가 보냄)", "Affinity cookie (the balancer’s)";

    // Balancer card.
    balancer: "로드 밸런서", "Load balancer";
    round_robin: "라운드 로빈", "Round robin";
    affinity_none: "없음", "None";
    affinity_cookie: "쿠키", "Cookie";
    affinity_source: "출발지 주소", "Source address";
    affinity_cookie_short: "SRV 쿠키를 봄", "By its SRV cookie";
    affinity_source_short: "출발지 주소를 봄", "By source address";
    direct: "직접 연결", "Direct";
    balancer_last: "방금 →", "Last →";
    balancer_idle: "아직 요청 없음", "No request yet";

    // Server card.
    server_down: "중단", "Down";
    server_marked_down_short: "제외됨", "Out";
    server_unnoticed_short: "아직 모름", "Unnoticed";
    server_marked_down: "로드 밸런서가 제외함", "Marked down by the balancer";
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
    store_memory_note: "Redis나 Memcached처럼 메모리에만 둡니다. 프로세스가 멈추면 모두 사라집니다.", "As Redis or Memcached, in memory only. When the process dies, everything is gone.";
    store_log_note: "Redis의 AOF(everysec)처럼 로그를 1초마다 디스크에 씁니다. 프로세스가 멈춰도 남고, 문서에 따르면 전원이 끊길 때 마지막 1초를 잃습니다.", "As Redis with AOF (everysec), a log reaches the disk every second. It survives its process; with the power, as documented, the last second goes.";
    store_disk_note: "PostgreSQL이나 MariaDB처럼 디스크에 쓴 뒤 답합니다. 캐시된 읽기는 Redis의 2배 남짓이지만, 디스크까지 쓰는 데는 10~20배쯤 걸립니다.", "As PostgreSQL or MariaDB, it answers when the disk has it. A cached read takes only about twice Redis’s, a synced write 10 to 20 times.";
    store_down: "중단", "Down";
    store_power_cut: "전원 끊김", "Power cut";
    store_taking_over: "복제본이 넘겨받는 중", "Replica is taking over";
    store_lost_writes: "잃은 쓰기", "Lost writes";
    store_on_disk: "디스크에 있음", "On the disk";

    // Panels.
    panels: "자세히 보기", "Details";
    panel_http: "지금 오가는 메시지", "The message on the wire";
    panel_http_last: "마지막으로 오간 메시지", "The last message";
    panel_http_none: "지금은 오가는 메시지가 없습니다.", "No message is on the wire.";
    panel_http_request: "요청", "Request";
    panel_http_response: "응답", "Response";
    panel_why: "왜 이 서버인가", "Why this server";
    panel_why_none: "아직 고른 서버가 없습니다.", "No server was chosen yet.";
    panel_why_direct: "로드 밸런서가 없어 고를 일이 없습니다.", "There is no balancer, so there is nothing to choose.";
    panel_try: "해 보기", "Try it";
    panel_count: "지금까지", "So far";
    panel_jar: "쿠키 저장소", "Cookie jar";
    panel_jar_none: "저장된 쿠키가 없습니다.", "The jar is empty.";
    panel_table: "세션 표", "Session table";
    panel_table_none: "이 서버에는 세션이 없습니다.", "This server holds no session.";
    panel_table_down: "프로세스가 멈춰 메모리가 비었습니다.", "The process is down; its memory is gone.";
    panel_table_store_none: "이 저장소에는 세션이 없습니다.", "This store holds no session.";
    panel_table_elsewhere: "세션은 저장소에 있고, 서버는 아무것도 갖지 않습니다.", "Sessions are in the store; servers hold none.";
    panel_compare: "같은 입력, 다섯 전략", "The same inputs under five strategies";
    panel_compare_hint: "지금까지의 입력을 전략마다 다시 돌려 센 수입니다.", "The inputs so far, run again under each strategy and counted.";
    panel_todo: "새 서버가 할 일", "What a new server has to do";
    panel_tuning: "조건 바꾸기", "Conditions";
    tuning_affinity: "사람을 알아보는 방법", "People are known by";
    sessions_local: "서버마다 따로", "Each server its own";
    sessions_replicated: "모든 멤버에 복제", "Copied to every member";
    tuning_redispatch: "재배정 (option redispatch)", "Redispatch (option redispatch)";
    tuning_copy_delay: "사본이 떠나기까지", "Copies leave after";
    tuning_copy_sync: "동기 복제", "Synchronous copies";
    tuning_store_kind: "저장소 종류", "Kind of store";
    tuning_replica: "복제본 두기", "With a replica";
    tuning_replica_lag: "복제 지연", "Replication lag";
    tuning_replica_wait: "복제본을 기다려 답하기 (WAIT 1)", "Wait for the replica (WAIT 1)";
    tuning_hop: "한 구간의 지연", "Latency of a hop";
    tuning_servers: "서버 수", "Servers";
    tuning_clients: "사람 수", "People";
    on: "켬", "On";
    off: "끔", "Off";
    panel_log: "기록", "Log";
    panel_log_none: "아직 일어난 일이 없습니다.", "Nothing has happened yet.";
    panel_log_seek: "이 순간으로 가기", "Go to this moment";
    panel_branches: "남겨 둔 갈래", "Kept lines";
    panel_branches_none: "과거에서 다르게 해 보면 원래 갈래가 여기에 남습니다.", "Act in the past, and the line you leave is kept here.";
    panel_branch_return: "이 갈래로 돌아가기", "Return to this line";
    panel_simplified: "단순하게 만든 것", "What is simplified";
    seed: "시드", "Seed";
    digest: "사실 요약값", "Digest of the facts";
    version_of_app: "버전", "Version";

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
    why_not_no_cookie: "지울 쿠키가 없습니다.", "There is no cookie to clear.";
    why_not_open_requests: "응답을 기다리는 요청이 너무 많습니다.", "Too many requests are under way.";
    why_not_down: "이미 꺼져 있습니다.", "It is down already.";
    why_not_up: "이미 켜져 있습니다.", "It is running already.";
    why_not_upgrade_down: "꺼진 서버는 증설할 수 없습니다.", "A server that is down cannot be upgraded.";
    why_not_workers: "워커가 이미 한계에 이르렀습니다.", "Its workers are at their limit.";
    why_not_servers: "서버가 이미 한계만큼 있습니다.", "There is no room for another server.";
    why_not_balancer: "나눠 줄 로드 밸런서가 없습니다.", "There is no balancer to share the work out.";
    why_not_message: "지금은 오가는 메시지가 없습니다.", "It has no message on the wire now.";
    why_not_shared: "이미 공유 주소를 쓰고 있습니다.", "It uses the shared address already.";
    why_not_cluster: "클러스터가 없는 전략입니다.", "This strategy has no cluster.";
    why_not_last: "마지막 서버는 뺄 수 없습니다.", "The last server stays.";
    why_not_removed: "이미 뺀 서버입니다.", "It was removed already.";
    why_not_store: "이 전략에는 저장소가 없습니다.", "This strategy has no store.";
    why_not_store_down: "저장소가 이미 꺼져 있습니다.", "The store is down already.";
    why_not_store_up: "저장소가 이미 켜져 있습니다.", "The store is running already.";
    why_not_replica: "넘겨받을 복제본이 없습니다.", "There is no replica to take over.";
    why_not_copy: "지금은 가고 있는 사본이 아닙니다.", "This copy is not on its way now.";
    why_not_full: "이 실행에 더는 입력을 담을 수 없습니다.", "This run takes no more inputs.";

    // Table headings.
    column_id: "ID", "ID";
    column_user: "사용자", "User";
    column_cart: "장바구니", "Cart";
    column_version: "버전", "Version";
    column_last_access: "마지막 접근", "Last access";
    column_expiry: "유휴 만료까지", "Idle expiry in";
    column_state: "상태", "State";
    column_attributes: "속성", "Attributes";
    column_expires: "만료", "Expires";
    column_expires_never: "브라우저를 닫을 때", "With the browser";

    // Counts.
    count: "수", "Count";
    count_requests: "보낸 요청", "Requests sent";
    count_ok: "정상 응답 (200)", "Answered (200)";
    count_unauthorized: "로그인 요구 (401)", "Asked to log in (401)";
    count_server_errors: "서버 오류 (5xx)", "Server errors (5xx)";
    count_dropped: "응답 없이 끊김", "Dropped";
    count_refused: "연결 거부", "Refused";
    count_not_found: "이 서버에 없음", "Not found here";
    count_destroyed: "소멸", "Destroyed";
    count_overwritten: "덮어씀", "Overwritten";
    count_stale: "오래된 값 읽기", "Stale reads";
    count_lost_updates: "갱신 손실", "Lost updates";
    count_orphans: "고아 세션", "Orphans";
    count_sessions: "보관 중인 세션", "Sessions held";
    count_copies: "보관 중인 사본", "Copies held";
    count_memory: "세션 메모리", "Session memory";
    count_messages: "메시지", "Messages";
    count_upkeep_messages: "세션 유지 메시지", "Upkeep messages";
    count_upkeep_bytes: "세션 유지 바이트", "Upkeep bytes";
    count_response_time: "평균 응답 시간", "Mean response time";
    count_downtime: "중단 시간", "Downtime";
}
