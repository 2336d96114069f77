//! Messages for a page that can't run. They are part of the initial markup, so Wasm does not hold them.

use super::Language;

/// The messages in one language.
#[derive(Clone, Copy, Debug)]
pub struct Fallback {
    /// Heading of the page of pictures.
    pub pictures: &'static str,
    /// Label of the picture that shows what a strategy is for.
    pub point: &'static str,
    /// Label of the picture that shows how it fails.
    pub failure: &'static str,
    /// Message without scripts.
    pub no_script: &'static str,
    /// Title of the card for a failed start.
    pub not_started: &'static str,
    /// Reasons, each with its name in `boot.js`.
    pub reasons: [(&'static str, &'static str); 4],
    /// Link to the page of pictures.
    pub see_pictures: &'static str,
    /// Label of the button that reloads the page.
    pub retry: &'static str,
    /// Title of the card after a panic.
    pub stopped: &'static str,
    /// Explanation below it.
    pub stopped_why: &'static str,
    /// Label of the link to the last moment.
    pub stopped_link: &'static str,
    /// Label of the button that opens that link.
    pub reopen: &'static str,
    /// Label of the button that starts over.
    pub start_over: &'static str,
}

const KOREAN: Fallback = Fallback {
    pictures: "그림으로 보는 다섯 전략",
    point: "요점",
    failure: "실패",
    no_script: "그림을 움직이려면 JavaScript가 필요합니다.",
    not_started: "그림을 움직일 준비를 하지 못했습니다.",
    reasons: [
        ("offline", "인터넷에 연결되어 있지 않습니다. 연결한 뒤 다시 시도하세요."),
        ("missing", "페이지의 일부를 받지 못했습니다. 네트워크를 확인하고 다시 시도하세요."),
        ("refused", "브라우저나 보안 설정이 WebAssembly를 막고 있습니다. 허용하거나 다른 브라우저로 여세요."),
        ("broken", "받은 파일이 온전하지 않아 시작하지 못했습니다. 다시 시도하세요."),
    ],
    see_pictures: "움직이지 않는 그림으로 전략마다 요점과 실패 보기",
    retry: "다시 시도",
    stopped: "프로그램 오류로 여기서 멈췄습니다",
    stopped_why: "화면은 마지막 모습 그대로이고, 더는 움직이지 않습니다.",
    stopped_link: "여기까지 온 링크",
    reopen: "이 링크로 다시 열기",
    start_over: "처음부터",
};

const ENGLISH: Fallback = Fallback {
    pictures: "The five strategies in pictures",
    point: "The point",
    failure: "The failure",
    no_script: "The figure needs JavaScript to move.",
    not_started: "The figure could not be made to move.",
    reasons: [
        ("offline", "There is no connection. Connect and try again."),
        ("missing", "A part of the page did not arrive. Check the network and try again."),
        ("refused", "The browser or a security setting forbids WebAssembly. Allow it, or use another browser."),
        ("broken", "A file arrived damaged, so the page could not start. Try again."),
    ],
    see_pictures: "See the point and the failure of each strategy in still pictures",
    retry: "Try again",
    stopped: "An error in the program stopped it here",
    stopped_why: "The screen is as it was last, and moves no more.",
    stopped_link: "The link that led here",
    reopen: "Open this link again",
    start_over: "From the start",
};

impl Language {
    /// Messages for a page that can't run.
    pub fn fallback(self) -> &'static Fallback {
        match self {
            Language::Korean => &KOREAN,
            Language::English => &ENGLISH,
        }
    }
}
