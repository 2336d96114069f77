//! The script time of a frame with 40 messages on the stage, beside that of a bare loop that only places 40 SVG groups:
//! in the built page in Chromium, in turns, so that a slow machine changes nothing.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use sessionscope::pace::{LONGEST, Speed};
use sessionscope::scene::{View, project};
use sessionscope::text::Language;
use sessionscope_e2e::reader::PAGE;
use sessionscope_e2e::{story, twin};

const LANGUAGE: Language = Language::Korean;
const SCRIPT: &str = include_str!("../script/frames.js");
const MESSAGES: usize = 40;
const ROUNDS: u32 = 8;
/// Between two steps at x0.25 lie 2.4 s at most.
const ROUND_MS: u64 = 2_000;
/// What all rounds may take on a busy machine.
const LONG: Duration = Duration::from_secs(120);

/// Frames of one kind.
#[derive(Deserialize)]
struct Frames {
    ms: f64,
    frames: f64,
}

impl Frames {
    fn each_ms(&self) -> f64 {
        self.ms / self.frames
    }
}

fn main() {
    story(LANGUAGE, async |reader| {
        let link = link();
        reader.open(&link).await;
        let width: f64 = reader.run("return drawing().getBoundingClientRect().width;", vec![]).await;
        reader.open(&format!("{link}&step={}", crowded_step(&link, width))).await;
        let words = LANGUAGE.words();
        let mut speed = Speed::default();
        while speed != Speed::Quarter {
            reader.press(&format!("{}: {}", words.speed, speed.label())).await;
            speed = speed.next();
        }
        let arguments =
            vec![json!(MESSAGES), json!(words.play), json!(words.step_back), json!(ROUNDS), json!(ROUND_MS)];
        reader.driver().set_script_timeout(LONG).await.expect("timeouts can be set");
        let ran = reader.driver().execute_async([PAGE, SCRIPT].concat(), arguments).await.expect("the script runs");
        let [page, bare]: [Frames; 2] = ran.convert().expect("it tells what it measured");
        println!("script of a frame, {MESSAGES} messages      {:>6.3} ms, {} frames", page.each_ms(), page.frames);
        println!("bare loop of {MESSAGES} SVG groups          {:>6.3} ms, {} frames", bare.each_ms(), bare.frames);
        println!("page / bare                         {:>6.2}", page.each_ms() / bare.each_ms());
    });
}

/// Six people sign in, and send six requests each while the copies of their sessions travel: slowly, and a little apart.
fn link() -> String {
    let mut acts: Vec<String> = ('a'..='f').map(|who| format!("{who}.login~250ms")).collect();
    acts.push("wait.4s~0us".into());
    for _ in 0..6 {
        acts.extend(('a'..='f').map(|who| format!("{who}.me~250ms")));
    }
    format!("strategy=clustering&servers=8&clients=6&hop=8s&do={}", acts.join(","))
}

/// A step after which so many messages are drawn apart for as long as a stretch lasts.
fn crowded_step(link: &str, width: f64) -> usize {
    let player = twin::open(link, LANGUAGE);
    let (recording, marks) = (player.recording(), player.pace().marks());
    let is_crowded = |step: &usize| {
        let view = View { recording, step: *step, language: LANGUAGE, width, selection: None };
        marks[step + 1].paced.0 - marks[*step].paced.0 == LONGEST.0 && project(&view).packets.len() == MESSAGES
    };
    (0..recording.last_step()).find(is_crowded).expect("some step is as crowded")
}
