//! The reader's prediction on the stage, in every lesson.

use sessionscope::lesson::Lesson;
use sessionscope::player::{Msg, Player};
use sessionscope::question::{Answer, Ask, Reply};
use sessionscope::scene::{BeatFacts, Rect, Scene, View, project};
use sessionscope::text::Language;

/// Widths of the stage and heights of its room: phones and desktops.
const ROOMS: [(f64, f64); 5] = [(305.0, 288.0), (345.0, 320.0), (390.0, 474.0), (640.0, 300.0), (884.0, 492.0)];

fn scene(player: &Player, (width, room): (f64, f64)) -> Scene {
    project(&View {
        recording: player.recording(),
        step: player.step(),
        language: player.language(),
        width,
        room: Some(room),
        beat: BeatFacts::default(),
        selection: None,
        prediction: player.prediction(),
    })
}

/// Goes to the end of a lesson and gives every question each of its answers in a copy. Calls `check` with that copy and
/// the answer, right after the reply and at the result.
fn for_each_answer(language: Language, mut check: impl FnMut(&Player, &Answer, Ask)) {
    for lesson in Lesson::ALL {
        let mut player = Player::open(&format!("lesson={}", lesson.key()), language);
        for _ in 0..40 {
            if let Some(question) = player.open_question().cloned() {
                for (index, answer) in question.answers.iter().enumerate() {
                    let mut predicted = player.clone();
                    predicted.update(Msg::Reply { inputs: question.inputs, reply: Reply::Answer(index) });
                    check(&predicted, answer, question.ask);
                    let stop = predicted.stopping_place();
                    predicted.update(Msg::Advance(stop));
                    assert!(predicted.prediction().is_some_and(|prediction| prediction.is_decided), "{lesson:?}");
                    check(&predicted, answer, question.ask);
                }
            }
            player.update(Msg::Play);
            player.update(Msg::SeekStep(usize::MAX));
        }
    }
}

#[test]
fn prediction_of_a_server_is_a_way_beside_the_real_one() {
    let mut servers = 0;
    for_each_answer(Language::Korean, |player, answer, ask| {
        if !matches!((ask, answer), (Ask::Server, Answer::Server(_))) {
            return;
        }
        let scene = scene(player, (884.0, 492.0));
        let prediction = player.prediction().expect("it was predicted");
        let expected = scene.ways.iter().filter(|way| way.is_expected).count();
        let real = scene.ways.len() - expected;
        let goes_somewhere = matches!(prediction.replied.question.right_answer(), Answer::Server(_));
        assert_eq!((expected, real), (1, usize::from(prediction.is_decided && goes_somewhere)), "{answer:?}");
        let word = player.language().words().lesson_expected;
        assert!(scene.tags.iter().any(|tag| tag.is_expected && tag.text.text.starts_with(word)), "{answer:?}");
        servers += 1;
    });
    assert!(servers > 10, "{servers}");
}

#[test]
fn tags_cover_no_card_and_no_other_tag() {
    for language in Language::ALL {
        for_each_answer(language, |player, answer, _| {
            for room in ROOMS {
                let scene = scene(player, room);
                let cards: Vec<Rect> = scene.cards.iter().map(|card| card.rect).collect();
                for (index, tag) in scene.tags.iter().enumerate() {
                    let mut others = cards.iter().chain(scene.tags[index + 1..].iter().map(|tag| &tag.rect));
                    assert!(!others.any(|other| other.overlaps(&tag.rect)), "{answer:?} {room:?} {tag:?}");
                    let whole = Rect { x: 0, y: 0, w: scene.width, h: scene.height };
                    assert!(whole.contains(&tag.rect) && tag.rect.w >= tag.text.width(), "{answer:?} {room:?} {tag:?}");
                }
            }
        });
    }
}

#[test]
fn nothing_is_drawn_without_an_answer() {
    for reply in [Reply::NotSure, Reply::Skipped] {
        let mut player = Player::open("", Language::English);
        player.update(Msg::Reply { inputs: 1, reply });
        let stop = player.stopping_place();
        player.update(Msg::Advance(stop));
        let scene = scene(&player, (884.0, 492.0));
        assert!(scene.ways.is_empty() && scene.tags.is_empty());
    }
}
