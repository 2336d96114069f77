//! A static page beside `index.html`: a document without scripts.

use leptos::prelude::*;

use super::step_picture::markup;
use crate::text::Language;

/// The HTML document of a body. `source` names the file that makes it, and `style` its style sheet.
pub(super) fn document(source: &str, style: &str, title: fn(Language) -> &'static str, body: impl IntoView) -> String {
    format!(
        r#"<!doctype html>
<!-- Made by src/export/{source}: UPDATE=1 cargo test --test prerendered -->
<html lang="ko">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
{}
</body>
</html>
"#,
        Language::ALL.map(title).join(" · "),
        markup(body),
    )
}
