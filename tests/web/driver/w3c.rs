//! The WebDriver standard over HTTP, for drivers that speak it on a local port.
//!
//! One request a connection: the drivers are on this machine, so that costs
//! nothing that can be measured.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::Child,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::Command;

/// A session with a driver; ends with it.
#[derive(Debug)]
pub(crate) struct Session {
    driver: Child,
    port: u16,
    id: String,
}

impl Session {
    /// Opens a session with the driver that listens, or soon will, on `port`.
    pub(crate) fn open(mut driver: Child, port: u16, capabilities: &Value) -> Result<Self> {
        let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
        let opened = wait_for_port(port)
            .and_then(|()| request(port, "POST", "/session", Some(&wanted)))
            .and_then(|answer| {
                let id = answer["sessionId"].as_str().map(str::to_owned);
                id.with_context(|| format!("no session id in {answer}"))
            });
        match opened {
            Ok(id) => Ok(Self { driver, port, id }),
            Err(error) => {
                let _ = driver.kill();
                let _ = driver.wait();
                Err(error)
            }
        }
    }

    /// Carries out a command of the standard.
    pub(crate) fn send(&self, command: &Command) -> Result<Value> {
        self.call(command.method, command.path, &command.params)
    }

    /// Carries out a command that only this driver has.
    pub(crate) fn call(&self, method: &str, path: &str, params: &Value) -> Result<Value> {
        let path = format!("/session/{}/{path}", self.id);
        let body = (method == "POST").then_some(params);
        request(self.port, method, &path, body)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let path = format!("/session/{}", self.id);
        let _ = request(self.port, "DELETE", &path, None);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Waits until something listens on a port of this machine.
pub(crate) fn wait_for_port(port: u16) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(30);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if Instant::now() > deadline {
            bail!("nothing listens on port {port} after 30 s");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// One request; answers what stands under `value`.
fn request(port: u16, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
    let body = body.map(ToString::to_string).unwrap_or_default();
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(120)))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let answer = read_answer(stream).with_context(|| format!("{method} {path}"))?;
    let value = answer["value"].clone();
    match value["error"].as_str() {
        Some(error) => bail!(
            "{error}: {}",
            value["message"].as_str().unwrap_or("(no message)")
        ),
        None => Ok(value),
    }
}

fn read_answer(stream: TcpStream) -> Result<Value> {
    let mut reader = BufReader::new(stream);
    let mut n_bytes = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            bail!("the driver closed the connection");
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(length) = line.strip_prefix("content-length:") {
            n_bytes = Some(length.trim().parse()?);
        }
    }
    let mut bytes = Vec::new();
    match n_bytes {
        Some(n) => {
            bytes.resize(n, 0);
            reader.read_exact(&mut bytes)?;
        }
        None => {
            reader.read_to_end(&mut bytes)?;
        }
    }
    serde_json::from_slice(&bytes).context("the driver's answer is not JSON")
}
