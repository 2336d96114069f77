//! The figure alone, embedded in an article: no bar, no panels, and paused until it is asked to play.

use std::rc::Rc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_use::{UseIntersectionObserverOptions, use_intersection_observer_with_options, use_resize_observer};
use web_sys::Element;

use crate::browser::{self, Address, Host};
use crate::embed::HostMessage;
use crate::player::{Msg, Player};

use super::app::{App, StageSize, use_app};
use super::bar::Picker;
use super::figure::{Figure, press, question};
use super::notices::Notices;
use super::panels::{Acts, PresentGoal, Tuning};
use super::sync_document;

/// The figure. Performs requests of its host window, and reports to it the height at which nothing shrinks. In a box of
/// another height, it fills the box.
#[component]
pub fn EmbeddedFigure(player: Player, stage: StageSize) -> impl IntoView {
    let host = Rc::new(Host::new());
    let link_host = Rc::clone(&host);
    let address = Address::for_host(Rc::new(move |message| link_host.send(message)));
    let app = App::provide(player, address, stage);
    sync_document(app);

    let page = NodeRef::<html::Div>::new();
    let height_host = Rc::clone(&host);
    // The room of the stage changes with the box, and with every other part of the figure.
    let natural_stage = Memo::new(move |_| app.scene.with(|scene| scene.natural_height));
    let measure = move || {
        if let Some(height) = page.get_untracked().and_then(|page| natural_height(&page, natural_stage.get_untracked()))
        {
            height_host.send_height(height);
        }
    };
    let box_changed = Trigger::new();
    use_resize_observer(page, move |_, _| box_changed.notify());
    Effect::new(move || {
        box_changed.track();
        app.stage_room.track();
        natural_stage.track();
        // An effect can run before the render effects of the same change.
        let measure = measure.clone();
        queue_microtask(measure);
    });
    // The default threshold is 10 %, which a figure higher than ten windows never reaches.
    let any_part = UseIntersectionObserverOptions::default().thresholds(vec![0.0]);
    use_intersection_observer_with_options(
        page,
        move |entries, _| {
            if let Some(entry) = entries.last() {
                app.set_in_view(entry.is_intersecting());
            }
        },
        any_part,
    );
    let messages = window_event_listener(ev::message, move |event| {
        if let Some(message) = host.receive(&event) {
            perform(app, &host, message);
        }
    });
    on_cleanup(move || messages.remove());
    view! {
        <div class="page" node_ref=page>
            <Notices />
            <Figure>
                <Head />
            </Figure>
            <Task />
        </div>
    }
}

/// The goal or the task of a lesson, with the acts or settings for it and with the keys of the figure. Hidden without one.
#[component]
fn Task() -> impl IntoView {
    let app = use_app();
    let has_goal = app.slice(|player| player.goal().is_some());
    let has_task = app.slice(Player::has_task);
    let asks_setting = app.slice(|player| player.asked_setting().is_some());
    view! {
        <div
            class="embedded-task"
            hidden=move || !has_goal.get() && !has_task.get()
            on:keydown=move |event| press(app, &event)
        >
            <section class="panel goals" hidden=move || !has_goal.get()>
                <PresentGoal />
            </section>
            <div hidden=move || asks_setting.get()>
                <Acts />
            </div>
            <div hidden=move || !asks_setting.get()>
                <Tuning />
            </div>
        </div>
    }
}

/// Returns the height at which the stage has its natural height; `None` before it is drawn.
fn natural_height(page: &Element, natural_stage: i32) -> Option<u32> {
    let part = |selector| page.query_selector(selector).ok().flatten();
    let (figure, room) = (part(".figure")?, part(".room")?);
    let height = |element: &Element| element.get_bounding_client_rect().height();
    // A box that is too low for the figure makes it scroll.
    let hidden = figure.scroll_height() - figure.client_height();
    let others = height(page) + f64::from(hidden) - height(&room);
    Some((others + f64::from(natural_stage)).ceil() as u32).filter(|_| height(&room) > 0.0)
}

/// The question, the strategies, and a link to the whole page at the present moment.
#[component]
fn Head() -> impl IntoView {
    let app = use_app();
    let question = app.slice(question);
    let whole_page = app.slice(|player| browser::share_url(&player.link().query()));
    view! {
        <header class="head">
            <h1>{question}</h1>
            <Picker />
            <a
                class="button whole"
                href=whole_page
                target="_blank"
                rel="noopener"
                aria-label=move || app.words().try_yourself
            >
                <span>{move || app.words().try_yourself}</span>
            </a>
        </header>
    }
}

fn perform(app: App, host: &Host, message: HostMessage) {
    app.dispatch(match message {
        HostMessage::Hello => return host.send_ready(),
        HostMessage::Load { link } => Msg::Open(link),
        HostMessage::Play => Msg::Play,
        HostMessage::Pause => Msg::Pause,
        HostMessage::SeekStep { step } => Msg::SeekStep(step as usize),
        HostMessage::SeekBeat { at } => Msg::SeekBeat(at),
    });
}
