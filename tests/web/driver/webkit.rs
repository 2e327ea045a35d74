//! WebKitGTK's MiniBrowser, by WebKitWebDriver, on a screen of Xvfb.
//!
//! Console: WebKit keeps no log of an automated page, so [`SPY`] listens from
//! within; the server puts it in front of the page's scripts. On pages opened
//! from disk only what the browser reports afterwards is seen, and the text of
//! errors inside the worker never is.
//! Its sessions are ephemeral: nothing of one is there in the next.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command as Process, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Backend, Command, Kind, Scheme, Setup, w3c::Session};

/// A running MiniBrowser.
#[derive(Debug)]
pub(crate) struct Webkit {
    session: Session,
    _screen: Screen,
}

/// A screen of Xvfb; ends with it.
#[derive(Debug)]
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Result<Self> {
        let mut server = Process::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", "2800x1900x24"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb does not start")?;
        let stdout = server.stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(stdout).read_line(&mut number)?;
        if number.trim().is_empty() {
            bail!("Xvfb ended without saying its display");
        }
        Ok(Self {
            server,
            display: format!(":{}", number.trim()),
        })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Where Debian, Fedora and Arch put MiniBrowser.
const MINI_BROWSERS: [&str; 4] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

impl Webkit {
    /// Starts it in a window of a screen of its own.
    pub(crate) fn start(setup: &Setup) -> Result<Self> {
        let screen = Screen::start()?;
        // The driver cannot choose a port itself.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        shrink_toolbar(&setup.profile)?;
        let driver = Process::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", &screen.display)
            .env("HOME", &setup.profile)
            .env("XDG_RUNTIME_DIR", &setup.profile)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("WebKitWebDriver does not start")?;
        let binary = MINI_BROWSERS
            .into_iter()
            .find(|path| std::path::Path::new(path).exists())
            .context("MiniBrowser of webkit2gtk-4.1 is nowhere to be found")?;
        let mut args = vec!["--automation"];
        if setup.scheme == Scheme::Dark {
            args.push("--dark-mode");
        }
        let proxy = format!("--proxy=http://127.0.0.1:{}", setup.proxy);
        args.extend([proxy.as_str(), "--ignore-host=127.0.0.1"]);
        let capabilities = json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": binary,
                "args": args,
            },
            "timeouts": {"script": 60_000},
        });
        let session = Session::open(driver, port, &capabilities)?;
        let mut webkit = Self {
            session,
            _screen: screen,
        };
        webkit.set_viewport(1440, 900, 1.0)?;
        Ok(webkit)
    }

    fn script(&self, script: &str) -> Result<Value> {
        let params = json!({"script": script, "args": []});
        self.session.call("POST", "execute/sync", &params)
    }
}

/// The toolbar's natural width is more than a phone's; the window cannot be
/// narrower than it.
fn shrink_toolbar(home: &Path) -> Result<()> {
    let folder = home.join(".config/gtk-3.0");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("settings.ini"),
        "[Settings]\ngtk-toolbar-icon-size=1\n",
    )?;
    let style = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; font-size: 1px }";
    fs::write(folder.join("gtk.css"), style)?;
    Ok(())
}

impl Backend for Webkit {
    fn kind(&self) -> Kind {
        Kind::Webkit
    }

    fn send(&mut self, command: Command) -> Result<Value> {
        self.session.send(&command)
    }

    fn set_scheme(&mut self, _: Scheme) -> Result<bool> {
        Ok(false) // Set by the desktop's theme when it starts.
    }

    fn set_viewport(&mut self, width: u32, height: u32, _scale: f64) -> Result<()> {
        let size = |outer: &Value, side: &str| outer[side].as_f64().unwrap_or_default() as i64;
        // The window is larger than the page by its toolbar and frame; it takes a
        // moment to be drawn, and until then says that it has no size.
        for _ in 0..20 {
            let inner = self.script("return {width: innerWidth, height: innerHeight}")?;
            let outer = self.session.call("GET", "window/rect", &json!({}))?;
            let wider = i64::from(width) - size(&inner, "width");
            let higher = i64::from(height) - size(&inner, "height");
            if (wider, higher) == (0, 0) {
                break;
            }
            let (wide, high) = (
                size(&outer, "width") + wider,
                size(&outer, "height") + higher,
            );
            if wide > 0 && high > 0 {
                let rect = json!({"width": wide, "height": high});
                self.session.call("POST", "window/rect", &rect)?;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    fn console_errors(&mut self) -> Result<Vec<String>> {
        let seen = self.script(
            "const late = [];
             if (!window.trialSpy && window.ReportingObserver) {
                 const watch = new ReportingObserver(() => {}, {buffered: true});
                 watch.observe();
                 for (const report of watch.takeRecords())
                     late.push(`${report.type}: ${JSON.stringify(report.body)}`);
             }
             return late.concat(window.trialSpy?.splice(0) ?? []);",
        )?;
        Ok(serde_json::from_value(seen)?)
    }
}

/// Collects in `trialSpy` what would stand in the console as an error or a warning.
pub(crate) const SPY: &str = "
if (typeof window !== 'undefined' && !window.trialSpy) {
    const seen = window.trialSpy = [];
    const told = e => e.message ? `${e.message} ${e.error?.stack ?? ''}` : `cannot load ${e.target?.src ?? e.target?.href}`;
    addEventListener('error', e => seen.push(`error: ${told(e)}`), true);
    addEventListener('unhandledrejection', e => seen.push(`unhandled rejection: ${e.reason}`));
    addEventListener('securitypolicyviolation', e =>
        seen.push(`${e.violatedDirective} forbids ${e.blockedURI} (${e.sourceFile}:${e.lineNumber})`));
    for (const level of ['error', 'warn', 'assert']) {
        const write = console[level];
        console[level] = (...words) => {
            if (level !== 'assert' || !words[0]) seen.push(`console.${level}: ${words.join(' ')}`);
            write.apply(console, words);
        };
    }
}
";
