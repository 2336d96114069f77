//! Later.
#[test]
fn debugging() {
    sessionscope_e2e::story(sessionscope::text::Language::Korean, async |reader| {
        reader.open_sized((1280, 900), "step=20").await;
        let script = format!("{}\nconst all = [...pageLabels(memory(lookAt), console.log)].map((l) => l.text); const w = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let n = 0; const out = []; while (w.nextNode()) {{ n++; const p = w.currentNode.parentElement; out.push(p.tagName + ' ' + p.checkVisibility({{ visibilityProperty: true }}) + ' ' + w.currentNode.data.slice(0, 10)); }} return [n, all, out];", sessionscope_e2e::measure::MEASURE);
        let got: serde_json::Value = reader.run(&script, vec![]).await;
        println!("{}", serde_json::to_string(&got).unwrap());
    });
}
