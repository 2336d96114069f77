//! Browsers and their drivers. An [`Engine`] knows the command that starts its driver, its capabilities, and if its
//! console can be read. Everything else is WebDriver, which is the same for all.

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

/// Limit for one WebDriver command on a busy machine. A walk through a run is one command.
pub const LONGEST: Duration = Duration::from_secs(600);

/// Size of a desktop window in CSS pixels.
pub const WINDOW: (u32, u32) = (1280, 900);
/// Limit for the start of a driver.
const START: Duration = Duration::from_secs(60);
/// Number of attempts to start a driver. Another process may take the free port in the meantime.
const TRIES: u32 = 3;

/// A browser engine and its driver.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// Chromium or Chrome, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser, by WebKitWebDriver, on its own X display.
    WebKit,
}

/// Shell script that starts WebKitGTK's driver on port `$1`. WebKitGTK has no headless mode, so the script starts an X
/// server on the first free display. Both are in the process group that is killed in the end.
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
                // Without a graphics card, compositing takes longer than everything else.
                command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                command
            }
        }
    }

    /// Capabilities of a new session: an empty profile with the reader's languages.
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

    /// True if WebDriver can read the console.
    fn has_console(self) -> bool {
        match self {
            Engine::Chromium => true,
            Engine::Firefox | Engine::WebKit => false,
        }
    }

    /// True if the engine and its driver are installed. `scripts/setup engines` installs all of them with apt. Without
    /// apt, only Chromium is certain.
    pub fn is_installed(self) -> bool {
        let has =
            |name: &str| env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|it| it.join(name).is_file());
        match self {
            Engine::Chromium => true,
            Engine::Firefox => has("geckodriver") && (has("firefox") || has("firefox-esr")),
            Engine::WebKit => has("WebKitWebDriver") && has("Xvfb"),
        }
    }
}

/// Path of MiniBrowser. Debian installs it in a library folder of WebKitGTK, not on `PATH`.
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
        Language::English | Language::Doubled | Language::Marked => "en-US,en",
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
        // As on phones, scroll bars take no width from the page.
        "--hide-scrollbars",
        // No page runs for long enough to gain from optimized Wasm.
        "--js-flags=--liftoff-only",
    ]
    .map(String::from)
    .into();
    flags.push(format!("--accept-lang={}", languages(language)));
    flags.push(format!("--window-size={width},{height}"));
    flags.push(format!("--user-data-dir={}", home.join("profile").display()));
    flags
}

/// A browser with its driver. Dropping it ends both and removes their files.
pub struct Browser {
    /// The WebDriver session.
    pub driver: WebDriver,
    /// Its engine.
    pub engine: Engine,
    /// Preferred language of its reader.
    pub language: Language,
    process: Process,
}

impl Browser {
    /// Starts a browser.
    ///
    /// # Panics
    /// If the engine is not installed or does not start. `make e2e` installs the engines.
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
        // A driver is ready once it listens. One that has exited never listens.
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

    /// Level and text of each console line since the last call. `None` if the engine's console can't be read.
    pub async fn console(&self) -> Option<Vec<(String, String)>> {
        if !self.engine.has_console() {
            return None;
        }
        let entries = self.driver.browser_log().await.expect("the driver keeps a log");
        Some(entries.into_iter().map(|entry| (entry.level, entry.message)).collect())
    }

    /// Emulates media features, given as pairs of name and value. An empty list ends the emulation. Chromium only.
    pub async fn emulate(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Emulates a window of this width and height in CSS pixels, zoomed by a factor. `None` ends the emulation.
    /// Chromium only.
    pub async fn zoom(&self, size: Option<(u32, u32, u32)>) {
        let Some((width, height, factor)) = size else {
            return drop(self.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await);
        };
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": factor, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Runs a script before the scripts of each page that is opened from now on. Returns its identifier for
    /// [`Browser::stop_running_first`]. Chromium only.
    pub async fn run_first(&self, script: &str) -> String {
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
        added["identifier"].as_str().expect("it has an identifier").to_owned()
    }

    /// Ends [`Browser::run_first`].
    pub async fn stop_running_first(&self, name: &str) {
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", json!({ "identifier": name })).await;
    }

    /// Counters of the page's process, by name: `Nodes`, `JSEventListeners`, `JSHeapUsedSize` and more. Collects
    /// garbage first. Chromium only.
    pub async fn metrics(&self) -> HashMap<String, f64> {
        // Some objects become garbage only when others have been collected.
        for _ in 0..3 {
            self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        }
        self.devtools("Performance.enable", json!({})).await;
        let answer = self.devtools("Performance.getMetrics", json!({})).await;
        let metrics = answer["metrics"].as_array().expect("Chromium lists them");
        let pair = |metric: &Value| Some((metric["name"].as_str()?.to_owned(), metric["value"].as_f64()?));
        metrics.iter().filter_map(pair).collect()
    }

    /// Limits the network to this many Mbit/s downstream, half of that upstream, with this round trip, and disables the
    /// cache. Chromium only.
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

    /// Its temporary folder, removed when it ends.
    pub fn home(&self) -> &Path {
        &self.process.home
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver is about to be killed, so the session is not closed.
        let _ = self.driver.clone().leak();
    }
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A driver with its own process group and temporary folder. A watchdog process kills the group and removes the folder
/// when its standard input closes, so also if this process is killed.
struct Process {
    driver: Child,
    watchdog: Child,
    home: PathBuf,
}

impl Process {
    fn start(mut command: Command) -> io::Result<Process> {
        let home = fresh_folder()?;
        command.env("TMPDIR", &home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = command.process_group(0).spawn()?;
        let watchdog = Command::new("sh")
            .args([
                "-c",
                r#"cat >/dev/null; kill -s TERM -- "-$1" 2>/dev/null; sleep 0.2; kill -s KILL -- "-$1" 2>/dev/null; sleep 0.1; rm -rf -- "${2:?}""#,
                "watchdog",
            ])
            .arg(driver.id().to_string())
            .arg(&home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Process { driver, watchdog, home })
    }

    fn runs(&mut self) -> bool {
        matches!(self.driver.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        // Waits until both have ended. Errors are ignored, since nothing can be done about them.
        let _ = self.driver.wait();
        let _ = self.watchdog.wait();
    }
}

fn fresh_folder() -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("sessionscope-e2e-{}-{number}", std::process::id()));
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// Idle browsers for the next story. A browser whose story failed is not returned to the pool.
pub struct Pool(Mutex<Vec<Browser>>);

impl Default for Pool {
    fn default() -> Pool {
        Pool::new()
    }
}

impl Pool {
    /// Makes an empty pool.
    pub const fn new() -> Pool {
        Pool(Mutex::new(Vec::new()))
    }

    /// Takes an idle browser of this engine and language, or starts one.
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

    /// Returns a browser to the pool.
    pub fn give_back(&self, browser: Browser) {
        self.0.lock().expect("nobody panics with the lock").push(browser);
    }
}
