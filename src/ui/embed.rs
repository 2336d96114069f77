//! The figure alone, for a column of somebody's article: no bar, no panels, nothing that moves before it is asked to, and
//! the page around it told what it needs to know.

use std::rc::Rc;
use std::slice;

use web_sys::Element;

use crate::browser::{self, Address, Host, Listener, Watch};
use crate::embed::{Ask, Tell};
use crate::player::{Msg, Player};
use crate::text::strategy_question;

use super::draw::after_drawing;
use super::el::{El, Slot, html};
use super::late::Missing;
use super::shell::Shell;
use super::{Mounted, bar, figure, late, mount_in};

/// Mounts the figure; the page around hears of its links.
pub fn mount(root: &Element, player: Player, width: i32, missing: Missing) -> Mounted {
    let host = Rc::new(Host::new());
    let told = Rc::clone(&host);
    let address = Address::for_host(Rc::new(move |link| told.tell(Tell::Link { link })));
    mount_in(root, player, address, width, missing, Box::new(|shell| alone(shell, host)))
}

/// The figure. It hears its host, and tells it its height, once it is drawn.
fn alone(shell: Shell, host: Rc<Host>) -> El {
    let root = Slot::default();
    let kept = root.clone();
    after_drawing(Box::new(move || {
        let Some(element) = kept.get() else { return };
        let told = Rc::clone(&host);
        let heard = Listener::new(move |event| {
            if let Some(ask) = host.hear(&event) {
                obey(shell, &host, ask);
            }
        });
        let size = Watch::size(&element, move |_, height| told.tell_height(height.ceil() as u32));
        let view = Watch::view(slice::from_ref(&element), move |is_in_view| shell.show(is_in_view));
        shell.backstage().held.borrow_mut().push(Box::new((heard, size, view)));
    }));
    let figure = figure::figure(shell, head);
    html("div")
        .class("page")
        .keep(&root)
        .live(shell, |shell, player| late::draw_further(shell, player, "ul", |views| views.notices))
        .live(shell, late::missing)
        .with(figure)
}

/// The strategies, and the way to the whole page at this very moment. What the strategy asks is said and not shown: the
/// article around says it, but not as a heading of this document.
fn head(shell: Shell, player: &Player) -> El {
    let (language, words) = (player.language(), player.language().words());
    browser::dress(late::spoken(language), player.theme(), words.title);
    let heading = html("h1").class("said").say(strategy_question(language, player.strategy()));
    let whole = html("a")
        .class("button whole")
        .attr("href", browser::share_url(&player.link().query()))
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .say(words.try_yourself);
    html("header").class("head").with(heading).with(bar::picker(shell, player)).with(whole)
}

fn obey(shell: Shell, host: &Host, ask: Ask) {
    shell.dispatch(match ask {
        Ask::Hello => return host.tell_ready(),
        Ask::Load { link } => Msg::Open(link),
        Ask::Play => Msg::Play,
        Ask::Pause => Msg::Pause,
        Ask::Seek { step } => Msg::SeekStep(step as usize),
    });
}
