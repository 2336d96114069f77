//! An article with figures on another origin than the page, with a strict CSP.

use std::path::Path;

use serde_json::{Value, json};
use sessionscope::player::Player;
use sessionscope::text::Language;
use thirtyfour::By;
use thirtyfour::common::command::{Actions, Command};

use crate::reader::{Reader, Sight};
use crate::site::{self, FOLDER, NO_STORE, Response, Site, dist};

/// Path of a page that has only figures, one below the other. Its query has their number and their link.
const ONLY_FIGURES: &str = "/figures";
/// Path of an empty page.
const EMPTY: &str = "/empty";

/// The site of an article, and its reader.
pub struct Article<'a> {
    site: Site,
    reader: &'a Reader,
}

impl<'a> Article<'a> {
    /// Starts a site whose figures come from the reader's site.
    pub fn around(reader: &'a Reader) -> Article<'a> {
        let (dist, guest) = (dist(), reader.site().origin());
        let site = Site::serve(move |path, query| respond(&dist, &guest, path, query));
        Article { site, reader }
    }

    /// Opens our own article on this site in Korean, in a window of this height.
    pub async fn open(&self, height: u32) {
        self.open_in(Language::Korean, height).await;
    }

    /// Opens our own article on this site, in a window of this height.
    pub async fn open_in(&self, language: Language, height: u32) {
        self.go_to(path(language), height).await;
    }

    /// Opens our own article in a frame of this width and enters it. A frame can be narrower than a window.
    pub async fn open_narrow(&self, language: Language, width: u32) {
        self.go_to(EMPTY, 900).await;
        let frame = "const frame = Object.assign(document.createElement('iframe'), { id: 'narrow', width: arguments[0], height: 800 });
            return new Promise((done) => { frame.onload = done; frame.src = arguments[1]; document.body.append(frame); }).then(() => 0);";
        let _: Value = self.run(frame, vec![json!(width), json!(path(language))]).await;
        self.enter("narrow").await;
    }

    /// Opens our own article on the origin of the page.
    pub async fn open_at_home(&self) {
        let address = format!("{}article/", self.reader.site().page(""));
        self.reader.driver().goto(&address).await.expect("it can be opened");
    }

    /// Opens a page with this many figures of one query and nothing else. Their ids are `figure-0` and so on.
    pub async fn open_figures(&self, count: usize, query: &str) {
        self.go_to(&format!("{ONLY_FIGURES}?{count}&{query}"), 900).await;
        for index in 0..count {
            self.until_ready(&format!("figure-{index}")).await;
        }
    }

    async fn go_to(&self, path: &str, height: u32) {
        let driver = self.reader.driver();
        driver.set_window_rect(0, 0, 1280, height).await.expect("windows have a size");
        // Another host name is another site. Browsers isolate sites, not only origins.
        let address = format!("http://localhost:{}{path}", self.site.port());
        driver.goto(&address).await.expect("it can be opened");
    }

    /// Runs a script in the article.
    pub async fn run<T: serde::de::DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        self.leave_figure().await;
        self.reader.run(script, arguments).await
    }

    /// Waits until a script in the article returns true.
    ///
    /// # Panics
    /// If it does not within 20 s.
    pub async fn until(&self, what: &str, script: &str, arguments: Vec<Value>) {
        self.leave_figure().await;
        self.reader.until_true(what, script, arguments).await;
    }

    /// Scrolls to a figure and waits until the article has its height.
    pub async fn until_ready(&self, id: &str) {
        let script = "const figure = document.getElementById(arguments[0]); figure.scrollIntoView({ block: 'center' });
            return figure.style.height !== '';";
        self.until(&format!("{id} is ready"), script, vec![json!(id)]).await;
    }

    /// Enters a figure: the reader now sees and uses only this frame.
    pub async fn enter(&self, id: &str) -> &'a Reader {
        self.leave_figure().await;
        let frame = self.reader.driver().find(By::Id(id)).await.expect("the article has this figure");
        frame.enter_frame().await.expect("it can be entered");
        self.reader
    }

    /// Leaves a figure: the reader now sees and uses the article.
    pub async fn leave_figure(&self) {
        self.reader.driver().enter_default_frame().await.expect("the article can be entered");
    }

    /// State of a figure.
    pub async fn look_into(&self, id: &str) -> Sight {
        self.enter(id).await.look().await
    }

    /// Waits until a figure shows the state of the twin.
    pub async fn until_shows(&self, id: &str, twin: &Player) -> Sight {
        self.enter(id).await.until_shows_twin(twin).await
    }

    /// Presses the link of this number in the text.
    pub async fn press_link(&self, index: usize) {
        self.leave_figure().await;
        let links = self.reader.driver().find_all(By::Css("a[data-sessionscope]")).await.expect("there are links");
        self.reader.click(&links[index]).await;
    }

    /// Posts a message to a figure. `message` is a JavaScript expression, since JSON can't express every value.
    pub async fn send(&self, id: &str, message: &str) {
        let script = format!("document.getElementById(arguments[0]).contentWindow.postMessage({message}, '*');");
        let _: Value = self.run(&script, vec![json!(id)]).await;
    }

    /// Scrolls a part of a figure to the middle of the window. Returns its centre and the scroll offset of the article.
    pub async fn place_over(&self, id: &str, part: &str) -> Place {
        let inside = "const { x, y, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
            return [x + width / 2, y + height / 2];";
        let (x, y): (f64, f64) = self.enter(id).await.run(inside, vec![json!(part)]).await;
        let outside = "const figure = document.getElementById(arguments[0]);
            scrollTo({ top: scrollY + figure.getBoundingClientRect().y + arguments[2] - innerHeight / 2, behavior: 'instant' });
            const { x, y } = figure.getBoundingClientRect();
            return [x + arguments[1], y + arguments[2], scrollY];";
        let (x, y, scroll): (f64, f64, f64) = self.run(outside, vec![json!(id), json!(x), json!(y)]).await;
        self.reader.wait_for_paint().await;
        Place { x: x as i64, y: y as i64, scroll }
    }

    /// Waits until the article is scrolled by at least this many pixels.
    pub async fn until_scrolled(&self, by_what: &str, least: f64) {
        self.until(&format!("{by_what} scrolls the article"), "return scrollY >= arguments[0];", vec![json!(least)])
            .await;
    }

    /// Turns the wheel by this many pixels, with the pointer at a place in the window.
    pub async fn wheel(&self, x: i64, y: i64, by: i64) {
        let scroll = json!({ "type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": by, "duration": 0 });
        self.act(json!([{ "type": "wheel", "id": "wheel", "actions": [scroll] }])).await;
    }

    /// Turns the wheel at a place in the window, by so many pixels each time, until the article is scrolled by as much. A
    /// busy browser can drop a turn.
    pub async fn turn_until_scrolled(&self, by_what: &str, (x, y): (i64, i64), by: i64, least: f64) {
        const TURNS: usize = 5;
        let scrolls = "const [least, done] = arguments; let frames = 0;
            const look = () => {
                if (scrollY >= least || ++frames > 120) done(scrollY >= least);
                else requestAnimationFrame(look);
            };
            look();";
        self.leave_figure().await;
        for _ in 0..TURNS {
            self.wheel(x, y, by).await;
            let scrolled = self.reader.driver().execute_async(scrolls, vec![json!(least)]).await;
            if scrolled.expect("the script ends").json() == &json!(true) {
                return;
            }
        }
        self.until_scrolled(by_what, least).await;
    }

    /// Drags a finger from one place in the window to another. Equal places make a tap.
    pub async fn swipe(&self, from: (i64, i64), to: (i64, i64)) {
        let go =
            |(x, y): (i64, i64), duration: u32| json!({ "type": "pointerMove", "x": x, "y": y, "duration": duration });
        let mut actions = vec![go(from, 0), json!({ "type": "pointerDown", "button": 0 })];
        if from != to {
            actions.extend([go(((from.0 + to.0) / 2, (from.1 + to.1) / 2), 60), go(to, 60)]);
        }
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let finger =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions });
        self.act(json!([finger])).await;
    }

    async fn act(&self, actions: Value) {
        let command = Command::PerformActions(Actions::from(actions));
        self.reader.driver().cmd(command).await.expect("there is such a device");
    }

    /// Checks that the site had every requested file.
    ///
    /// # Panics
    /// If a file is missing.
    pub fn assert_no_missing_files(&self) {
        let missing: Vec<_> = self.site.requests().into_iter().filter(|request| request.status != 200).collect();
        assert!(missing.is_empty(), "missing files were requested from the article: {missing:#?}");
    }
}

/// A place in the window and the scroll offset of the article, in CSS pixels.
pub struct Place {
    pub x: i64,
    pub y: i64,
    pub scroll: f64,
}

/// Returns the twin of a figure of this query in the Korean article.
pub fn twin(query: &str) -> Player {
    Player::open(query, Language::Korean)
}

/// Path of our own article on its site.
fn path(language: Language) -> &'static str {
    match language {
        Language::Korean => "/",
        Language::English | Language::Doubled | Language::Marked => "/en.html",
    }
}

fn respond(dist: &Path, guest: &str, path: &str, query: &str) -> Option<Response> {
    let page = format!("{guest}{FOLDER}");
    let html = match path {
        "/" | "/en.html" => {
            let article = site::file(dist, &format!("article{path}"))?.body;
            String::from_utf8(article).ok()?.replace("\"../", &format!("\"{page}"))
        }
        ONLY_FIGURES => {
            let (count, query) = query.split_once('&')?;
            only_figures(&page, count.parse().ok()?, query)
        }
        EMPTY => r#"<!doctype html><title>empty</title><link rel="icon" href="icon.svg">"#.into(),
        _ => return site::file(dist, &format!("article{path}")),
    };
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src {guest}; frame-src 'self' {guest}; \
         base-uri 'none'; form-action 'none'"
    );
    let fields = format!("{NO_STORE}Content-Security-Policy: {policy}\r\nReferrer-Policy: no-referrer\r\n");
    Some(Response { kind: "text/html; charset=utf-8", fields, body: html.into_bytes() })
}

fn only_figures(page: &str, count: usize, query: &str) -> String {
    let query = query.replace('&', "&amp;");
    let figure = |index: usize| {
        format!(
            r#"<iframe data-sessionscope id="figure-{index}" title="figure" src="{page}?embed=1&amp;{query}"></iframe>"#
        )
    };
    let figures: String = (0..count).map(figure).collect();
    format!(
        r#"<!doctype html><html lang="ko"><meta name="color-scheme" content="light dark"><title>host</title>
        <link rel="icon" href="icon.svg"><link rel="stylesheet" href="article.css"><script src="{page}sessionscope.js" defer></script>
        <main>{figures}<p tabindex="0" id="text">text</p><iframe id="other" title="other" src="{EMPTY}"></iframe></main>"#
    )
}
