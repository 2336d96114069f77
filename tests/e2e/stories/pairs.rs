//! Pairwise testing of language, theme, width, input device and strategy: each pair of values occurs in one of a few
//! short stories. In each, a reader seeks to the loss, selects a server and crashes it, with one input device.

use std::collections::BTreeSet;

use sessionscope::link::Theme;
use sessionscope::model::command::Command;
use sessionscope::model::ids::ServerId;
use sessionscope::player::Msg;
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, label};
use sessionscope_e2e::axe::violations;
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::measure::measure_now;
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const HIGH: u32 = 3_600;
const WIDTHS: [u32; 4] = [320, 360, 768, 1280];
const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Mouse,
    Finger,
    Keyboard,
}

const INPUTS: [By; 3] = [By::Mouse, By::Finger, By::Keyboard];

/// One story: indices of its strategy, width, input device, language and theme.
type Row = [usize; 5];

/// Number of values of each choice, in the order of a [`Row`].
const CHOICES: Row = [Strategy::ALL.len(), WIDTHS.len(), INPUTS.len(), Language::ALL.len(), THEMES.len()];

/// Every strategy at every width. The other choices are distributed so that every pair occurs.
fn rows() -> impl Iterator<Item = Row> {
    (0..CHOICES[0]).flat_map(|strategy| {
        (0..CHOICES[1]).map(move |width| {
            let input = (strategy + width) % CHOICES[2];
            [strategy, width, input, (strategy + width / 2) % 2, (strategy / 2 + width) % 2]
        })
    })
}

#[test]
fn every_pair_of_choices_occurs() {
    let met: BTreeSet<_> =
        rows().flat_map(|row| pairs().map(move |(one, other)| (one, row[one], other, row[other]))).collect();
    for (one, other) in pairs() {
        for (first, second) in
            (0..CHOICES[one]).flat_map(|first| (0..CHOICES[other]).map(move |second| (first, second)))
        {
            assert!(
                met.contains(&(one, first, other, second)),
                "choice {first} of {one} never meets {second} of {other}"
            );
        }
    }
}

fn pairs() -> impl Iterator<Item = (usize, usize)> {
    (0..CHOICES.len()).flat_map(|other| (0..other).map(move |one| (one, other)))
}

#[test]
fn the_loss_is_seen_and_actions_work_in_every_pair() {
    story(Language::Korean, async |reader| {
        for [strategy, width, input, language, theme] in rows() {
            let (strategy, language) = (Strategy::ALL[strategy], Language::ALL[language]);
            let (width, theme, by) = (WIDTHS[width], THEMES[theme], INPUTS[input]);
            let query = format!("strategy={}&lang={}&theme={}", strategy.key(), language.tag(), theme.key());
            reader.open_sized((width, HIGH), &query).await;
            sees_and_acts(reader, &query, language, by).await;
            let mut wrong = measure_now(reader).await;
            wrong.extend(violations(reader).await);
            assert!(wrong.is_empty(), "{query}, {width} px, {by:?}: {wrong:#?}");
        }
    });
}

async fn sees_and_acts(reader: &Reader, query: &str, language: Language, by: By) {
    let words = language.words();
    let mut twin = twin::open(query, language);
    press(reader, by, words.next_loss).await;
    twin.update(Msg::NextLoss);
    reader.until_shows_twin(&twin).await;
    let server = ServerId(0);
    match by {
        By::Mouse => reader.point_at(Pointer::Mouse, "s1").await,
        By::Finger => reader.point_at(Pointer::Touch, "s1").await,
        By::Keyboard => {
            let name = twin::clean(&label::server(language, server));
            let on_it = |sight: &Sight| sight.focus_role == "button" && sight.focus.starts_with(&name);
            reader.tab_back_to(on_it).await;
            reader.keys(Key::Enter + "").await;
        }
    }
    // At some losses, the server is down already. Then it is restarted.
    let act = if twin.frame().world.servers[0].is_up() { Command::Crash(server) } else { Command::Restart(server) };
    let sight = reader.until("its actions are offered", |sight| sight.has_action(language, &act)).await;
    let [whole, short] = twin::action_names(language, &act);
    press(reader, by, if sight.has_button(&whole) { &whole } else { &short }).await;
    let sight = reader.until("the action is done", |sight| sight.plays() || sight.query.contains("do=")).await;
    if sight.plays() {
        reader.keys_on_timeline(" ").await;
        reader.until("it is paused", |sight| !sight.plays()).await;
    }
}

async fn press(reader: &Reader, by: By, name: &str) {
    match by {
        By::Mouse => reader.press(name).await,
        By::Finger => reader.point(Pointer::Touch, &reader.find("button", name).await).await,
        By::Keyboard => {
            let name = twin::clean(name);
            reader.tab_to(|sight| sight.focus == name).await;
            reader.keys(Key::Enter + "").await;
        }
    }
}
