//! In the browser: mounts the app. On the command line: prints the run of a link as a transcript, one line per fact.

#[cfg(target_arch = "wasm32")]
fn main() {
    sessionscope::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command_line::run(std::env::args().skip(1))
}

#[cfg(not(target_arch = "wasm32"))]
mod command_line {
    use std::io::{self, Write};
    use std::process::ExitCode;

    use serde::Serialize;

    use sessionscope::export::transcript::transcript;
    use sessionscope::link::Link;
    use sessionscope::model::config::Config;
    use sessionscope::recording::Recording;
    use sessionscope::strategy::Strategy;
    use sessionscope::text::Language;

    const USAGE: &str = "\
Prints the run of a link as a transcript, one fact a line.

usage: sessionscope [--json] [LINK]

  LINK     an address of the page, or the part behind its question mark; without one, the page's first view
  --json   one JSON object a line: first what the run started from, then every fact
";

    /// The first line of `--json`.
    #[derive(Serialize)]
    struct Header<'a> {
        sessionscope: &'a str,
        strategy: &'a str,
        config: &'a Config,
        facts: usize,
        digest: String,
    }

    pub fn run(arguments: impl Iterator<Item = String>) -> ExitCode {
        let mut json = false;
        let mut link = String::new();
        for argument in arguments {
            match argument.as_str() {
                "--json" => json = true,
                "--help" | "-h" => return print(USAGE),
                unknown if unknown.starts_with("--") => {
                    eprintln!("unknown option \"{unknown}\"\n\n{USAGE}");
                    return ExitCode::from(2);
                }
                _ => link = argument,
            }
        }
        let (link, problems) = Link::parse(&link);
        for problem in problems {
            eprintln!("{problem}");
        }
        let recording = Recording::replay(link.config, link.resolved_inputs());
        let text = if json {
            json_lines(link.activity.strategy(), &recording)
        } else {
            transcript(&recording, link.language.unwrap_or(Language::English))
        };
        print(&text)
    }

    fn json_lines(strategy: Strategy, recording: &Recording) -> String {
        let header = Header {
            sessionscope: env!("CARGO_PKG_VERSION"),
            strategy: strategy.key(),
            config: recording.config(),
            facts: recording.facts().len(),
            digest: format!("{:016x}", recording.digest()),
        };
        let line = |value: Result<String, serde_json::Error>| value.expect("facts are plain data") + "\n";
        let mut lines = line(serde_json::to_string(&header));
        lines.extend(recording.facts().iter().map(|fact| line(serde_json::to_string(fact))));
        lines
    }

    /// Prints to standard output. A closed pipe is a success, since its reader needs no more.
    fn print(text: &str) -> ExitCode {
        match io::stdout().write_all(text.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                eprintln!("can't print: {error}");
                ExitCode::FAILURE
            }
            Ok(()) | Err(_) => ExitCode::SUCCESS,
        }
    }
}
