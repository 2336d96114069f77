//! Helpers: runs of links, and the sentences and captions of their steps.

use sessionscope::link::Link;
use sessionscope::model::fact::Fact;
use sessionscope::recording::Recording;
use sessionscope::text::{self, Language};

/// Replays the run of a link.
pub fn open(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

/// Sentences of the facts that match, in order.
pub fn sentences(run: &Recording, language: Language, wanted: impl Fn(&Fact) -> bool) -> Vec<String> {
    let mut told = Vec::new();
    for step in 1..=run.last_step() {
        let world = &run.frame(step).world;
        let facts = run.facts_of(step).iter().filter(|timed| wanted(&timed.fact));
        told.extend(facts.map(|timed| text::fact(language, &timed.fact, world).plain().replace('\u{a0}', " ")));
    }
    told
}

/// First step with a fact that matches.
pub fn step_of(run: &Recording, wanted: impl Fn(&Fact) -> bool) -> usize {
    let is_wanted = |step: &usize| run.facts_of(*step).iter().any(|timed| wanted(&timed.fact));
    (1..=run.last_step()).find(is_wanted).expect("the run has such a step")
}

/// Korean and English caption of a step.
pub fn caption_of(run: &Recording, step: usize) -> [String; 2] {
    [Language::Korean, Language::English].map(|language| {
        text::caption(language, run.facts_of(step), &run.frame(step).world).plain().replace('\u{a0}', " ")
    })
}

/// Asserts the Korean and the English sentence of the only fact that matches.
pub fn assert_told(run: &Recording, wanted: impl Fn(&Fact) -> bool + Copy, korean: &str, english: &str) {
    assert_eq!(sentences(run, Language::Korean, wanted), [korean]);
    assert_eq!(sentences(run, Language::English, wanted), [english]);
}
