//! The part of index.html that needs no script: the first view of a bare address, which the running page takes over
//! without a jump; what is said where it can't start, or stopped; and pictures of each strategy's point and failure.
//! Markup, kept as `stills.html`, which Trunk puts into index.html; `tests/stills.rs` holds it to what is made here.
//!
//! Which of it is seen is up to the style sheet, by the `data-app` that `boot.js` gives the root: none without scripts,
//! `starting`, `running`, `failed`, `stopped`.

use crate::lesson::{Moment, Strategy};
use crate::model::time::SimTime;
use crate::pace::Pace;
use crate::recording::Recording;
use crate::scene::{self, Scene, View};
use crate::text::{self, Fallback, Language, Sentence, Tone, strategy_name, strategy_question, strategy_summary};

use super::still;

/// Widths of the stage for which the first view is drawn, in CSS pixels: of common phones, of the layout that has
/// messages as cards, and of a desk. Between two of them the smaller one is shown; it is as high as the page's own.
pub const FIRST_WIDTHS: [i32; 8] = [320, 330, 360, 390, 412, 640, 760, 884];
/// Width of the other pictures: that of the smallest phone, so that nothing gets too small to be read.
pub const WIDTH: i32 = 320;

/// One step of a prepared script, to be drawn.
pub struct Still {
    run: Recording,
    strategy: Strategy,
    step: usize,
}

impl Still {
    /// What a bare address shows.
    pub fn first() -> Still {
        Still::at(Strategy::default(), |_| 0)
    }

    /// A moment of a strategy.
    pub fn of(strategy: Strategy, moment: Moment) -> Still {
        Still::at(strategy, |run| moment.step(strategy, run))
    }

    fn at(strategy: Strategy, step: impl Fn(&Recording) -> usize) -> Still {
        let run = Recording::replay(strategy.config(), strategy.script());
        Still { step: step(&run), run, strategy }
    }

    /// The link that leads to it.
    pub fn link(&self, language: Language) -> String {
        format!("strategy={}&step={}&lang={}", self.strategy.key(), self.step, language.tag())
    }

    /// The picture, as an `<svg>`; `attributes` go into its tag.
    pub fn svg(&self, language: Language, width: i32, attributes: &str) -> String {
        let label = format!(r#" role="img" aria-label="{}""#, still::escape(language.words().stage));
        still::svg(&self.scene(language, width), self.now(), &(label + attributes))
    }

    fn scene(&self, language: Language, width: i32) -> Scene {
        let (recording, step) = (&self.run, self.step);
        scene::project(&View { recording, step, language, width: f64::from(width), selection: None })
    }

    /// Where the playhead is in a run that stands still at this step.
    fn now(&self) -> SimTime {
        let pace = Pace::of(&self.run);
        pace.sim_at(pace.of_step(self.step))
    }

    fn caption(&self, language: Language) -> String {
        markup(text::caption(language, self.run.facts_of(self.step), &self.run.frame(self.step).world))
    }
}

/// The whole of it, a thing a line.
pub fn page() -> String {
    let mut lines = vec![String::from("<!-- Made by src/export/stills.rs: UPDATE=1 cargo test --test stills -->")];
    lines.push(r#"<main id="app">"#.into());
    first_view(&mut lines);
    lines.push("</main>".into());
    stopped(&mut lines);
    lines.push(format!(r#"<div class="stills">{}"#, still::hatch()));
    for language in Language::ALL {
        pictures(&mut lines, language);
    }
    lines.push("</div>\n".into());
    lines.join("\n")
}

/// The page as it is before it runs, with the same classes at the same places, and nothing that could be pressed.
fn first_view(lines: &mut Vec<String>) {
    let still = Still::first();
    lines.push(r#"<div class="page shell"><header class="bar"><h1 class="brand">Sessionscope</h1>"#.into());
    lines.push(format!(r#"<div class="tabs" inert>{}</div>"#, each_strategy_name(still.strategy)));
    let names = in_each(|language| strategy_name(language, still.strategy).into());
    lines.push(format!(r#"<div class="picker" inert>{names}</div>"#));
    let switch = in_each(|language| language.words().language_other.into());
    let share = in_each(|language| language.words().share.into());
    lines.push(format!(
        r#"<div class="tools" inert><span class="button square"></span><span class="button">{switch}</span><span class="button">{share}</span></div></header>"#
    ));
    lines.push(r#"<div class="grid"><section class="figure"><header class="question">"#.into());
    for language in Language::ALL {
        let (tag, question) = (language.tag(), strategy_question(language, still.strategy));
        let summary = strategy_summary(language, still.strategy);
        lines.push(format!(r#"<h2 lang="{tag}">{question}</h2><p lang="{tag}">{summary}</p>"#));
    }
    lines.push(r#"</header><div class="stage">"#.into());
    for width in FIRST_WIDTHS {
        for language in Language::ALL {
            let height = still.scene(language, width).height;
            let (tag, size) = (language.tag(), format!(r#" width="100%" height="{height}""#));
            lines.push(still.svg(language, width, &format!(r#"{size} lang="{tag}" data-from="{width}""#)));
        }
    }
    let captions = in_each_p(|language| still.caption(language));
    lines.push(format!(r#"</div><div class="deck"><div class="caption"><span class="number" aria-hidden="true">00</span>{captions}</div>"#));
    lines.push(r#"<div class="transport" inert><span class="play"></span><span class="timeline"></span></div>"#.into());
    not_running(lines);
    lines.push("</div></section>".into());
    lines.push(r#"<div class="beside">"#.into());
    for language in Language::ALL {
        let item = |strategy: Strategy| {
            format!(r##"<li><a href="#{}">{}</a></li>"##, id(language, strategy), strategy_name(language, strategy))
        };
        let items: String = Strategy::ALL.map(item).concat();
        let (tag, title) = (language.tag(), language.fallback().pictures);
        lines.push(format!(r#"<nav class="panel" lang="{tag}"><h2>{title}</h2><ul>{items}</ul></nav>"#));
    }
    lines.push("</div></div></div>".into());
}

/// Why the figure does not move, in the place of what would move it.
fn not_running(lines: &mut Vec<String>) {
    let see_below =
        |language: Language| format!(r##"<a href="#{}">{}</a>"##, language.tag(), language.fallback().see_below);
    let no_script = in_each_p(|language| format!("{} {}", language.fallback().no_script, see_below(language)));
    lines.push(format!(r#"<div class="why-not" data-when="off">{no_script}</div>"#));
    let not_started = in_each_p(|language| format!("<b>{}</b>", language.fallback().not_started));
    lines.push(format!(r#"<div class="why-not" data-when="failed" role="alert">{not_started}"#));
    for index in 0..Language::Korean.fallback().reasons.len() {
        let kind = Language::Korean.fallback().reasons[index].0;
        let said = in_each_p(|language| language.fallback().reasons[index].1.into());
        lines.push(format!(r#"<div data-reason="{kind}">{said}</div>"#));
    }
    let retry = in_each(|language| language.fallback().retry.into());
    let see_below = in_each_p(see_below);
    lines.push(format!(r#"{see_below}<p><code></code></p><a class="button strong" href="">{retry}</a></div>"#));
}

/// The card after a panic; `boot.js` fills it in and shows it.
fn stopped(lines: &mut Vec<String>) {
    let say = |text: fn(&Fallback) -> &'static str| in_each(|language| text(language.fallback()).into());
    lines.push(r#"<section id="stopped" class="stopped" role="alert" tabindex="-1" hidden>"#.into());
    lines.push(format!("<h2>{}</h2><p>{}</p>", say(|f| f.stopped), say(|f| f.stopped_why)));
    lines.push(format!("<p><code></code></p><p>{}: <a></a></p>", say(|f| f.stopped_link)));
    lines.push(format!(
        r#"<p class="row"><a class="button strong">{}</a><a class="button">{}</a></p></section>"#,
        say(|f| f.reopen),
        say(|f| f.start_over)
    ));
}

/// The strategies in one language.
fn pictures(lines: &mut Vec<String>, language: Language) {
    let (tag, words) = (language.tag(), language.fallback());
    lines.push(format!(r#"<section lang="{tag}" id="{tag}"><h2>{}</h2>"#, words.pictures));
    for strategy in Strategy::ALL {
        let name = strategy_name(language, strategy);
        lines.push(format!(r#"<article id="{}"><header><h3>{name}</h3>"#, id(language, strategy)));
        let (question, summary) = (strategy_question(language, strategy), strategy_summary(language, strategy));
        lines.push(format!("<p><b>{question}</b></p><p>{summary}</p></header>"));
        for moment in Moment::ALL {
            let still = Still::of(strategy, moment);
            let kind = match moment {
                Moment::Point => words.point,
                Moment::Failure => words.failure,
            };
            lines.push(format!(r#"<figure><div class="stage">{}</div>"#, still.svg(language, WIDTH, "")));
            let caption = still.caption(language);
            let is_failure = if moment == Moment::Failure { " data-loss" } else { "" };
            lines.push(format!(r#"<figcaption{is_failure}><b>{kind}</b> {caption}</figcaption></figure>"#));
        }
        lines.push("</article>".into());
    }
    lines.push("</section>".into());
}

fn id(language: Language, strategy: Strategy) -> String {
    format!("{}-{}", language.tag(), strategy.key())
}

fn each_strategy_name(shown: Strategy) -> String {
    let tab = |strategy| {
        let current = if strategy == shown { r#" aria-current="true""# } else { "" };
        let name = in_each(|language| strategy_name(language, strategy).into());
        format!(r#"<button type="button" tabindex="-1"{current}>{name}</button>"#)
    };
    Strategy::ALL.map(tab).concat()
}

/// A text in every language; the style sheet shows the reader's.
fn in_each(say: impl Fn(Language) -> String) -> String {
    Language::ALL.map(|language| format!(r#"<span lang="{}">{}</span>"#, language.tag(), say(language))).concat()
}

fn in_each_p(say: impl Fn(Language) -> String) -> String {
    Language::ALL.map(|language| format!(r#"<p lang="{}">{}</p>"#, language.tag(), say(language))).concat()
}

fn markup(sentence: Sentence) -> String {
    let part = |part: text::Part| {
        let said = still::escape(&part.text);
        match part.tone {
            Tone::Plain => said,
            Tone::Strong => format!(r#"<span data-tone="strong">{said}</span>"#),
            Tone::Loss => format!(r#"<span data-tone="loss">{said}</span>"#),
            Tone::Person(client) => format!(r#"<span data-tone="person" data-person="{}">{said}</span>"#, client.0),
        }
    };
    sentence.parts.into_iter().map(part).collect()
}
