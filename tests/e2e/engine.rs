//! Browsers and what drives them. Another engine is another [`Engine`]: how its driver is started, what it is asked for,
//! and whether it tells its console. Everything else is WebDriver and the same for all.

use std::env;
use std::fs;
use std::io;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use sessionscope::text::Language;
use thirtyfour::{Capabilities, WebDriver};
use tokio::time::{Instant, sleep};

/// The window of a reader at a desk.
pub const WINDOW: (u32, u32) = (1280, 900);
/// A driver that does not answer by then is not going to.
const START: Duration = Duration::from_secs(60);
/// How often a driver is started whose port somebody else took meanwhile.
const TRIES: u32 = 3;

/// A browser engine and its driver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
}

impl Engine {
    fn driver(self, port: u16) -> Command {
        match self {
            Engine::Chromium => {
                let mut command = Command::new(env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into()));
                command.arg(format!("--port={port}"));
                command
            }
        }
    }

    /// What a session is asked for: a browser with nothing in it but the reader's languages.
    fn capabilities(self, language: Language, home: &Path) -> Value {
        match self {
            Engine::Chromium => json!({
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": { "args": chromium_flags(language, home), "prefs": {
                    "download.default_directory": home,
                    "download.prompt_for_download": false,
                } },
            }),
        }
    }

    /// Whether it tells what is in the console.
    fn has_console(self) -> bool {
        match self {
            Engine::Chromium => true,
        }
    }
}

fn chromium_flags(language: Language, home: &Path) -> Vec<String> {
    let languages = match language {
        Language::Korean => "ko-KR,ko,en-US,en",
        Language::English => "en-US,en",
    };
    let (width, height) = WINDOW;
    let mut flags: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // As on phones: the width that is asked for is the width there is.
        "--hide-scrollbars",
    ]
    .map(String::from)
    .into();
    flags.push(format!("--accept-lang={languages}"));
    flags.push(format!("--window-size={width},{height}"));
    flags.push(format!("--user-data-dir={}", home.join("profile").display()));
    flags
}

/// A browser with its driver. Dropping it ends both and removes what they wrote.
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    /// Which engine it is.
    pub engine: Engine,
    /// The language its reader prefers.
    pub language: Language,
    process: Process,
}

impl Browser {
    /// Starts one.
    ///
    /// # Panics
    /// Where there is none to start: `make e2e` installs it.
    pub async fn start(engine: Engine, language: Language) -> Browser {
        let mut last = String::new();
        for _ in 0..TRIES {
            match Browser::try_start(engine, language).await {
                Ok(browser) => return browser,
                Err(error) => last = error,
            }
        }
        panic!("{engine:?} does not start: {last}")
    }

    async fn try_start(engine: Engine, language: Language) -> Result<Browser, String> {
        let port = free_port().map_err(|error| error.to_string())?;
        let mut process = Process::start(engine.driver(port)).map_err(|error| error.to_string())?;
        let deadline = Instant::now() + START;
        // A driver that listens is ready; one that ended never will be.
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if !process.runs() || Instant::now() > deadline {
                return Err("its driver does not listen".into());
            }
            sleep(Duration::from_millis(20)).await;
        }
        let Value::Object(wanted) = engine.capabilities(language, &process.home) else { unreachable!("an object") };
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), Capabilities::from(wanted)).await;
        let driver = driver.map_err(|error| error.to_string())?;
        Ok(Browser { driver, engine, language, process })
    }

    /// What the console says since it was last asked: level and text. `None` where the engine does not tell.
    pub async fn console(&self) -> Option<Vec<(String, String)>> {
        if !self.engine.has_console() {
            return None;
        }
        let entries = self.driver.browser_log().await.expect("the driver keeps a log");
        Some(entries.into_iter().map(|entry| (entry.level, entry.message)).collect())
    }

    /// As if its reader's machine asked for this: pairs of a media feature and its value; none, as the machine is.
    /// Chromium only.
    pub async fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// As if its window were so many CSS pixels wide and high and everything so many times as large; `None`, as it is.
    /// Chromium only.
    pub async fn zoom(&self, size: Option<(u32, u32, u32)>) {
        let Some((width, height, factor)) = size else {
            return drop(self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await);
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": factor, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// The nodes of the accessibility tree. Chromium only.
    pub async fn accessibility_tree(&self) -> Value {
        self.devtools("Accessibility.getFullAXTree", json!({})).await
    }

    async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.expect("Chromium knows the command")
    }

    /// A folder of its own, gone when it is.
    pub fn home(&self) -> &Path {
        &self.process.home
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Its driver is about to be killed: there is nobody to say goodbye to.
        let _ = self.driver.clone().leak();
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A driver in a process group of its own, with a folder of its own. However this process ends, the group is killed and
/// the folder removed: a watchman waits for the end of a pipe that we hold, and survives what ends us.
struct Process {
    driver: Child,
    watchman: Child,
    home: PathBuf,
}

impl Process {
    fn start(mut command: Command) -> io::Result<Process> {
        let home = fresh_folder()?;
        command.env("TMPDIR", &home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = command.process_group(0).spawn()?;
        let watchman = Command::new("sh")
            .args([
                "-c",
                r#"cat >/dev/null; kill -s KILL -- "-$1" 2>/dev/null; sleep 0.1; rm -rf -- "${2:?}""#,
                "watchman",
            ])
            .arg(driver.id().to_string())
            .arg(&home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Process { driver, watchman, home })
    }

    fn runs(&mut self) -> bool {
        matches!(self.driver.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.watchman.stdin.take());
        // Both are gone then; what could be said about that, nobody could use.
        let _ = self.driver.wait();
        let _ = self.watchman.wait();
    }
}

fn fresh_folder() -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("sessionscope-e2e-{}-{number}", std::process::id()));
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// Browsers that wait for the next story. One in which a story failed does not come back.
pub struct Pool(Mutex<Vec<Browser>>);

impl Default for Pool {
    fn default() -> Pool {
        Pool::new()
    }
}

impl Pool {
    /// None yet.
    pub const fn new() -> Pool {
        Pool(Mutex::new(Vec::new()))
    }

    /// A browser whose reader prefers this language; a new one where none waits.
    pub async fn take(&self, language: Language) -> Browser {
        let waiting = {
            let mut waiting = self.0.lock().expect("nobody panics with the lock");
            let index = waiting.iter().position(|browser| browser.language == language);
            index.map(|index| waiting.swap_remove(index))
        };
        match waiting {
            Some(browser) => browser,
            None => Browser::start(Engine::Chromium, language).await,
        }
    }

    /// Lets it wait for the next story.
    pub fn give_back(&self, browser: Browser) {
        self.0.lock().expect("nobody panics with the lock").push(browser);
    }
}
