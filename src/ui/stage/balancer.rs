//! The balancer, how much each server got from it, and its reason in a bubble.

use leptos::prelude::*;

use crate::model::message::Node;
use crate::scene::{BalancerCard, Bubble, Rect, Share};
use crate::selection::Selection;

use super::shapes::{path, rect, ring, speech, text};

const RADIUS: f64 = 12.0;

/// Its card.
pub fn card(card: &BalancerCard) -> impl IntoView + use<> {
    view! {
        <g
            class="card balancer"
            role="button"
            tabindex="0"
            data-key=super::key(Selection::Node(Node::Balancer))
            data-mark=card.mark.class()
            aria-pressed=if card.selected { "true" } else { "false" }
            aria-label=card.label.clone()
        >
            {ring(card.rect, RADIUS)}
            {rect("box", card.rect, RADIUS)}
            {text("title", &card.title)}
            {text("policy", &card.policy)}
            {card.shares.iter().map(share).collect::<Vec<_>>()}
            {text("last", &card.last)}
            {rect("edge", card.rect, RADIUS)}
        </g>
    }
}

fn share(share: &Share) -> impl IntoView + use<> {
    let radius = share.bar.h / 2.0;
    // Where there is anything, at least a dot of it is seen.
    let width = if share.fraction > 0.0 { (share.bar.w * share.fraction).max(share.bar.h) } else { 0.0 };
    view! {
        <g class="share" data-last=share.last data-out=share.out>
            {text("name", &share.name)}
            {rect("bar", share.bar, radius)}
            {rect("filled", Rect { w: width, ..share.bar }, radius)}
            {text("count", &share.count)}
        </g>
    }
}

/// Why it chose as it did.
pub fn bubble(bubble: &Bubble) -> impl IntoView + use<> {
    view! {
        <g class="bubble" aria-hidden="true" data-person=bubble.owner.0>
            {path("box", speech(bubble.rect, bubble.tail))}
            {bubble.lines.iter().map(|line| text("line", line)).collect::<Vec<_>>()}
        </g>
    }
}
