//! Texts of the page for teachers: purpose, a class with it, tasks, and what is simulated. The lessons, questions, goals
//! and simplifications on that page are those of the app.

mod claims;

use crate::recording::{Input, When};

use super::say::text;
use super::value::{Noun, count, number};
use super::{Language, command};

pub use claims::claim;

/// File name of the page, next to `index.html`.
pub const FILE: &str = "teachers.html";

/// A section of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Section {
    Outcomes,
    Class,
    Tasks,
    Lessons,
    Goals,
    Simulated,
    Simplified,
}

impl Section {
    /// All sections, in order.
    pub const ALL: [Section; 7] = [
        Section::Outcomes,
        Section::Class,
        Section::Tasks,
        Section::Lessons,
        Section::Goals,
        Section::Simulated,
        Section::Simplified,
    ];

    /// The heading.
    pub fn heading(self, language: Language) -> String {
        match self {
            Section::Outcomes => {
                text!(language, ko: "배우고 나면 답할 수 있는 질문", en: "Questions that students can answer afterwards")
            }
            Section::Class => text!(language, ko: "수업 시간에 함께 보기", en: "In class"),
            Section::Tasks => text!(language, ko: "과제 내기", en: "Setting a task"),
            Section::Lessons => text!(language, ko: "레슨", en: "Lessons"),
            Section::Goals => text!(language, ko: "목표", en: "Goals"),
            Section::Simulated => text!(language, ko: "무엇을 따라 하나", en: "What is simulated"),
            Section::Simplified => language.words().panel_simplified.to_owned(),
        }
    }
}

/// A label inside of a section.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    Contents,
    Claims,
    Questions,
    Task,
    Closing,
    NextGoal,
    Solution,
    EveryRun,
    BySource,
}

impl Label {
    /// The text.
    pub fn text(self, language: Language) -> String {
        match self {
            Label::Contents => text!(language, ko: "차례", en: "Contents"),
            Label::Claims => text!(language, ko: "내용", en: "Claims"),
            Label::Questions => text!(language, ko: "질문과 할 일", en: "Questions and task"),
            Label::Task => text!(language, ko: "할 일", en: "Task"),
            Label::Closing => text!(language, ko: "마무리", en: "Closing"),
            Label::NextGoal => text!(language, ko: "이어지는 목표", en: "Goal that follows"),
            Label::Solution => text!(language, ko: "풀이 예", en: "Sample solution"),
            Label::EveryRun => text!(language, ko: "모든 전략", en: "Every strategy"),
            Label::BySource => text!(language, ko: "출발지 IP로 고정할 때", en: "Stickiness by source IP"),
        }
    }
}

/// Address of the page in a language, relative to the app.
pub fn teachers_part(language: Language) -> String {
    format!("{FILE}#{}", language.base().tag())
}

/// The purpose of the page, in its first paragraph.
pub fn lead(language: Language) -> String {
    text!(language,
        ko: "Sessionscope는 서버를 한 대에서 여러 대로 늘리면 로그인한 사용자에게 무슨 일이 일어나는지 보여 줍니다. 학생은 먼저 예상하고, 직접 해 보고, 까닭을 확인합니다. 설치도 가입도 필요 없고, 휴대전화에서도 키보드만으로도 쓸 수 있습니다.",
        en: "Sessionscope shows what happens to users who are logged in when one server becomes several. Students predict, act, and see why. It needs no installation and no account, and works on a phone and by keyboard alone.")
}

/// Questions that students can answer afterwards.
pub fn outcomes(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "서버를 한 대 더 두었더니 로그인이 풀립니다. 왜 그럴까요? 세션은 사라졌을까요?",
            en: "A second server is added, and users are logged out. Why? Is the session gone?"),
        text!(language,
            ko: "스티키 세션에서 서버 한 대가 멈추면 누가 다시 로그인해야 할까요? 그 서버가 다시 켜지면 어떻게 될까요?",
            en: "With sticky sessions, one server dies. Who has to log in again, and what happens when it comes back?"),
        text!(language,
            ko: "세션 클러스터링에서 서버를 한 대 늘릴 때마다 드는 비용은 무엇일까요? 그래도 잘못될 수 있는 일은 무엇일까요?",
            en: "What does each further server cost under session clustering, and what can still go wrong?"),
        text!(language,
            ko: "저장소에 복제본이 있어도, 저장됐다고 확인한 변경을 언제 잃을까요? 무엇으로 막고, 그 대가는 무엇일까요?",
            en: "Which confirmed change can be lost although the store has a replica? What prevents it, at what price?"),
        text!(language,
            ko: "로그인 화면(401)은 세션에 무슨 일을 할까요? 다시 로그인하면 무엇이 달라질까요?",
            en: "What does a login form (401) do to the session, and what does logging in again do?"),
    ]
}

/// The way of a class through a lesson.
pub fn class(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "레슨을 열고 함께 봅니다. 장면마다 멈추므로 설명할 틈이 있습니다.",
            en: "Open a lesson and watch it together. It stops at each moment, so there is time to explain."),
        text!(language,
            ko: "질문이 나오면 먼저 예상하게 합니다. 답하거나 넘어가기 전에는 결과가 화면 어디에도 나오지 않습니다.",
            en: "At a question, let the students predict first. Until somebody answers or goes on, the outcome is nowhere on the page."),
        text!(language,
            ko: "예상과 실제를 나란히 보고, 까닭을 한 문장으로 읽습니다.",
            en: "Compare the prediction with what happened, and read the reason in one sentence."),
        text!(language,
            ko: "학생이 직접 서버를 멈추거나 조건을 바꿉니다. 방법이 달라도 됩니다.",
            en: "The students stop a server or change a condition themselves. Every way that does it counts."),
        text!(language,
            ko: "마무리 문장으로 정리하고, 이어서 목표를 과제로 냅니다.",
            en: "Sum up with the closing, and set the goal that follows as homework."),
    ]
}

/// Setting a task, step by step. The words are those on the page.
pub fn task_steps(language: Language) -> Vec<String> {
    let words = language.words();
    vec![
        text!(language,
            ko: "어떤 장면을 과제로 내려면 페이지에서 그 장면을 엽니다. 레슨이나 목표를 낼 때는 아무 장면이어도 됩니다.",
            en: "To set a moment as the task, open it on the page. For a lesson or a goal, any moment will do."),
        text!(language,
            ko: "“{share}”, “{make}”를 차례로 누릅니다.",
            en: "Press “{share}”, then “{make}”.",
            share = words.share, make = words.task_make),
        text!(language,
            ko: "레슨이나 목표를 고릅니다. 전략은 그에 맞게 정해집니다. 학생이 다른 전략으로 피해 가도 되면 “{lock}”의 체크를 지웁니다.",
            en: "Choose a lesson or a goal; it brings its strategy. Untick “{lock}” if students may use another strategy.",
            lock = words.task_lock),
        text!(language,
            ko: "링크를 학생에게 보내거나, HTML을 수업 글에 붙여 넣습니다.",
            en: "Send the link to the students, or paste the HTML into the article of your course."),
    ]
}

/// Notes on tasks: the proof, privacy, the host page.
pub fn task_notes(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "목표를 이루면 “{copy}” 버튼이 나옵니다. 그 링크는 과정을 그대로 엽니다. 학생에게 그 링크를 내게 하세요. 열면 페이지가 다시 확인합니다.",
            en: "When the goal is reached, the page shows the button “{copy}”. The link opens exactly this way to the goal. Let students hand it in: the page checks it again when you open it.",
            copy = language.words().goal_copy),
        text!(language,
            ko: "레슨에는 낼 링크가 없습니다. 답은 학생의 기기에만 남습니다. 숙제로는 레슨 끝에 나오는 목표를 내세요.",
            en: "A lesson has no link to hand in: its answers stay on the student’s device. For homework, set the goal that follows the lesson."),
        text!(language,
            ko: "가입도 서버도 없습니다. 답과 목표는 학생의 기기에만 저장되고 어디로도 보내지 않습니다.",
            en: "There is no account and no server. Answers and goals are stored on the student’s device only and sent nowhere."),
        text!(language,
            ko: "글에 넣은 그림은 목표를 이루거나 레슨이 끝날 때 그 글에 알립니다(sessionscope-goal, sessionscope-lesson 이벤트). 저장은 하지 않습니다.",
            en: "A figure in an article tells the article when its goal is reached or its lesson is done (events sessionscope-goal and sessionscope-lesson). It stores nothing."),
    ]
}

/// Examples of links: a label for a lesson, a goal with the lock, an own run.
pub fn task_examples(language: Language) -> [String; 3] {
    [
        text!(language, ko: "레슨 하나", en: "A lesson"),
        text!(language, ko: "목표 하나, 전략과 조건은 바꿀 수 없음", en: "A goal, with strategy and conditions locked"),
        text!(language, ko: "내가 만든 상황: 서버 2대, Alice의 행동 세 가지", en: "Your own run: 2 servers, three actions of Alice"),
    ]
}

/// The real systems that the model follows.
pub fn simulated(language: Language) -> Vec<String> {
    vec![
        text!(language,
            ko: "브라우저: 쿠키 저장소와 쿠키 속성(RFC 6265bis), 동시에 여는 연결 수",
            en: "Browser: cookie jar and cookie attributes (RFC 6265bis), number of open connections"),
        text!(language,
            ko: "로드 밸런서: HAProxy 2.6의 라운드 로빈, 쿠키와 출발지 IP 기준, 상태 확인, 재시도와 재배정",
            en: "Load balancer: round robin, stickiness by cookie and by source IP, health checks, retries and redispatch of HAProxy 2.6"),
        text!(language,
            ko: "서버: Tomcat 10.1의 세션, 작업자와 대기열, 유휴 만료",
            en: "Servers: sessions, workers, queue and idle timeout of Tomcat 10.1"),
        text!(language,
            ko: "세션 클러스터링: Tomcat DeltaManager의 메시지 수와 순서, 비동기와 동기 복제, 새 멤버의 합류",
            en: "Session clustering: messages of Tomcat’s DeltaManager and their order, asynchronous and synchronous copies, members that join"),
        text!(language,
            ko: "세션 저장소: Redis 7과 Sentinel, PostgreSQL과 MariaDB의 지속성과 걸리는 시간, 복제와 승격",
            en: "Session storage: Redis 7 with Sentinel, durability and latency of PostgreSQL and MariaDB, replication and promotion"),
    ]
}

/// The measurement behind the model.
pub fn measured(language: Language) -> String {
    text!(language,
        ko: "규칙 37개(R1~R37)는 실제 서버에서 잰 것입니다. 측정한 요청 655건을 그대로 넣으면 637건에서 실제와 똑같이 동작하고, 다른 18건은 소스의 규칙 문서(docs/rules.md)에 까닭이 적혀 있습니다. 같은 행동은 언제나 같은 결과를 냅니다.",
        en: "The 37 rules (R1 to R37) were measured on real servers. Of 655 measured rows, the model does the same as the real system in 637; the other 18 are declared in the rules (docs/rules.md in the source). The same actions always lead to the same outcome.")
}

/// Number of lessons, in a sentence about them.
pub fn lessons(language: Language, lessons: usize) -> String {
    text!(language,
        ko: "레슨 {lessons}개는 글의 순서를 따릅니다. 질문과 답은 그때의 상황에서 계산하므로, 학생이 서버를 멈추거나 조건을 바꾸면 함께 바뀝니다. 아래 답은 레슨을 그대로 따라갈 때의 답입니다.",
        en: "The {lessons} lessons follow the order of the article. Questions and answers are computed from the situation, so they change when a student stops a server or changes a condition. The answers below are those of a lesson without other acts.",
        lessons = number(lessons))
}

/// Length of the whole course, and the rule by which all lengths are computed.
pub fn time_rule(language: Language, minutes: u64, thinking_s: u64) -> String {
    text!(language,
        ko: "모두 하면 약 {minutes}분 걸립니다. 걸리는 시간은 1배속 재생 시간, 글을 읽는 시간, 질문마다 생각할 {thinking}초를 더해 분 단위로 올린 것입니다. 조건을 바꿔 되풀이하는 레슨은 두 번째도 셉니다.",
        en: "The whole course takes about {minutes} minutes. Each time is the playing time at 1×, the time to read the texts, and {thinking} s to think about each question, rounded up to minutes. A lesson that is repeated under another condition counts twice.",
        minutes = number(minutes), thinking = number(thinking_s))
}

/// Length of a lesson.
pub fn minutes(language: Language, minutes: u64) -> String {
    text!(language, ko: "약 {minutes}분", en: "about {minutes} minutes", minutes = number(minutes))
}

/// Number of goals, in a sentence about them.
pub fn goals(language: Language, goals: usize) -> String {
    text!(language,
        ko: "목표 {goals}개는 빈 화면에서 시작해 학생이 스스로 이룹니다. 페이지가 사실로 확인하고, 원하면 힌트를 줍니다.",
        en: "The {goals} goals start from a run without actions. Students reach them on their own; the page checks by facts and gives hints on request.",
        goals = number(goals))
}

/// Fewest actions that reach a goal.
pub fn par(language: Language, par: usize) -> String {
    text!(language, ko: "최소 {par}", en: "{par} at least", par = count(par, Noun::Action))
}

/// The sample solutions, and the actions that come early.
pub fn solutions(language: Language) -> String {
    text!(language,
        ko: "목표마다 가장 적은 동작으로 이루는 풀이 예가 하나 있습니다. 앱은 풀이를 보여 주지 않습니다. “6 ms 뒤”처럼 시간이 붙은 동작은 앞 동작이 다 끝나기 전에 합니다. 재생을 그 순간에 멈추고 누르면 됩니다.",
        en: "Each goal has one sample solution with the fewest actions. The app does not show it. An action with a time, such as “6 ms later”, comes before the previous one has settled: pause at that moment, then act.")
}

/// An action of a solution, with its pause if the one before has not settled then.
pub fn act(language: Language, input: &Input) -> String {
    let command = command(language, &input.command);
    match input.when {
        When::Settled => command,
        When::After(pause) => text!(language,
            ko: "{pause} 뒤 {command}",
            en: "{command}, {pause} later",
            pause, command = &command),
    }
}

/// Label of the link to a solution.
pub fn open_solution(language: Language) -> String {
    text!(language, ko: "풀이 열기", en: "Open the solution")
}

/// The right answer of a question.
pub fn right_answer(language: Language, answer: &str) -> String {
    text!(language, ko: "답: {answer}", en: "Answer: {answer}", answer)
}
