//! The drawn page: every word in the reader's language, and the structure of the SVG.

use sessionscope::model::fact::Fact;
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}')
}

#[wasm_bindgen_test]
async fn the_language_button_changes_every_word() {
    let page = Page::open_midway("strategy=none", Language::Korean).await;
    assert!(page.all_text().chars().any(is_hangul));
    page.click(".tools [lang=en]").await;
    // The language button has the name of the other language, in that language.
    let text = page.all_text().replacen("한국어", "", 1);
    let left: String = text.chars().filter(|letter| is_hangul(*letter)).collect();
    assert_eq!(left, "");
    page.click(".tools [lang=ko]").await;
    assert!(page.text(".caption").chars().any(is_hangul));
}

#[wasm_bindgen_test]
async fn the_drawing_has_its_layers_as_direct_children() {
    let page =
        Page::open_at_first("strategy=none", Language::English, |fact| matches!(fact, Fact::RequestSent { .. })).await;
    let children = page.find(".stage > svg").children();
    let tags: Vec<String> = (0..children.length()).map(|index| children.item(index).unwrap().tag_name()).collect();
    assert_eq!(tags, ["defs", "g", "g", "g", "g", "g", "g"]);
    assert!(page.count(".stage > svg > g > .wire") > 0);
    assert!(page.count(".stage > svg > g > [data-key] > .packet") > 0);
    assert_eq!(page.count(".stage text:empty"), 0);
}

#[wasm_bindgen_test]
async fn every_strategy_draws_its_own_stage_and_can_be_chosen() {
    let page = Page::open("", Language::English).await;
    for strategy in Strategy::ALL {
        page.click(&format!("[data-strategy={}]", strategy.key())).await;
        assert_eq!(page.count(".tab[aria-current=true]"), 1);
        page.press(".stage", "End", "End").await;
        assert!(page.count(".client") > 0 && page.count(".server") > 0);
    }
}

#[wasm_bindgen_test]
async fn nothing_has_an_inline_style() {
    let page = Page::open_midway("strategy=none", Language::English).await;
    assert_eq!(page.count("[style]"), 0);
}
