//! The balancer, how much each server got from it, and its reason in a bubble.

use crate::model::message::Node;
use crate::scene::{BalancerCard, Bubble, Rect, Share};
use crate::selection::Selection;

use super::super::el::{El, svg};
use super::selectable;
use super::shapes::{edge, ground, path, rect, speech, text};

/// Its card.
pub fn card(card: &BalancerCard) -> El {
    let element = selectable("card balancer", Selection::Node(Node::Balancer), card.selected, &card.label)
        .attr("data-mark", card.mark.class());
    let element = ground(element, card.rect, None).with_all(card.shares.iter().map(share));
    let texts = [("title", &card.title), ("policy", &card.policy), ("last", &card.last)];
    texts.into_iter().fold(element, |element, (class, line)| text(element, class, line)).with(edge(card.rect))
}

fn share(share: &Share) -> El {
    let radius = share.bar.h / 2.0;
    // Where there is anything, at least a dot of it is seen.
    let width = if share.fraction > 0.0 { (share.bar.w * share.fraction).max(share.bar.h) } else { 0.0 };
    let element = svg("g")
        .class("share")
        .flag("data-last", share.last)
        .flag("data-out", share.out)
        .with(rect("bar", share.bar, radius))
        .with(rect("filled", Rect { w: width, ..share.bar }, radius));
    text(text(element, "name", &share.name), "count", &share.count)
}

/// Why it chose as it did.
pub fn bubble(bubble: &Bubble) -> El {
    let element =
        svg("g").class("bubble").person(Some(bubble.owner)).with(path("box", speech(bubble.rect, bubble.tail)));
    bubble.lines.iter().fold(element, |element, line| text(element, "line", line))
}
