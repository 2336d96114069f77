//! Sentences with their tones.

use leptos::prelude::*;

use crate::text::{Part, Sentence, Tone};

/// A sentence, a part an element.
pub fn sentence(sentence: Sentence) -> impl IntoView {
    sentence.parts.into_iter().map(part).collect::<Vec<_>>()
}

fn part(part: Part) -> impl IntoView {
    let (tone, person) = match part.tone {
        Tone::Plain => ("plain", None),
        Tone::Strong => ("strong", None),
        Tone::Loss => ("loss", None),
        Tone::Person(client) => ("person", Some(client.0)),
    };
    view! { <span data-tone=tone data-person=person>{part.text}</span> }
}
