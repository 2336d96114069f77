//! A static server of the built page under a sub-path of a loopback port. It records requests and can inject faults.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

/// Path of the page. Static hosts often serve a project from a sub-path.
pub const FOLDER: &str = "/some/where/";
/// Path of a document with the page in a frame of any size, since browser windows have a minimum width.
const FRAME: &str = "/frame";

/// Header field of a response that browsers do not cache.
pub const NO_STORE: &str = "Cache-Control: no-store\r\n";
/// Header field of a response that browsers cache.
const CACHED: &str = "Cache-Control: max-age=600\r\n";

/// A response of the server.
pub struct Response {
    /// Media type.
    pub kind: &'static str,
    /// Further header fields, each with its line end.
    pub fields: String,
    /// Content.
    pub body: Vec<u8>,
}

/// A received request and its result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Path without the query.
    pub path: String,
    /// Status of the response.
    pub status: u16,
    /// Injected fault.
    pub fault: Option<Fault>,
}

/// A fault of the server for one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Responds with 404.
    Missing,
    /// Closes the connection after half of the body.
    Truncated,
    /// Serves the page instead of the file, as hosts with a fallback page do.
    Replaced,
    /// Serves the right bytes with media type `text/plain`.
    Mislabelled,
    /// Delays the response until the fault is changed.
    Delayed,
    /// Adds this CSP to the page's own.
    Policy(&'static str),
}

/// State that all connections share.
#[derive(Default)]
struct Shared {
    requests: Mutex<Vec<Request>>,
    /// Faults by the end of the file name.
    faults: Mutex<Vec<(&'static str, Fault)>>,
    faults_changed: Condvar,
    /// True if a fault was ever set. Then responses are not cached, so that browsers request a faulty file again.
    had_fault: AtomicBool,
}

/// A running server. It serves until the process ends. Each story has its own, and so its own origin and storage.
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Site {
    /// Starts a server of the built page.
    ///
    /// # Panics
    /// If `SESSIONSCOPE_DIST` does not name a built page.
    pub fn start() -> Site {
        let dist = dist();
        assert!(dist.join("index.html").is_file(), "{} holds no page; `make e2e` builds it", dist.display());
        Site::serve(move |path, query| read(&dist, path, query))
    }

    /// Starts a server with a function from path and query to response; `None` is 404.
    ///
    /// # Panics
    /// If no loopback port is free.
    pub fn serve(find: impl Fn(&str, &str) -> Option<Response> + Send + Sync + 'static) -> Site {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback port is free");
        let address = listener.local_addr().expect("it is bound");
        let shared = Arc::new(Shared::default());
        let site = Site { address, shared: Arc::clone(&shared) };
        let find = Arc::new(find);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (find, shared) = (Arc::clone(&find), Arc::clone(&shared));
                // Ignores errors: a browser may close a connection at any time.
                thread::spawn(move || respond(stream, &*find, &shared).ok());
            }
        });
        site
    }

    /// Its loopback port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Its origin, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Address of the page with a query, which may be empty.
    pub fn page(&self, query: &str) -> String {
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{FOLDER}{mark}{query}", self.origin())
    }

    /// Address of a document that has only the page, in a frame of this size.
    pub fn frame(&self, (width, height): (u32, u32), query: &str) -> String {
        format!("{}{FRAME}?{width}&{height}&{query}", self.origin())
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// From now on, serves files with this ending of their name with a fault. The page itself is `index.html`.
    pub fn serve_with_fault(&self, ending: &'static str, fault: Fault) {
        self.shared.had_fault.store(true, Ordering::Relaxed);
        let mut faults = lock(&self.shared.faults);
        faults.retain(|(before, _)| *before != ending);
        faults.push((ending, fault));
        self.shared.faults_changed.notify_all();
    }

    /// Removes all faults.
    pub fn serve_without_faults(&self) {
        lock(&self.shared.faults).clear();
        self.shared.faults_changed.notify_all();
    }
}

/// Names of files of the built page with this start and end.
pub fn files(start: &str, end: &str) -> Vec<&'static str> {
    let files = fs::read_dir(dist()).expect("the page is built").flatten();
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let names: Vec<&str> =
        names.filter(|name| name.starts_with(start) && name.ends_with(end)).map(|name| &*name.leak()).collect();
    assert!(!names.is_empty(), "the page has no file {start}…{end}");
    names
}

/// Folder of the built page.
pub fn dist() -> PathBuf {
    env::var_os("SESSIONSCOPE_DIST").map(PathBuf::from).expect("SESSIONSCOPE_DIST is set, as by `make e2e`")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics with the lock")
}

impl Shared {
    fn fault_of(&self, name: &str) -> Option<Fault> {
        let find = |faults: &Vec<(&str, Fault)>| {
            faults.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, fault)| *fault)
        };
        let faults = self.faults_changed.wait_while(lock(&self.faults), |faults| find(faults) == Some(Fault::Delayed));
        find(&faults.expect("nobody panics with the lock"))
    }
}

fn respond(mut stream: TcpStream, find: &dyn Fn(&str, &str) -> Option<Response>, shared: &Shared) -> io::Result<()> {
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
        let fault = shared.fault_of(if path == FOLDER { "index.html" } else { path });
        let found = match fault {
            Some(Fault::Missing) => None,
            Some(Fault::Replaced) => find(FOLDER, query),
            _ => find(path, query),
        };
        let status = if found.is_some() { 200 } else { 404 };
        lock(&shared.requests).push(Request { path: path.to_owned(), status, fault });
        let Response { mut kind, mut fields, body } = found.unwrap_or_else(nothing);
        match fault {
            Some(Fault::Policy(policy)) => fields = format!("{NO_STORE}Content-Security-Policy: {policy}\r\n"),
            _ if shared.had_fault.load(Ordering::Relaxed) => fields = NO_STORE.into(),
            _ => {}
        }
        if fault == Some(Fault::Mislabelled) {
            kind = "text/plain";
        }
        let length = body.len();
        write!(stream, "HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n")?;
        write!(stream, "{fields}X-Content-Type-Options: nosniff\r\n\r\n")?;
        if fault == Some(Fault::Truncated) {
            return stream.write_all(&body[..length / 2]);
        }
        stream.write_all(&body)?;
        stream.flush()?;
    }
}

fn nothing() -> Response {
    Response { kind: "text/plain", fields: NO_STORE.into(), body: b"not found".into() }
}

fn read(dist: &Path, path: &str, query: &str) -> Option<Response> {
    if path == FRAME {
        return Some(Response { kind: "text/html", fields: NO_STORE.into(), body: frame(query).into_bytes() });
    }
    file(dist, path.strip_prefix(FOLDER)?)
}

/// Reads a file of the built page. Browsers may cache all but HTML.
pub fn file(dist: &Path, name: &str) -> Option<Response> {
    let name = if name.is_empty() || name.ends_with('/') { [name, "index.html"].concat() } else { name.to_owned() };
    // Only files inside of the folder.
    let inside = !name.contains('\\') && name.split('/').all(|part| !part.is_empty() && part != "..");
    let body = if inside { fs::read(dist.join(&name)).ok() } else { None };
    let kind = kind(&name);
    let fields = if kind.starts_with("text/html") { NO_STORE } else { CACHED };
    Some(Response { kind, fields: fields.into(), body: body? })
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
