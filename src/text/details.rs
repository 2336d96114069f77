//! Labels of panels, notices and sharing, made as those in [`super::words`].

use super::Language;
use super::words::labels;

#[rustfmt::skip]
labels! {
    /// Labels of panels, notices and sharing, in one language.
    Details by details;

    // The page.
    close: "닫기", "Close";

    // Settings of the page.
    share_copy: "링크 복사", "Copy link";
    share_link: "이 순간으로 오는 링크", "Link to this very moment";
    share_save: "파일로 저장", "Save as a file";
    share_open: "파일 열기", "Open a file";
    share_new_ids: "다른 세션 ID로 다시", "Run again with other session ids";

    // Stage.
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
    cookie_session: "세션 ID 쿠키(앱이 보냄)", "Session id cookie (the application’s)";
    cookie_affinity: "어피니티 쿠키(로드 밸런서가 보냄)", "Affinity cookie (the balancer’s)";

    // Balancer card.
    affinity_none: "없음", "None";
    affinity_cookie: "쿠키", "Cookie";
    affinity_source: "출발지 주소", "Source address";

    // Store card.

    // Panels.
    panel_http: "지금 오가는 메시지", "The message on the wire";
    panel_http_last: "마지막으로 오간 메시지", "The last message";
    panel_http_none: "지금은 오가는 메시지가 없습니다.", "No message is on the wire.";
    panel_http_request: "요청", "Request";
    panel_http_asked: "이 응답을 부른 요청", "The request it answers";
    panel_http_response: "응답", "Response";
    panel_why: "왜 이 서버인가", "Why this server";
    panel_why_none: "아직 고른 서버가 없습니다.", "No server was chosen yet.";
    panel_why_direct: "로드 밸런서가 없어 고를 일이 없습니다.", "There is no balancer, so there is nothing to choose.";
    panel_jar: "쿠키 저장소", "Cookie jar";
    panel_jar_none: "저장된 쿠키가 없습니다.", "The jar is empty.";
    panel_table: "세션 표", "Session table";
    panel_table_none: "이 서버에는 세션이 없습니다.", "This server holds no session.";
    panel_table_down: "프로세스가 멈춰 메모리가 비었습니다.", "The process is down; its memory is gone.";
    panel_table_store_none: "이 저장소에는 세션이 없습니다.", "This store holds no session.";
    panel_table_elsewhere: "세션은 저장소에 있고, 서버는 아무것도 갖지 않습니다.", "Sessions are in the store; servers hold none.";
    panel_compare: "같은 입력, 다섯 전략", "The same inputs under five strategies";
    panel_compare_hint: "지금까지의 입력을 전략마다 다시 돌려 센 수입니다. 그 전략에 없는 서버나 저장소에 한 일은 빠집니다.", "The inputs so far, run again under each strategy and counted. What was done to a server or a store that a strategy does not have is left out.";
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
    count_losses: "잃은 것", "Lost";
    count_answers: "요청과 응답", "Requests and answers";
    count_upkeep: "세션을 두는 데 드는 것", "Keeping sessions";
    count_requests: "보낸 요청", "Requests sent";
    count_ok: "정상 응답 (200)", "Answered (200)";
    count_unauthorized: "로그인 요구 (401)", "Asked to log in (401)";
    count_server_errors: "서버 오류 (5xx)", "Server errors (5xx)";
    count_dropped: "응답 없이 끊김", "Dropped";
    count_refused: "연결 거부", "Refused";
    count_orphans: "고아 세션", "Orphans";
    count_sessions: "보관 중인 세션", "Sessions held";
    count_copies: "보관 중인 사본", "Copies held";
    count_memory: "세션 메모리", "Session memory";
    count_upkeep_messages: "사본을 맞추는 메시지", "Messages to sync copies";
    count_upkeep_bytes: "사본을 맞추는 바이트", "Bytes to sync copies";
    count_response_time: "평균 응답 시간", "Mean response time";
    count_downtime: "서버가 꺼져 있던 시간", "Servers down for";
}
