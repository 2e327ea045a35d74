//! Chromium, by chromedriver.
//!
//! Console: everything the page or the browser logs, as `goog:loggingPrefs` asks.

use std::{
    io::{BufRead, BufReader},
    process::{Command as Process, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Backend, Command, Kind, Scheme, Setup, w3c::Session};

/// A running Chromium.
#[derive(Debug)]
pub(crate) struct Chromium {
    session: Session,
}

impl Chromium {
    /// Starts it without a window.
    pub(crate) fn start(setup: &Setup) -> Result<Self> {
        let mut driver = Process::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start")?;
        let stdout = driver.stdout.take().context("chromedriver has no output")?;
        let port = read_port(BufReader::new(stdout))?;
        let args = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-component-extensions-with-background-pages".to_owned(),
            "--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication".to_owned(),
            "--window-size=1440,900".to_owned(),
            format!("--user-data-dir={}", setup.profile.display()),
            format!("--proxy-server=127.0.0.1:{}", setup.proxy),
            "--proxy-bypass-list=127.0.0.1".to_owned(),
        ];
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"args": args},
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": 60_000},
        });
        let session = Session::open(driver, port, &capabilities)?;
        let mut chromium = Self { session };
        chromium.set_scheme(setup.scheme)?;
        Ok(chromium)
    }

    fn devtools(&self, command: &str, params: &Value) -> Result<Value> {
        let params = json!({"cmd": command, "params": params});
        self.session.call("POST", "goog/cdp/execute", &params)
    }
}

/// The port in "ChromeDriver was started successfully on port 40123."
fn read_port(lines: impl BufRead) -> Result<u16> {
    for line in lines.lines() {
        let line = line?;
        if let Some((_, port)) = line.split_once("successfully on port ") {
            return Ok(port.trim_end_matches('.').parse()?);
        }
    }
    bail!("chromedriver ended without saying its port")
}

impl Backend for Chromium {
    fn kind(&self) -> Kind {
        Kind::Chromium
    }

    fn send(&mut self, command: Command) -> Result<Value> {
        self.session.send(&command)
    }

    fn set_scheme(&mut self, scheme: Scheme) -> Result<bool> {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = json!([{"name": "prefers-color-scheme", "value": value}]);
        self.devtools("Emulation.setEmulatedMedia", &json!({"features": features}))?;
        Ok(true)
    }

    fn set_viewport(&mut self, width: u32, height: u32, scale: f64) -> Result<()> {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
        Ok(())
    }

    fn before_each_page(&mut self, script: &str) -> Result<()> {
        let params = json!({"source": script});
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &params)?;
        Ok(())
    }

    fn console_errors(&mut self) -> Result<Vec<String>> {
        let entries = self
            .session
            .call("POST", "se/log", &json!({"type": "browser"}))?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        Ok(entries
            .iter()
            .filter(|entry| matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")))
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect())
    }
}
