//! Firefox, by Marionette itself: frames `LENGTH:[0,id,command,params]` over TCP.
//!
//! Console: exceptions, failed loads and violations of the security policy as
//! the browser's console service keeps them, read with the browser's own rights;
//! `console.error` and its like from its standard output.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command as Process, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Backend, Command, Kind, Scheme, Setup};

/// A running Firefox.
#[derive(Debug)]
pub(crate) struct Firefox {
    browser: Child,
    stream: TcpStream,
    n_sent: u64,
    written: Arc<Mutex<Vec<String>>>,
}

impl Firefox {
    /// Starts it without a window.
    pub(crate) fn start(setup: &Setup) -> Result<Self> {
        fs::write(setup.profile.join("user.js"), preferences(setup))?;
        let home = setup.profile.join("home");
        fs::create_dir_all(&home)?;
        let mut browser = Process::new("firefox-esr")
            .args(["--headless", "--marionette", "--no-remote"])
            // The console and the colour scheme are reached from the privileged context.
            .arg("--remote-allow-system-access")
            .args(["--width", "2600", "--height", "1500"])
            .arg("--profile")
            .arg(&setup.profile)
            .env("HOME", &home)
            // Lets the preference for the settings server below count.
            .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")
            .env("MOZ_HEADLESS_WIDTH", "2700")
            .env("MOZ_HEADLESS_HEIGHT", "1600")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("firefox-esr does not start")?;
        let stdout = browser.stdout.take().context("Firefox has no output")?;
        let written = keep_console_lines(stdout);
        let port = read_port(&setup.profile)?;
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        let mut firefox = Self {
            browser,
            stream,
            n_sent: 0,
            written,
        };
        firefox.read_frame()?; // The greeting.
        let capabilities = json!({"timeouts": {"script": 60_000}});
        firefox.call(
            "WebDriver:NewSession",
            &json!({"capabilities": {"alwaysMatch": capabilities}}),
        )?;
        firefox.set_viewport(1440, 900, 1.0)?;
        Ok(firefox)
    }

    fn call(&mut self, command: &str, params: &Value) -> Result<Value> {
        self.n_sent += 1;
        let frame = json!([0, self.n_sent, command, params]).to_string();
        write!(self.stream, "{}:{frame}", frame.len())?;
        let answer = self.read_frame().with_context(|| command.to_owned())?;
        if answer[1] != json!(self.n_sent) {
            bail!("{command} got the answer to another command: {answer}");
        }
        match answer[2]["error"].as_str() {
            Some(error) => bail!(
                "{error}: {}",
                answer[2]["message"].as_str().unwrap_or("(no message)")
            ),
            None => Ok(answer[3].clone()),
        }
    }

    fn read_frame(&mut self) -> Result<Value> {
        let mut n_bytes = 0usize;
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            match byte[0] {
                b':' => break,
                digit => n_bytes = n_bytes * 10 + usize::from(digit.wrapping_sub(b'0')),
            }
        }
        let mut frame = vec![0; n_bytes];
        self.stream.read_exact(&mut frame)?;
        Ok(serde_json::from_slice(&frame)?)
    }

    /// Runs a script with the browser's own rights.
    fn privileged(&mut self, script: &str, args: Value) -> Result<Value> {
        self.call("Marionette:SetContext", &json!({"value": "chrome"}))?;
        let params = json!({"script": script, "args": args});
        let answer = self.call("WebDriver:ExecuteScript", &params);
        self.call("Marionette:SetContext", &json!({"value": "content"}))?;
        Ok(answer?["value"].clone())
    }
}

/// What pages write with `console.error`, `console.warn` and `console.assert`.
fn keep_console_lines(stdout: impl Read + Send + 'static) -> Arc<Mutex<Vec<String>>> {
    let kept: Arc<Mutex<Vec<String>>> = Arc::default();
    let keep = kept.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            let loud = ["console.error", "console.warn", "console.assert"];
            if loud.iter().any(|start| line.starts_with(start)) {
                keep.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(line);
            }
        }
    });
    kept
}

/// The profile's preferences.
fn preferences(setup: &Setup) -> String {
    let scheme = match setup.scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    let proxy = setup.proxy;
    let rows: &[(&str, &str)] = &[
        ("marionette.port", "0"),
        // Else Firefox relaxes what pages opened from disk may do, and they pass falsely.
        ("remote.prefs.recommended", "false"),
        ("security.fileuri.strict_origin_policy", "true"),
        ("network.proxy.type", "1"),
        ("network.proxy.http", "\"127.0.0.1\""),
        ("network.proxy.http_port", &proxy.to_string()),
        ("network.proxy.ssl", "\"127.0.0.1\""),
        ("network.proxy.ssl_port", &proxy.to_string()),
        ("network.proxy.no_proxies_on", "\"127.0.0.1\""),
        (
            "layout.css.prefers-color-scheme.content-override",
            &scheme.to_string(),
        ),
        ("devtools.console.stdout.content", "true"),
        ("dom.push.serverURL", "\"\""),
        ("dom.w3c_touch_events.enabled", "1"),
        // Without a window a tab counts as hidden, and hidden tabs are slowed.
        ("dom.min_background_timeout_value", "4"),
        ("browser.shell.checkDefaultBrowser", "false"),
        ("browser.startup.page", "0"),
        ("browser.startup.homepage_override.mstone", "\"ignore\""),
        ("browser.aboutwelcome.enabled", "false"),
        ("browser.tabs.warnOnClose", "false"),
        ("toolkit.startup.max_resumed_crashes", "-1"),
        // What Firefox asks of the network for itself.
        ("app.normandy.enabled", "false"),
        ("app.update.disabledForTesting", "true"),
        (
            "browser.newtabpage.activity-stream.feeds.system.topstories",
            "false",
        ),
        ("browser.newtabpage.activity-stream.feeds.topsites", "false"),
        ("browser.newtabpage.enabled", "false"),
        ("browser.region.network.url", "\"\""),
        ("browser.safebrowsing.blockedURIs.enabled", "false"),
        ("browser.safebrowsing.downloads.enabled", "false"),
        ("browser.safebrowsing.malware.enabled", "false"),
        ("browser.safebrowsing.phishing.enabled", "false"),
        ("browser.safebrowsing.update.enabled", "false"),
        ("browser.search.update", "false"),
        ("datareporting.policy.dataSubmissionEnabled", "false"),
        ("extensions.getAddons.cache.enabled", "false"),
        ("extensions.systemAddon.update.enabled", "false"),
        ("extensions.update.enabled", "false"),
        ("media.gmp-manager.updateEnabled", "false"),
        ("network.captive-portal-service.enabled", "false"),
        ("network.connectivity-service.enabled", "false"),
        ("network.dns.disablePrefetch", "true"),
        ("network.prefetch-next", "false"),
        (
            "services.settings.server",
            "\"data:,#remote-settings-dummy/v1\"",
        ),
        ("toolkit.telemetry.server", "\"\""),
        ("toolkit.telemetry.enabled", "false"),
    ];
    rows.iter()
        .map(|(name, value)| format!("user_pref(\"{name}\", {value});\n"))
        .collect()
}

/// The port that Firefox chose and wrote into its profile.
fn read_port(profile: &Path) -> Result<u16> {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let written = fs::read_to_string(profile.join("MarionetteActivePort"));
        if let Some(port) = written.ok().and_then(|text| text.trim().parse().ok()) {
            return Ok(port);
        }
        if Instant::now() > deadline {
            bail!("Firefox said no Marionette port within 60 s");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Backend for Firefox {
    fn kind(&self) -> Kind {
        Kind::Firefox
    }

    fn send(&mut self, command: Command) -> Result<Value> {
        let answer = self.call(command.marionette, &command.params)?;
        Ok(match answer.get("value") {
            Some(value) => value.clone(),
            None => answer,
        })
    }

    fn set_scheme(&mut self, scheme: Scheme) -> Result<bool> {
        let value = match scheme {
            Scheme::Dark => 0,
            Scheme::Light => 1,
        };
        self.privileged(
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0]);",
            json!([value]),
        )?;
        Ok(true)
    }

    fn set_viewport(&mut self, width: u32, height: u32, scale: f64) -> Result<()> {
        // The window cannot be narrower than its toolbar, the page's frame in it can.
        self.privileged(
            "const b = gBrowser.selectedBrowser, [w, h, zoom] = arguments;
             b.browsingContext.fullZoom = zoom;
             const px = n => Math.round(n * zoom) + 'px';
             for (const [side, n] of [['width', w], ['height', h]])
                 for (const bound of ['', 'min-', 'max-']) b.style.setProperty(bound + side, px(n));",
            json!([width, height, scale]),
        )?;
        Ok(())
    }

    fn console_errors(&mut self) -> Result<Vec<String>> {
        let found = self.privileged(
            "const found = [];
             for (const message of Services.console.getMessageArray()) {
                 if (!(message instanceof Ci.nsIScriptError)) continue;
                 if (message.flags & Ci.nsIScriptError.infoFlag) continue;
                 const where = message.sourceName || '';
                 if (/^(chrome|resource|moz-extension):/.test(where)) continue;
                 if (/chrome javascript|XPConnect|component/.test(message.category)) continue;
                 // So it ends a script at work in a page that is left. One that
                 // hangs fails the journey, which waits for it.
                 if (message.errorMessage.startsWith('Script terminated by timeout')) continue;
                 found.push(`${message.category}: ${message.errorMessage} (${where}:${message.lineNumber})`);
             }
             Services.console.reset();
             return found;",
            json!([]),
        )?;
        let mut found: Vec<String> = serde_json::from_value(found)?;
        found.append(&mut self.written.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(found)
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        let asked = self.call("Marionette:Quit", &json!({"flags": ["eForceQuit"]}));
        if asked.is_err() {
            let _ = self.browser.kill();
        }
        let deadline = Instant::now() + Duration::from_secs(10);
        while matches!(self.browser.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                let _ = self.browser.kill();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
