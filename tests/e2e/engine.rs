//! Browsers and what drives them. Another engine is another [`Engine`]: how its driver is started, what it is asked for,
//! and whether it tells its console. Everything else is WebDriver and the same for all.

use std::collections::HashMap;
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

/// Limit for one command of WebDriver on a busy machine; a walk through a run is one command.
pub const LONGEST: Duration = Duration::from_secs(600);

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
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's small browser, by WebKitWebDriver, on a display of its own.
    WebKit,
}

/// What starts WebKitGTK's driver on port `$1`: it has no headless mode, so an X server comes with it, on the first
/// display that is free. Both are of the process group that is killed in the end.
const WEBKIT: &str = r#"
    Xvfb -displayfd 3 -screen 0 1600x4200x24 -nolisten tcp 3>"$TMPDIR/display" &
    while ! [ -s "$TMPDIR/display" ]; do sleep 0.05; done
    DISPLAY=:$(cat "$TMPDIR/display") exec WebKitWebDriver --port="$1" --host=127.0.0.1"#;

impl Engine {
    fn driver(self, port: u16) -> Command {
        match self {
            Engine::Chromium => {
                let mut command = Command::new(env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into()));
                command.arg(format!("--port={port}"));
                command
            }
            Engine::Firefox => {
                let mut command = Command::new("geckodriver");
                command.args(["--port", &port.to_string(), "--websocket-port", "0"]);
                command
            }
            Engine::WebKit => {
                let mut command = Command::new("sh");
                command.args(["-c", WEBKIT, "webkit", &port.to_string()]);
                command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
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
            Engine::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "args": ["-headless"], "prefs": {
                    "intl.accept_languages": languages(language),
                    "app.update.enabled": false,
                    "browser.download.dir": home,
                    "browser.download.folderList": 2,
                } },
            }),
            Engine::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
        }
    }

    /// Whether it tells what is in the console.
    fn has_console(self) -> bool {
        match self {
            Engine::Chromium => true,
            Engine::Firefox | Engine::WebKit => false,
        }
    }

    /// Whether it is there. `scripts/setup engines` brings them all where there is apt, and says which it can't bring
    /// where there is none; Chromium is always there.
    pub fn is_there(self) -> bool {
        let has =
            |name: &str| env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|it| it.join(name).is_file());
        match self {
            Engine::Chromium => true,
            Engine::Firefox => has("geckodriver") && (has("firefox") || has("firefox-esr")),
            Engine::WebKit => has("WebKitWebDriver") && has("Xvfb"),
        }
    }
}

/// Debian keeps it where only WebKitGTK's own things are.
fn mini_browser() -> String {
    let folders = ["/usr/lib", "/usr/libexec", "/usr/lib64"].into_iter().flat_map(|folder| fs::read_dir(folder).ok());
    let inner = folders.flatten().flatten().flat_map(|entry| {
        let deeper = fs::read_dir(entry.path()).ok().into_iter().flatten().flatten().map(|inner| inner.path());
        deeper.chain([entry.path()]).collect::<Vec<_>>()
    });
    let found = inner.map(|folder| folder.join("MiniBrowser")).find(|file| file.is_file());
    found.map_or_else(|| "MiniBrowser".into(), |file| file.display().to_string())
}

fn languages(language: Language) -> &'static str {
    match language {
        Language::Korean => "ko-KR,ko,en-US,en",
        Language::English => "en-US,en",
    }
}

fn chromium_flags(language: Language, home: &Path) -> Vec<String> {
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
    flags.push(format!("--accept-lang={}", languages(language)));
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
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), Capabilities::from(wanted))
            .request_timeout(LONGEST)
            .await;
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

    /// Runs a script before the scripts of every page that is opened from now on. Returns its name for
    /// [`Browser::stop_running_first`]. Chromium only.
    pub async fn run_first(&self, script: &str) -> String {
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        added["identifier"].as_str().expect("it has a name").to_owned()
    }

    /// Ends [`Browser::run_first`].
    pub async fn stop_running_first(&self, name: &str) {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": name })).await;
    }

    /// Counters of the page's process, by name: `Nodes`, `JSEventListeners`, `JSHeapUsedSize` and more. Garbage is
    /// collected first. Chromium only.
    pub async fn metrics(&self) -> HashMap<String, f64> {
        // Some garbage is found only after the other is gone.
        for _ in 0..3 {
            self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        }
        self.devtools("Performance.enable", json!({})).await;
        let told = self.devtools("Performance.getMetrics", json!({})).await;
        let metrics = told["metrics"].as_array().expect("Chromium lists them");
        let pair = |metric: &Value| Some((metric["name"].as_str()?.to_owned(), metric["value"].as_f64()?));
        metrics.iter().filter_map(pair).collect()
    }

    /// Limits the network to this many Mbit/s downstream, half of that upstream, with this round trip, and keeps nothing
    /// in the cache. Chromium only.
    pub async fn throttle(&self, megabits: f64, round_trip_ms: u32) {
        let bytes_per_second = megabits * 1e6 / 8.0;
        let conditions = json!({
            "offline": false,
            "latency": round_trip_ms,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second / 2.0,
        });
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
        self.devtools("Network.emulateNetworkConditions", conditions).await;
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
                r#"cat >/dev/null; kill -s TERM -- "-$1" 2>/dev/null; sleep 0.2; kill -s KILL -- "-$1" 2>/dev/null; sleep 0.1; rm -rf -- "${2:?}""#,
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

    /// A browser of this engine whose reader prefers this language; a new one where none waits.
    pub async fn take(&self, engine: Engine, language: Language) -> Browser {
        let waiting = {
            let mut waiting = self.0.lock().expect("nobody panics with the lock");
            let index = waiting.iter().position(|browser| browser.engine == engine && browser.language == language);
            index.map(|index| waiting.swap_remove(index))
        };
        match waiting {
            Some(browser) => browser,
            None => Browser::start(engine, language).await,
        }
    }

    /// Lets it wait for the next story.
    pub fn give_back(&self, browser: Browser) {
        self.0.lock().expect("nobody panics with the lock").push(browser);
    }
}
