//! HTML code that embeds a figure in an article: a frame, and the script that gives it the height of its content.

/// The code for a figure, in which a student can copy the link of a reached goal. `page` is the address of the page
/// without a query, `query` that of the link.
pub fn embed_code(page: &str, query: &str, title: &str) -> String {
    let folder = page.rfind('/').map_or("", |end| &page[..=end]);
    let [page, folder, query, title] = [page, folder, query, title].map(escaped);
    format!(
        "<iframe data-sessionscope title=\"{title}\" width=\"100%\" height=\"720\" loading=\"lazy\"\n  \
         allow=\"clipboard-write\" src=\"{page}?embed=1&amp;{query}\"></iframe>\n\
         <script src=\"{folder}sessionscope.js\" defer></script>\n"
    )
}

/// A text as the value of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_has_the_link_and_the_script_beside_the_page() {
        let code = embed_code("https://example.org/shop/index.html", "v=1&goal=onlybob", "\"Bob\" & <Alice>");
        assert!(
            code.contains("src=\"https://example.org/shop/index.html?embed=1&amp;v=1&amp;goal=onlybob\""),
            "{code}"
        );
        assert!(code.contains("src=\"https://example.org/shop/sessionscope.js\""), "{code}");
        assert!(code.contains("title=\"&quot;Bob&quot; &amp; &lt;Alice>\""), "{code}");
    }
}
