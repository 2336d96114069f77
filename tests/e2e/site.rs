//! The built page, served under a sub-path of a loopback port, as a static host would; and what was asked of it. It can
//! be told to serve badly.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

/// Where the page lives: static hosts give a project a folder, seldom a whole origin.
pub const FOLDER: &str = "/some/where/";
/// A page of ours around the page, to give it any width: windows have a least one.
const FRAME: &str = "/frame";

/// Is asked for each time.
pub const FRESH: &str = "Cache-Control: no-store\r\n";
/// Is asked for once.
const KEPT: &str = "Cache-Control: max-age=600\r\n";

/// What a server answers with.
pub struct Answer {
    /// Its media type.
    pub kind: &'static str,
    /// More header fields, each with its end of line.
    pub fields: String,
    /// The content.
    pub body: Vec<u8>,
}

/// One request that arrived.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Without the query.
    pub path: String,
    /// What it was answered with.
    pub status: u16,
    /// What it was answered badly for.
    pub trouble: Option<Trouble>,
}

/// How a file is served badly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// 404.
    Missing,
    /// The connection breaks in the middle of it.
    Cut,
    /// Another file is at its place, served as itself: hosts do so for what they do not have.
    Replaced,
    /// As text, which Wasm is not; the bytes are right.
    Mislabelled,
    /// Not before the site is told to serve it in another way.
    Held,
    /// With this policy besides the page's own.
    Policy(&'static str),
}

/// What answers share.
#[derive(Default)]
struct Desk {
    asked: Mutex<Vec<Asked>>,
    /// Of which files, by the end of their names.
    troubles: Mutex<Vec<(&'static str, Trouble)>>,
    healed: Condvar,
    /// Whether it served badly once: then browsers keep nothing of it, and ask again for what was bad.
    was_bad: AtomicBool,
}

/// A running server. It serves until the process ends; a story has one of its own, so that no two share a storage.
pub struct Site {
    address: SocketAddr,
    desk: Arc<Desk>,
}

impl Site {
    /// Starts one.
    ///
    /// # Panics
    /// Where `SESSIONSCOPE_DIST` does not name a built page.
    pub fn start() -> Site {
        let dist = dist();
        assert!(dist.join("index.html").is_file(), "{} holds no page; `make e2e` builds it", dist.display());
        Site::serve(move |path, query| read(&dist, path, query))
    }

    /// Starts one that answers with whatever this gives for a path and a query.
    ///
    /// # Panics
    /// Where no port of the loopback is free.
    pub fn serve(find: impl Fn(&str, &str) -> Option<Answer> + Send + Sync + 'static) -> Site {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let desk = Arc::new(Desk::default());
        let site = Site { address, desk: Arc::clone(&desk) };
        let find = Arc::new(find);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (find, desk) = (Arc::clone(&find), Arc::clone(&desk));
                // A browser that goes away in the middle is no matter of ours.
                thread::spawn(move || answer(stream, &*find, &desk).ok());
            }
        });
        site
    }

    /// Its port on the loopback.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The page's address with a query, which may be empty.
    pub fn page(&self, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{FOLDER}{mark}{query}", self.origin())
    }

    /// The address of a page that holds nothing but the page, in a frame of this size.
    pub fn frame(&self, (width, height): (u32, u32), query: &str) -> String {
        format!("{}{FRAME}?{width}&{height}&{query}", self.origin())
    }

    /// Every request so far.
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.desk.asked).clone()
    }

    /// From now on, serves files whose name ends so badly; the page itself is `index.html`.
    pub fn serve_badly(&self, ending: &'static str, trouble: Trouble) {
        self.desk.was_bad.store(true, Ordering::Relaxed);
        let mut troubles = lock(&self.desk.troubles);
        troubles.retain(|(before, _)| *before != ending);
        troubles.push((ending, trouble));
        self.desk.healed.notify_all();
    }

    /// From now on, serves everything well.
    pub fn serve_well(&self) {
        lock(&self.desk.troubles).clear();
        self.desk.healed.notify_all();
    }
}

/// The files of the built page whose names begin and end so.
pub fn files(start: &str, end: &str) -> Vec<&'static str> {
    let files = fs::read_dir(dist()).expect("the page is built").flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let names: Vec<&str> =
        names.filter(|name| name.starts_with(start) && name.ends_with(end)).map(|name| &*name.leak()).collect();
    assert!(!names.is_empty(), "no file of the page is called {start}…{end}");
    names
}

/// The built page's folder.
pub fn dist() -> PathBuf {
    env::var_os("SESSIONSCOPE_DIST")
        .map(PathBuf::from)
        .expect("SESSIONSCOPE_DIST names the built page; `make e2e` sets it")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics with the lock")
}

impl Desk {
    fn trouble_with(&self, name: &str) -> Option<Trouble> {
        let find = |troubles: &Vec<(&str, Trouble)>| {
            troubles.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, trouble)| *trouble)
        };
        let troubles = self.healed.wait_while(lock(&self.troubles), |troubles| find(troubles) == Some(Trouble::Held));
        find(&troubles.expect("nobody panics with the lock"))
    }
}

fn answer(mut stream: TcpStream, find: &dyn Fn(&str, &str) -> Option<Answer>, desk: &Desk) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let target = request.split(' ').nth(1).unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let trouble = desk.trouble_with(if path == FOLDER { "index.html" } else { path });
        let found = match trouble {
            Some(Trouble::Missing) => None,
            Some(Trouble::Replaced) => find(FOLDER, query),
            _ => find(path, query),
        };
        let status = if found.is_some() { 200 } else { 404 };
        lock(&desk.asked).push(Asked { path: path.to_owned(), status, trouble });
        let Answer { mut kind, mut fields, body } = found.unwrap_or_else(nothing);
        match trouble {
            Some(Trouble::Policy(policy)) => fields = format!("{FRESH}Content-Security-Policy: {policy}\r\n"),
            _ if desk.was_bad.load(Ordering::Relaxed) => fields = FRESH.into(),
            _ => {}
        }
        if trouble == Some(Trouble::Mislabelled) {
            kind = "text/plain";
        }
        let length = body.len();
        write!(stream, "HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n")?;
        write!(stream, "{fields}X-Content-Type-Options: nosniff\r\n\r\n")?;
        if trouble == Some(Trouble::Cut) {
            return stream.write_all(&body[..length / 2]);
        }
        stream.write_all(&body)?;
        stream.flush()?;
    }
}

fn nothing() -> Answer {
    Answer { kind: "text/plain", fields: FRESH.into(), body: b"not found".into() }
}

fn read(dist: &Path, path: &str, query: &str) -> Option<Answer> {
    if path == FRAME {
        return Some(Answer { kind: "text/html", fields: FRESH.into(), body: frame(query).into_bytes() });
    }
    file(dist, path.strip_prefix(FOLDER)?)
}

/// A file of the built page. As on any static host, browsers keep what is not a page.
pub fn file(dist: &Path, name: &str) -> Option<Answer> {
    let name = if name.is_empty() || name.ends_with('/') { [name, "index.html"].concat() } else { name.to_owned() };
    // Nothing outside of the folder.
    let inside = !name.contains('\\') && name.split('/').all(|part| !part.is_empty() && part != "..");
    let body = if inside { fs::read(dist.join(&name)).ok() } else { None };
    let kind = kind(&name);
    let fields = if kind.starts_with("text/html") { FRESH } else { KEPT };
    Some(Answer { kind, fields: fields.into(), body: body? })
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn frame(query: &str) -> String {
    let mut parts = query.splitn(3, '&');
    let [width, height, page] = std::array::from_fn(|_| parts.next().unwrap_or_default().replace('"', "%22"));
    let style = "border:0;display:block";
    format!(
        r#"<!doctype html><link rel="icon" href="data:,"><body style="margin:0"><iframe width="{width}" height="{height}" style="{style}" src="{FOLDER}?{page}"></iframe>"#
    )
}
