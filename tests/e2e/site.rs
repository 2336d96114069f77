//! The built page, served under a sub-path of a loopback port, as a static host would; and what was asked of it.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
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
}

/// A running server. It serves until the process ends; a story has one of its own, so that no two share a storage.
pub struct Site {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
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
        let asked = Arc::new(Mutex::new(Vec::new()));
        let site = Site { address, asked: Arc::clone(&asked) };
        let find = Arc::new(find);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (find, asked) = (Arc::clone(&find), Arc::clone(&asked));
                // A browser that goes away in the middle is no matter of ours.
                thread::spawn(move || answer(stream, &*find, &asked).ok());
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
        lock(&self.asked).clone()
    }
}

/// The built page's folder.
pub fn dist() -> PathBuf {
    env::var_os("SESSIONSCOPE_DIST")
        .map(PathBuf::from)
        .expect("SESSIONSCOPE_DIST names the built page; `make e2e` sets it")
}

fn lock(asked: &Mutex<Vec<Asked>>) -> MutexGuard<'_, Vec<Asked>> {
    asked.lock().expect("nobody panics with the lock")
}

fn answer(
    mut stream: TcpStream,
    find: &dyn Fn(&str, &str) -> Option<Answer>,
    asked: &Mutex<Vec<Asked>>,
) -> io::Result<()> {
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
        let found = find(path, query);
        let status = if found.is_some() { 200 } else { 404 };
        lock(asked).push(Asked { path: path.to_owned(), status });
        let Answer { kind, fields, body } = found.unwrap_or_else(nothing);
        let length = body.len();
        write!(stream, "HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n")?;
        write!(stream, "{fields}X-Content-Type-Options: nosniff\r\n\r\n")?;
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
