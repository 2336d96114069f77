//! The figure alone, embedded in an article: no bar, no panels, and paused until it is asked to play.

use std::rc::Rc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_use::{UseIntersectionObserverOptions, use_intersection_observer_with_options, use_resize_observer};

use crate::browser::{self, Address, Host};
use crate::embed::{Ask, Tell};
use crate::player::{Msg, Player};
use crate::text::strategy_question;

use super::app::{App, use_app};
use super::bar::Picker;
use super::figure::Figure;
use super::keep_document_in_step;
use super::notices::Notices;

/// The figure. Obeys messages of its host, and tells it its height once it is drawn.
#[component]
pub fn EmbeddedFigure(player: Player, stage_width: f64) -> impl IntoView {
    let host = Rc::new(Host::new());
    let told = Rc::clone(&host);
    let address = Address::for_host(Rc::new(move |link| told.tell(Tell::Link { link })));
    let app = App::provide(player, address, stage_width);
    keep_document_in_step(app);

    let page = NodeRef::<html::Div>::new();
    let told = Rc::clone(&host);
    use_resize_observer(page, move |entries, _| {
        if let Some(entry) = entries.last() {
            told.tell_height(entry.content_rect().height().ceil() as u32);
        }
    });
    // By default it is in view from 10 % on. A figure may be higher than ten windows.
    let any_of_it = UseIntersectionObserverOptions::default().thresholds(vec![0.0]);
    use_intersection_observer_with_options(
        page,
        move |entries, _| {
            if let Some(entry) = entries.last() {
                app.set_in_view(entry.is_intersecting());
            }
        },
        any_of_it,
    );
    let messages = window_event_listener(ev::message, move |event| {
        if let Some(ask) = host.hear(&event) {
            obey(app, &host, ask);
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

fn obey(app: App, host: &Host, ask: Ask) {
    app.dispatch(match ask {
        Ask::Hello => return host.tell_ready(),
        Ask::Load { link } => Msg::Open(link),
        Ask::Play => Msg::Play,
        Ask::Pause => Msg::Pause,
        Ask::Seek { step } => Msg::SeekStep(step as usize),
    });
}
