//! Actions of a reader on the page.

use sessionscope::model::fact::Fact;
use sessionscope::text::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, frames};

#[wasm_bindgen_test]
async fn the_default_page_asks_and_shows_the_outcome_after_the_answer() {
    let page = Page::open("", Language::Korean).await;
    assert_eq!(page.count(".row[data-look=missing]"), 0);
    assert!(page.count(".answer") > 1);
    page.click(".answer").await;
    page.press(".stage", "End", "End").await;
    assert_eq!(page.count(".answer"), 0);
    assert_eq!(page.count(".lesson-result"), 1);
}

#[wasm_bindgen_test]
async fn the_example_is_one_press_from_a_loss() {
    let page = Page::open("strategy=none", Language::Korean).await;
    assert!(!page.find(".opening").has_attribute("hidden"));
    page.click("button.loss").await;
    assert!(page.find(".opening").has_attribute("hidden"));
    assert!(page.find(".caption").has_attribute("data-loss"));
    assert_eq!(page.count(".row[data-look=missing]"), 1);
}

#[wasm_bindgen_test]
async fn a_step_back_undoes_a_step_forward() {
    let page = Page::open_midway("strategy=none", Language::English).await;
    let mut seen = Vec::new();
    for _ in 0..12 {
        seen.push(page.all_text());
        page.click("button.forward").await;
    }
    while let Some(before) = seen.pop() {
        page.click("button.back").await;
        assert_eq!(page.all_text(), before);
    }
}

#[wasm_bindgen_test]
async fn playing_moves_messages_and_pausing_stops_them() {
    let page =
        Page::open_at_first("strategy=none", Language::English, |fact| matches!(fact, Fact::RequestSent { .. })).await;
    let place = |page: &Page| page.find("[data-key]:has(> .packet)").get_attribute("transform");
    let start = place(&page);
    page.click("button.play").await;
    frames(4).await;
    page.click("button.play").await;
    let held = place(&page);
    assert_ne!(start, held);
    frames(4).await;
    assert_eq!(place(&page), held);
}

#[wasm_bindgen_test]
async fn an_action_in_the_past_keeps_the_old_branch() {
    let page = Page::open_midway("do=a.login,a.me,a.me", Language::English).await;
    let before = page.text(".run");
    assert_eq!(page.count(".branches li"), 0);
    page.click(".act[aria-disabled=false]").await;
    page.click("button.play").await;
    assert_eq!(page.count(".branches li"), 1);
    assert_ne!(page.text(".run"), before);
    page.click(".branches button").await;
    assert_eq!(page.text(".run"), before);
}

#[wasm_bindgen_test]
async fn nodes_are_selected_and_deselected_by_click_and_key() {
    let page = Page::open("", Language::English).await;
    let pressed = |key: &str| page.find(&[key, " [role=button]"].concat()).get_attribute("aria-pressed").unwrap();
    page.point("[data-key=b]").await;
    assert_eq!(pressed("[data-key=b]"), "true");
    assert!(page.text(".panel.try h2").contains("Bob"));
    page.press("[data-key=s2] [role=button]", "Enter", "Enter").await;
    assert_eq!((pressed("[data-key=b]").as_str(), pressed("[data-key=s2]").as_str()), ("false", "true"));
    page.press("[data-key=s2] [role=button]", " ", "Space").await;
    assert_eq!(pressed("[data-key=s2]"), "false");
}

#[wasm_bindgen_test]
async fn keys_step_seek_and_play_anywhere_on_the_page() {
    let page = Page::open("step=0", Language::English).await;
    page.press(".stage", "ArrowRight", "ArrowRight").await;
    assert_eq!(page.text(".caption .number"), "01");
    page.press(".bar", "ArrowRight", "ArrowRight").await;
    assert_eq!(page.text(".caption .number"), "02");
    page.press(".stage", "ㅜ", "KeyN").await;
    assert!(page.find(".caption").has_attribute("data-loss"));
    page.press(".timeline", "Home", "Home").await;
    assert_eq!(page.text(".caption .number"), "00");
    page.press(".stage", " ", "Space").await;
    assert_eq!(page.find(".play").get_attribute("aria-label").unwrap(), "Pause");
}

#[wasm_bindgen_test]
async fn unreadable_parts_of_a_link_show_notices() {
    let page = Page::open("colour=red&step=many", Language::English).await;
    assert_eq!(page.count(".notice"), 2);
    page.click(".notice button").await;
    assert_eq!(page.count(".notice"), 1);
    assert!(page.text(".notice").contains("many"));
}

#[wasm_bindgen_test]
async fn a_setting_replays_the_same_actions() {
    let page = Page::open_midway("strategy=clustering", Language::English).await;
    let before = page.text(".run");
    let (number, pressed) = (page.text(".caption .number"), page.count(".choice[aria-pressed=true]"));
    assert!(pressed > 0);
    page.click(".control:last-of-type .choice[aria-pressed=false]").await;
    assert_eq!(page.count(".choice[aria-pressed=true]"), pressed);
    assert_ne!(page.text(".run"), before);
    page.click(".control:last-of-type .choice[aria-pressed=false]").await;
    assert_eq!(page.text(".run"), before);
    assert_ne!(page.text(".caption .number"), "00");
    assert_ne!(number, "00");
}

#[wasm_bindgen_test]
async fn the_tally_compares_all_strategies() {
    let page = Page::open_midway("strategy=sticky", Language::English).await;
    assert_eq!(page.count(".compare thead th"), 5);
    assert_eq!(page.text(".compare thead [aria-current=true]"), "Sticky session");
    assert_eq!(page.count(".compare tbody td"), 5 * page.count(".compare tbody tr"));
    // While the run plays, the last tally stays.
    page.click("button.play").await;
    assert_eq!(page.count(".compare thead th"), 5);
}

#[wasm_bindgen_test]
async fn a_copy_in_flight_is_selected_and_can_be_dropped() {
    let are_sent = |fact: &Fact| matches!(fact, Fact::CopiesSent { .. });
    let page = Page::open_at_first("strategy=clustering", Language::English, are_sent).await;
    page.press(".packet[data-shape=diamond]", "Enter", "Enter").await;
    assert_eq!(
        page.find("[role=button]:has(+ .packet[data-shape=diamond])").get_attribute("aria-pressed").unwrap(),
        "true"
    );
    assert!(page.text(".acts").contains("Drop copy"));
    page.point(".packet[data-shape=diamond]").await;
    assert_eq!(page.count("[aria-pressed=true] + .packet"), 0);
}

#[wasm_bindgen_test]
async fn a_selected_store_offers_its_actions() {
    let page = Page::open("strategy=storage", Language::English).await;
    page.press("[data-key=db1] [role=button]", "Enter", "Enter").await;
    assert!(page.text(".acts").contains("Crash store"));
    assert_eq!(page.count("table[data-selected]"), 1);
}

#[wasm_bindgen_test]
async fn a_new_server_shows_its_tasks() {
    let page = Page::open("strategy=storage&do=a.login,server.add", Language::English).await;
    assert!(page.find(".todo").has_attribute("hidden"));
    page.press(".stage", "End", "End").await;
    assert!(!page.find(".todo").has_attribute("hidden"));
    assert_eq!(page.count(".todo li"), 1);
}

#[wasm_bindgen_test]
async fn memory_stays_the_same_over_a_thousand_steps() {
    let page = Page::open_midway("strategy=sticky", Language::English).await;
    let mut pages = Vec::new();
    for _ in 0..4 {
        for step in 0..500 {
            page.step(if step % 20 < 10 { "button.forward" } else { "button.back" }).await;
        }
        // A page of Wasm memory has 64 KB.
        pages.push(core::arch::wasm32::memory_size::<0>());
    }
    // The first rounds make the allocations that happen once.
    assert_eq!(pages[1], pages[3], "{pages:?}");
}
