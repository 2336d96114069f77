//! The labels: short texts that depend on nothing but the language. Everything with a name, a number or a state in it is
//! a template (`text::say`). A label in one language only does not compile.

mod languages;
mod table;

use super::Language;
use super::sentence::Sentence;
use table::{labels, row};

#[rustfmt::skip]
labels! {
    // The page.
    title: ko "Sessionscope", en "Sessionscope";
    try_yourself: ko "직접 해 보기", en "Try it yourself";
    read_article: ko "글로 읽기", en "Read the article";
    for_teachers: ko "선생님을 위한 안내", en "For teachers";
    new_tab: ko "새 탭", en "new tab";
    close: ko "닫기", en "Close";

    // Strategies: the article's names.
    strategy: ko "전략", en "Strategy";
    strategy_single: ko "단일 서버", en "Single server";
    strategy_none: ko "전략 없음", en "No strategy";
    strategy_sticky: ko "Sticky Session", en "Sticky session";
    strategy_clustering: ko "Session Clustering", en "Session clustering";
    strategy_storage: ko "Session Storage", en "Session storage";
    question_single: ko "한 대뿐인 서버가 멈추면 어떻게 될까요?", en "What happens when the only server crashes?";
    question_none: ko "서버를 늘리기만 하면 로그인은 어떻게 될까요?", en "What happens to a login if you only add servers?";
    question_sticky: ko "같은 사용자를 늘 같은 서버로 보내면 될까요?", en "Is it enough to send a user to the same server every time?";
    question_clustering: ko "모든 서버가 모든 세션을 갖고 있으면 될까요?", en "What if every server held every session?";
    question_storage: ko "세션을 한곳에 따로 모으면 무엇이 위험해질까요?", en "What is at risk when all sessions are in one place?";

    // Scripts that are prepared.
    script_again: ko "예제로 되돌리기", en "Reset to the example";

    evidence_not_found: ko "이 서버에 없는 세션", en "not found on this server";
    evidence_not_found_in_store: ko "저장소에 없는 세션", en "not found in the store";
    evidence_stale: ko "이 서버에는 오래된 값", en "outdated on this server";
    evidence_no_cookie: ko "보낼 쿠키가 없음", en "no cookie to send";
    opening_next: ko "다음 장면", en "Next moment";
    opening_start: ko "처음부터", en "From the start";
    lessons: ko "레슨", en "Lessons";
    lesson_free_play: ko "자유롭게", en "Free play";
    lesson_done: ko "완료", en "done";
    lesson_go_on: ko "계속", en "Go on";
    lesson_not_sure: ko "아직 모르겠음", en "Not sure yet";
    lesson_expected: ko "예상", en "Expected";
    lesson_lost: ko "세션 잃음", en "Session lost";
    lesson_actual: ko "실제", en "Actual";
    lesson_question: ko "질문", en "Question";
    lesson_to_question: ko "질문 보기", en "To the question";
    lesson_skip: ko "건너뛰기", en "Skip";
    lesson_do_it: ko "대신 해 주기", en "Do it for me";
    lesson_show_acts: ko "동작 고르기", en "Choose an action";
    lesson_show_settings: ko "조건 바꾸기로 가기", en "Go to the conditions";
    lesson_your_turn: ko "해 보세요:", en "Your turn:";
    lesson_again: ko "이 레슨 다시", en "This lesson again";
    lesson_next: ko "다음 레슨", en "Next lesson";
    lesson_last: ko "모든 레슨을 마쳤습니다. 아래의 표 ‘같은 동작, 다섯 전략’도 보세요.", en "You have done all lessons. See also the table “The same actions under five strategies” below.";
    lesson_free: ko "자유롭게 해 보기", en "Play freely";
    ending: ko "정리", en "In short";
    ending_try: ko "직접 해 보세요", en "Try it yourself";

    // Transport and timeline.
    transport: ko "재생 조작", en "Playback";
    play: ko "재생", en "Play";
    pause: ko "일시 정지", en "Pause";
    next: ko "다음", en "Next";
    previous: ko "이전", en "Back";
    next_loss: ko "다음 손실로", en "Next loss";
    speed: ko "재생 속도", en "Speed";
    every_step: ko "단계", en "Steps";
    every_step_help: ko "단계: 메시지 하나하나 보기", en "Steps: see every message";
    harm_logged_out: ko "로그인 화면", en "Login form";
    harm_cart: ko "장바구니 상품 누락", en "Missing items";
    harm_logged_in_again: ko "다시 로그인된 화면", en "Logged in again";
    harm_error: ko "오류 화면", en "Error page";
    harm_no_answer: ko "응답 없음", en "No response";
    timeline: ko "타임라인", en "Timeline";
    time_simulated: ko "시뮬레이션 시각", en "Simulated time";

    // Settings of the page.
    theme: ko "테마", en "Theme";
    theme_light: ko "밝게", en "Light";
    theme_dark: ko "어둡게", en "Dark";
    theme_auto: ko "기기 설정", en "System";
    share: ko "공유", en "Share";
    share_copied: ko "링크를 복사했습니다.", en "Link copied.";
    share_failed: ko "복사하지 못했습니다. 주소창의 링크를 쓰세요.", en "Copying failed. Copy the link from the address bar.";
    keyboard_help: ko "스페이스: 재생 · ← →: 이전과 다음 · L: 다음 손실 · Home, End: 처음과 끝", en "Space: play · ← →: back and next · L: next loss · Home, End: start and end";
    share_copy: ko "링크 복사", en "Copy link";
    share_link: ko "지금 장면을 여는 링크", en "Link to this moment";
    share_save: ko "링크를 파일로 저장", en "Save link as a file";
    share_open: ko "링크 파일 열기", en "Open a link file";
    share_new_ids: ko "다른 세션 ID로 다시 실행", en "Run again with other session ids";

    task_make: ko "과제로 만들기", en "Make a task of this";
    task_what: ko "과제로 낼 것", en "Task";
    task_moment: ko "지금 장면", en "This moment";
    task_lock: ko "전략과 조건을 바꾸지 못하게", en "Lock the strategy and the conditions";
    task_link: ko "과제 링크", en "Link to the task";
    task_embed: ko "글에 넣는 HTML", en "HTML to embed it";
    task_copy_link: ko "과제 링크 복사", en "Copy the link to the task";
    task_copy_embed: ko "HTML 복사", en "Copy the HTML";
    task_copied: ko "복사했습니다.", en "Copied.";
    task_copy_failed: ko "복사하지 못했습니다. 선택된 글을 직접 복사하세요.", en "Copying failed. Copy the selected text by hand.";

    // Stage.
    stage: ko "세션이 오가는 그림", en "The figure";
    stage_hint: ko "카드나 메시지를 누르면 할 수 있는 동작이 나옵니다.", en "Press a card or a message to see what you can do with it.";
    stage_hint_close: ko "도움말 닫기", en "Close this hint";
    stage_twin: ko "그림을 글로 보기", en "The figure in words";
    legend: ko "기호", en "Legend";
    legend_request: ko "요청", en "Request";
    legend_response: ko "응답", en "Response";
    legend_cookie: ko "쿠키(세션 ID)", en "Cookie (session id)";
    legend_session: ko "서버에 있는 세션", en "Session on a server";
    legend_copy: ko "세션 사본", en "Copy of a session";
    legend_store: ko "저장소 요청과 응답", en "Store request and response";
    legend_stale: ko "오래된 값", en "Stale value";
    legend_loss: ko "손실", en "Loss";

    // Client card.
    client_waiting_short: ko "대기 중…", en "Waiting…";
    client_forgotten: ko "로그인 풀림, 본인은 모름", en "Login lost, user unaware";
    client_forgotten_short: ko "로그인 풀림", en "Login lost";
    client_forgotten_sign: ko "풀림", en "Lost";
    client_login_needed_short: ko "로그인 필요", en "Must log in";
    client_before_login_short: ko "로그인 전", en "New";
    client_waiting: ko "응답을 기다리는 중…", en "Waiting for the response…";
    client_signed_in: ko "로그인됨", en "Logged in";
    client_signed_out: ko "로그아웃됨", en "Logged out";
    client_login_needed: ko "로그인 필요", en "Login needed";
    client_before_login: ko "로그인 전", en "Not logged in yet";
    client_unreachable: ko "연결 안 됨", en "Unreachable";
    client_error: ko "오류", en "Error";
    cookie: ko "쿠키", en "Cookie";
    cookie_none: ko "쿠키 없음", en "No cookie";
    cookie_session: ko "세션 ID 쿠키(앱이 보냄)", en "Session id cookie (the application’s)";
    cookie_affinity: ko "어피니티 쿠키(로드 밸런서가 보냄)", en "Affinity cookie (the balancer’s)";
    cookie_same_site_unset: ko "SameSite 없음", en "no SameSite";

    // Balancer card.
    balancer: ko "로드 밸런서", en "Load balancer";
    round_robin: ko "라운드 로빈", en "Round robin";
    affinity_cookie_short: ko "SRV 쿠키 기준", en "By SRV cookie";
    affinity_source_short: ko "출발지 IP 기준", en "By source IP";
    direct: ko "직접 연결", en "Direct";
    balancer_last: ko "직전 →", en "Last →";
    balancer_idle: ko "아직 요청 없음", en "No request yet";
    affinity_none: ko "없음", en "None";
    affinity_cookie: ko "쿠키", en "Cookie";
    affinity_source: ko "출발지 IP", en "Source IP";

    // Server card.
    server_down: ko "중단", en "Down";
    server_marked_down_short: ko "LB가 제외", en "Out";
    server_unnoticed_short: ko "LB는 모름", en "In rotation";
    server_unnoticed_up_short: ko "복귀 전", en "Not back yet";
    server_marked_down: ko "LB가 제외함", en "Out of rotation";
    server_unnoticed: ko "LB는 아직 모름", en "Still in rotation";
    server_unnoticed_up: ko "아직 복귀 전", en "Not back in rotation yet";
    server_joining: ko "세션을 받는 중이라 요청을 받지 않음", en "Fetching sessions, accepts no requests yet";
    server_joining_short: ko "합류 중", en "Joining";
    server_lone: ko "클러스터 설정이 없음", en "Not configured for the cluster";
    server_lone_short: ko "클러스터 밖", en "Not a member";
    outbox: ko "보낼 사본", en "Copies to send";
    inbox: ko "적용할 사본", en "Copies to apply";
    sessions: ko "세션", en "Sessions";
    session_orphan: ko "고아", en "Orphan";
    session_expired: ko "만료됨", en "Expired";
    session_not_found: ko "없음", en "Not found";
    session_destroyed: ko "소멸", en "Destroyed";
    session_stale: ko "오래된 값", en "Stale";
    session_behind: ko "최신이 아님", en "Not the newest";
    session_lost_update: ko "갱신 손실", en "Lost update";

    // Store card.
    store_primary: ko "주 저장소", en "Primary";
    store_replica: ko "복제본", en "Replica";
    store_memory: ko "메모리", en "In memory";
    store_log: ko "메모리와 로그", en "Memory and log";
    store_disk: ko "디스크", en "On disk";
    store_down: ko "중단", en "Down";
    store_power_cut: ko "전원 끊김", en "Power cut";
    store_taking_over: ko "승격 중", en "Taking over";
    store_on_disk: ko "디스크에 있음", en "On disk";

    // Panels.
    panels: ko "자세히 보기", en "Details";
    panel_try: ko "해 보기", en "Try it";
    panel_count: ko "집계", en "Tally";
    panel_log: ko "기록", en "Log";
    panel_http: ko "지금 오가는 메시지", en "Message in flight";
    panel_http_last: ko "마지막 메시지", en "Last message";
    panel_http_none: ko "지금은 오가는 메시지가 없습니다.", en "No message is in flight.";
    panel_http_request: ko "요청", en "Request";
    panel_http_asked: ko "이 응답의 요청", en "The request it answers";
    panel_http_response: ko "응답", en "Response";
    panel_why: ko "왜 이 서버인가", en "Why this server";
    panel_why_none: ko "아직 배정한 요청이 없습니다.", en "No request has been routed yet.";
    panel_why_past: ko "지금 오가는 요청이 없습니다.", en "No request is on its way now.";
    panel_why_direct: ko "로드 밸런서가 없어 서버를 고르지 않습니다.", en "There is no balancer, so there is nothing to choose.";
    panel_jar: ko "쿠키 저장소", en "Cookie jar";
    panel_jar_none: ko "저장된 쿠키가 없습니다.", en "The jar is empty.";
    panel_table: ko "세션 표", en "Session table";
    panel_table_none: ko "이 서버에는 세션이 없습니다.", en "This server holds no session.";
    panel_table_down: ko "프로세스가 멈춰 메모리가 비었습니다.", en "The process is down; its memory is gone.";
    panel_table_store_none: ko "이 저장소에는 세션이 없습니다.", en "This store holds no session.";
    panel_table_elsewhere: ko "세션은 저장소에 있고, 서버에는 없습니다.", en "Sessions are in the store; servers hold none.";
    panel_compare: ko "같은 동작, 다섯 전략", en "The same actions under five strategies";
    panel_compare_hint: ko "지금까지 한 동작을 전략마다 다시 실행해, 마지막 동작 뒤 같은 시점에서 집계한 값입니다. 어떤 전략에서 할 수 없는 동작이 있으면, 그 전략의 빈 칸은 0이 아니라 ‘–’입니다.", en "The actions so far, run again under each strategy and counted at the same time after the last one. If an action is not possible under a strategy, its empty cells show “–” and not 0.";
    verdict: ko "결론", en "Verdict";
    verdict_logged_in_again: ko "다시 로그인해야 했던 사람", en "Users who had to log in again";
    verdict_lost_items: ko "잃은 장바구니 상품", en "Lost cart items";
    verdict_failed_requests: ko "실패한 요청", en "Failed requests";
    compare_dash: ko "해당 없음", en "Not applicable";
    panel_goals: ko "목표", en "Goals";
    panel_goals_hint: ko "목표를 고르면 동작이 없는 실행에서 시작합니다. 방법은 여러 가지입니다.", en "A goal starts from a run without actions. There are several ways to reach it.";
    goal_no_more_hints: ko "힌트를 모두 봤습니다", en "All hints are shown";
    goal_again: ko "처음부터 다시", en "Start over";
    goal_leave: ko "목표 그만두기", en "Leave the goal";
    goal_link: ko "달성한 순간 보기", en "Show the moment it was reached";
    goal_copy: ko "달성 링크 복사", en "Copy the link to this result";
    goal_copy_failed: ko "복사하지 못했습니다. 달성한 순간을 새 탭에서 열고 그 주소를 복사하세요.", en "Copying failed. Open the moment in a new tab and copy its address.";
    goals_forget: ko "레슨과 목표 기록 지우기", en "Forget lessons and goals";
    panel_todo: ko "새 서버가 할 일", en "What a new server has to do";
    panel_tuning: ko "조건 바꾸기", en "Conditions";
    setting_affinity: ko "같은 서버로 보내는 기준", en "Stick by";
    sessions_local: ko "서버마다 따로", en "Each server has its own";
    sessions_replicated: ko "모든 멤버에 복제", en "Replicated to every member";
    setting_redispatch: ko "재배정 (option redispatch)", en "Redispatch (option redispatch)";
    setting_copy_delay: ko "사본 전송 지연", en "Replication send delay";
    setting_copy_sync: ko "동기 복제", en "Synchronous replication";
    setting_store_kind: ko "저장소 종류", en "Kind of store";
    setting_save: ko "끝난 세션에 쓸 때", en "Write to an ended session";
    save_check: ko "확인: 500", en "Check: 500";
    save_update: ko "UPDATE: 무시", en "UPDATE: ignored";
    save_set: ko "SET: 되살아남", en "SET: comes back";
    setting_replica: ko "복제본 두기", en "With a replica";
    setting_replica_lag: ko "복제 지연", en "Replication lag";
    setting_replica_wait: ko "복제 확인 후 응답 (WAIT 1)", en "Answer after replication (WAIT 1)";
    setting_hop: ko "구간 지연 시간", en "Latency per hop";
    setting_servers: ko "서버 수", en "Servers";
    setting_clients: ko "사용자 수", en "Users";
    on: ko "켬", en "On";
    off: ko "끔", en "Off";
    panel_log_none: ko "아직 일어난 일이 없습니다.", en "Nothing has happened yet.";
    panel_log_seek: ko "이 순간으로 가기", en "Go to this moment";
    panel_branches: ko "다른 갈래", en "Other branches";
    panel_branches_none: ko "지나간 순간으로 돌아가 다른 동작을 하면 원래 갈래가 여기에 남습니다.", en "Go back and do something else: the branch that you leave is kept here.";
    panel_branch_return: ko "이 갈래로 돌아가기", en "Return to this branch";
    panel_simplified: ko "실제와 다르게 단순화한 점", en "What is simplified";
    seed: ko "시드", en "Seed";
    digest: ko "실행 지문 (같으면 같은 실행)", en "Run fingerprint (equal for equal runs)";
    version_of_app: ko "버전", en "Version";

    // Acts.
    act_sign_in: ko "로그인", en "Log in";
    act_open_page: ko "새로고침", en "Reload";
    act_view_cart: ko "장바구니 보기", en "View cart";
    act_add_to_cart: ko "장바구니에 담기", en "Add to cart";
    act_sign_out: ko "로그아웃", en "Log out";
    act_clear_cookies: ko "쿠키 지우기", en "Clear cookies";
    act_change_address: ko "주소 바꾸기 (Wi‑Fi → LTE)", en "Change address (Wi‑Fi → LTE)";
    act_share_address: ko "회사 NAT 뒤로 옮기기", en "Move behind office NAT";
    act_follow_link: ko "다른 사이트 링크로 들어오기", en "Follow a link from another site";
    act_crash: ko "서버 강제 종료", en "Crash server";
    act_restart: ko "서버 다시 켜기", en "Restart server";
    act_upgrade: ko "서버 업그레이드 (scale-up)", en "Upgrade server (scale-up)";
    act_add_server: ko "서버 추가 (scale-out)", en "Add server (scale-out)";
    act_add_lone_server: ko "클러스터 설정 없이 추가", en "Add without cluster setup";
    act_remove_server: ko "서버 빼기", en "Remove server";
    act_kill_store: ko "저장소 강제 종료", en "Crash store";
    act_cut_power: ko "저장소 전원 끊기", en "Cut store’s power";
    act_restart_store: ko "저장소 다시 켜기", en "Restart store";
    act_promote: ko "복제본을 주 저장소로 승격", en "Promote replica";
    act_drop_copy: ko "사본 끊기", en "Drop copy";
    act_wait_check: ko "다음 상태 확인까지 기다리기", en "Wait until the next health check";
    act_wait_idle: ko "다음 유휴 만료까지 기다리기", en "Wait until the next idle timeout";
    act_drop: ko "메시지 끊기", en "Drop message";
    why_not_no_cookie: ko "지울 쿠키가 없습니다.", en "There is no cookie to clear.";
    why_not_open_requests: ko "응답을 기다리는 요청이 너무 많습니다.", en "Too many requests wait for a response.";
    why_not_down: ko "이미 멈춰 있습니다.", en "It is down already.";
    why_not_up: ko "이미 켜져 있습니다.", en "It is running already.";
    why_not_upgrade_down: ko "멈춘 서버는 업그레이드할 수 없습니다.", en "A server that is down cannot be upgraded.";
    why_not_workers: ko "워커 수가 이미 최대입니다.", en "Its workers are at their limit.";
    why_not_servers: ko "서버 수가 이미 최대입니다.", en "There is no room for another server.";
    why_not_server_numbers: ko "남은 서버 번호가 없습니다.", en "No server number is left.";
    why_not_balancer: ko "요청을 나눌 로드 밸런서가 없습니다.", en "There is no balancer to distribute requests.";
    why_not_message: ko "지금은 오가는 메시지가 없습니다.", en "It has no message in flight now.";
    why_not_shared: ko "이미 회사 NAT 뒤에 있습니다.", en "It is behind the office NAT already.";
    why_not_cluster: ko "클러스터가 없는 전략입니다.", en "This strategy has no cluster.";
    why_not_last: ko "마지막 서버는 뺄 수 없습니다.", en "The last server can’t be removed.";
    why_not_removed: ko "이미 뺀 서버입니다.", en "It was removed already.";
    why_not_store: ko "이 전략에는 저장소가 없습니다.", en "This strategy has no store.";
    why_not_store_down: ko "저장소가 이미 멈춰 있습니다.", en "The store is down already.";
    why_not_store_up: ko "저장소가 이미 켜져 있습니다.", en "The store is running already.";
    why_not_replica: ko "승격할 복제본이 없습니다.", en "There is no replica to promote.";
    why_not_no_server: ko "아직 응답한 서버가 없습니다.", en "No server has answered yet.";
    why_not_check: ko "결과가 달라질 상태 확인이 없습니다.", en "No health check is due that finds a change.";
    why_not_idle: ko "만료될 세션이 없습니다.", en "There is no session to expire.";
    why_not_copy: ko "지금 전송 중인 사본이 아닙니다.", en "This copy is not in flight now.";
    why_not_full: ko "이 실행에 동작을 더 담을 수 없습니다.", en "This run takes no more actions.";

    // Actions that were done.
    wait: ko "기다리기", en "Wait";
    panel_done: ko "지금까지 한 동작", en "Actions so far";
    panel_done_none: ko "아직 아무 동작도 하지 않았습니다.", en "No action yet.";
    done_undo: ko "되돌리기", en "Undo";
    done_redo: ko "다시 하기", en "Redo";
    done_simultaneous: ko "앞 요청과 동시에", en "At the same time as the one before";
    done_not_applicable: ko "할 수 없었음", en "Not possible";

    // Counts.
    count_not_found: ko "물어본 서버에 없음", en "Not on the server asked";
    count_destroyed: ko "소멸", en "Destroyed";
    count_overwritten: ko "새 로그인으로 버려짐", en "Overwritten by a login";
    count_stale: ko "오래된 값 읽기", en "Stale reads";
    count_lost_updates: ko "갱신 손실", en "Lost updates";
    count_messages: ko "메시지", en "Messages";
    count: ko "수", en "Count";
    count_losses: ko "손실", en "Losses";
    count_answers: ko "요청과 응답", en "Requests and responses";
    count_upkeep: ko "세션 보관 비용", en "Cost of sessions";
    count_requests: ko "보낸 요청", en "Requests sent";
    count_ok: ko "정상 응답 (200)", en "OK responses (200)";
    count_unauthorized: ko "로그인 요구 (401)", en "Login forms (401)";
    count_server_errors: ko "서버 오류 (5xx)", en "Server errors (5xx)";
    count_dropped: ko "응답 없이 끊김", en "Without a response";
    count_refused: ko "연결 거부", en "Connections refused";
    count_orphans: ko "고아 세션", en "Orphaned sessions";
    count_sessions: ko "저장된 세션", en "Sessions stored";
    count_copies: ko "저장된 세션(사본 포함)", en "Sessions stored, copies included";
    count_memory: ko "세션 메모리", en "Session memory";
    count_upkeep_messages: ko "복제 메시지", en "Replication messages";
    count_upkeep_bytes: ko "복제 데이터량", en "Replication bytes";
    count_response_time: ko "평균 응답 시간", en "Mean response time";
    count_downtime: ko "서버 중단 시간(합계)", en "Total server downtime";

    // Table headings.
    column_id: ko "ID", en "ID";
    column_user: ko "사용자", en "User";
    column_cart: ko "장바구니", en "Cart";
    column_version: ko "버전", en "Version";
    column_last_access: ko "마지막 접근", en "Last access";
    column_expiry: ko "유휴 만료까지", en "Idle timeout in";
    column_state: ko "상태", en "State";
    column_attributes: ko "속성", en "Attributes";
    column_expires: ko "만료", en "Expires";
    column_expires_never: ko "브라우저를 닫을 때", en "When the browser closes";

    // Conditions.
    setting_service: ko "요청 처리 시간", en "Service time per request";
    setting_workers: ko "서버의 워커 수", en "Workers per server";
    setting_queue: ko "서버의 대기열 크기", en "Queue size per server";
    setting_idle: ko "유휴 만료", en "Idle timeout";
    setting_retries: ko "연결 재시도 횟수", en "Connection retries";
    setting_retry_interval: ko "재시도 간격", en "Retry interval";
    setting_server_timeout: ko "서버 응답 제한 시간", en "Server timeout";
    setting_check_interval: ko "상태 확인 간격", en "Health check interval";
    setting_fall: ko "순번 제외까지 실패 횟수 (fall)", en "Failed checks until out (fall)";
    setting_rise: ko "순번 복귀까지 성공 횟수 (rise)", en "Passed checks until back (rise)";
    setting_cookie_max_age: ko "쿠키의 Max-Age", en "Max-Age of the cookie";
    setting_cookie_secure: ko "Secure 쿠키", en "Secure cookie";
    setting_cookie_same_site: ko "쿠키의 SameSite 값", en "SameSite of the cookie";
    setting_https: ko "HTTPS 사용", en "HTTPS";
    setting_copy_apply: ko "사본 적용 시간", en "Time to apply a copy";
    setting_state_transfer_timeout: ko "상태 전송 제한 시간", en "State transfer timeout";
    setting_store_read: ko "저장소 읽기 시간", en "Store read time";
    setting_store_write: ko "저장소 쓰기 시간", en "Store write time";
    setting_store_detection: ko "저장소 장애 감지 시간", en "Time to detect a store failure";
    setting_store_promotion: ko "복제본 승격 시간", en "Time to promote the replica";

    // A page that can’t run: part of the initial markup.
    fallback_pictures: ko "그림으로 보는 다섯 전략", en "The five strategies in pictures";
    fallback_point: ko "요점", en "The point";
    fallback_failure: ko "실패", en "The failure";
    fallback_no_script: ko "그림을 움직이려면 JavaScript가 필요합니다.", en "The figure needs JavaScript to move.";
    fallback_not_started: ko "그림을 실행하지 못했습니다.", en "The figure could not start.";
    fallback_see_pictures: ko "움직이지 않는 그림으로 전략마다 요점과 실패 보기", en "See the point and the failure of each strategy in still pictures";
    fallback_retry: ko "다시 시도", en "Try again";
    fallback_stopped: ko "프로그램 오류로 여기서 멈췄습니다", en "A program error stopped the page here";
    fallback_stopped_why: ko "화면은 마지막 모습 그대로이고, 더는 움직이지 않습니다.", en "The screen shows the last state and does not move any more.";
    fallback_stopped_link: ko "지금 장면을 여는 링크", en "Link to this moment";
    fallback_reopen: ko "이 링크로 다시 열기", en "Open this link again";
    fallback_start_over: ko "처음부터", en "From the start";
    fallback_reason_offline: ko "인터넷에 연결되어 있지 않습니다. 연결한 뒤 다시 시도하세요.", en "There is no internet connection. Connect and try again.";
    fallback_reason_missing: ko "페이지의 일부를 받지 못했습니다. 네트워크를 확인하고 다시 시도하세요.", en "A part of the page did not arrive. Check the network and try again.";
    fallback_reason_refused: ko "브라우저나 보안 설정이 WebAssembly를 막고 있습니다. 허용하거나 다른 브라우저로 여세요.", en "The browser or a security setting forbids WebAssembly. Allow it, or use another browser.";
    fallback_reason_broken: ko "받은 파일이 손상되어 시작하지 못했습니다. 다시 시도하세요.", en "A file arrived damaged, so the page could not start. Try again.";
}
