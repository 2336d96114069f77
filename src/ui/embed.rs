//! The figure alone, embedded in an article: no bar, no panels, and paused until it is asked to play.

use std::rc::Rc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_use::{UseIntersectionObserverOptions, use_intersection_observer_with_options, use_resize_observer};

use crate::browser::{self, Address, Host};
use crate::embed::{FigureMessage, HostMessage};
use crate::player::{Msg, Player};
use crate::text::strategy_question;

use super::app::{App, use_app};
use super::bar::Picker;
use super::figure::Figure;
use super::notices::Notices;
use super::sync_document;

/// The figure. Performs requests of its host window, and reports its height to it.
#[component]
pub fn EmbeddedFigure(player: Player, stage_width: f64) -> impl IntoView {
    let host = Rc::new(Host::new());
    let link_host = Rc::clone(&host);
    let address = Address::for_host(Rc::new(move |link| link_host.send(FigureMessage::Link { link })));
    let app = App::provide(player, address, stage_width);
    sync_document(app);

    let page = NodeRef::<html::Div>::new();
    let height_host = Rc::clone(&host);
    use_resize_observer(page, move |entries, _| {
        if let Some(entry) = entries.last() {
            height_host.send_height(entry.content_rect().height().ceil() as u32);
        }
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
        </div>
    }
}

/// The strategies, and a link to the whole page at the present moment. The heading is for screen readers only: the
/// article has its own.
#[component]
fn Head() -> impl IntoView {
    let app = use_app();
    let strategy = app.slice(Player::strategy);
    let whole_page = app.slice(|player| browser::share_url(&player.link().query()));
    view! {
        <header class="head">
            <h1 class="said">{move || strategy_question(app.language.get(), strategy.get())}</h1>
            <Picker />
            <a class="button whole" href=whole_page target="_blank" rel="noopener">
                {move || app.words().try_yourself}
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
        HostMessage::Seek { step } => Msg::SeekStep(step as usize),
    });
}
