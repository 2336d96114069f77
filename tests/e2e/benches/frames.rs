//! Script time of a frame with 40 messages on the stage, relative to a bare loop that only places 40 SVG groups. Both
//! are measured in turns in the built page in Chromium, so that the ratio does not depend on the speed of the machine.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use sessionscope::pace::{LONGEST, Speed};
use sessionscope::scene::{BeatFacts, View, project};
use sessionscope::text::Language;
use sessionscope_e2e::reader::PAGE;
use sessionscope_e2e::{story, twin};

const LANGUAGE: Language = Language::Korean;
const SCRIPT: &str = include_str!("../script/frames.js");
const MESSAGES: usize = 40;
const ROUNDS: u32 = 8;
/// Duration of a round. At speed x0.25, a step takes up to 2.4 s, so no step happens within a round.
const ROUND_MS: u64 = 2_000;
/// Limit for all rounds on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(120);

/// Number and script time of all frames of one kind.
#[derive(Deserialize)]
struct Frames {
    ms: f64,
    frames: f64,
}

impl Frames {
    fn ms_per_frame(&self) -> f64 {
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
            speed = speed.next_slower();
        }
        let arguments = vec![json!(MESSAGES), json!(words.play), json!(words.previous), json!(ROUNDS), json!(ROUND_MS)];
        reader.driver().set_script_timeout(TIMEOUT).await.expect("timeouts can be set");
        let ran = reader.driver().execute_async([PAGE, SCRIPT].concat(), arguments).await.expect("the script runs");
        let [page, bare]: [Frames; 2] = ran.convert().expect("it returns its measurements");
        println!("script of a frame, {MESSAGES} messages      {:>6.3} ms, {} frames", page.ms_per_frame(), page.frames);
        println!("bare loop of {MESSAGES} SVG groups          {:>6.3} ms, {} frames", bare.ms_per_frame(), bare.frames);
        println!("page / bare                         {:>6.2}", page.ms_per_frame() / bare.ms_per_frame());
    });
}

/// Link of a run with six clients. Each logs in and then sends six requests, while slow copies of the sessions are in
/// flight.
fn link() -> String {
    let mut actions: Vec<String> = ('a'..='f').map(|who| format!("{who}.login~250ms")).collect();
    actions.push("wait.4s~0us".into());
    for _ in 0..6 {
        actions.extend(('a'..='f').map(|who| format!("{who}.me~250ms")));
    }
    format!("strategy=clustering&servers=8&clients=6&hop=8s&do={}", actions.join(","))
}

/// A step with this many messages on the stage and the longest possible time to the next step.
fn crowded_step(link: &str, width: f64) -> usize {
    let player = twin::open(&format!("{link}&step=0"), LANGUAGE);
    let (recording, steps) = (player.recording(), player.pace().steps());
    let is_crowded = |step: &usize| {
        let view = View {
            recording,
            step: *step,
            language: LANGUAGE,
            width,
            room: None,
            beat: BeatFacts::default(),
            selection: None,
            prediction: None,
        };
        steps[step + 1].paced.0 - steps[*step].paced.0 == LONGEST.0 && project(&view).packets.len() == MESSAGES
    };
    (0..recording.last_step()).find(is_crowded).expect("some step is as crowded")
}
