//! A web server for the trials: serves a folder under a path, logs every
//! request, can be killed and come back on the same port.
//!
//! It can put [`SPY`] in front of the scripts of a page, for the browser that
//! keeps no log of its console; a service worker, which compares the bytes, gets
//! them as they are.
//!
//! It says `no-store`: otherwise a page would open from the browser's own cache
//! after the server's death, and "works offline" would show nothing.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
};

use anyhow::{Context, Result};

use crate::driver::webkit::SPY;

/// A running (or killed) server on a port of its own.
#[derive(Debug)]
pub(crate) struct Site {
    port: u16,
    mount: String,
    spied: bool,
    shared: Arc<Shared>,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    folder: Mutex<PathBuf>,
    requests: Mutex<Vec<Request>>,
}

/// What was asked, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Request {
    /// From the first slash on, with the query.
    pub(crate) path: String,
    /// 200 or 404.
    pub(crate) status: u16,
}

impl Site {
    /// Serves `folder` under `mount`, which begins and ends with a slash.
    /// Outside the mount everything is 404.
    pub(crate) fn serve(folder: &Path, mount: &str, spied: bool) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let mut site = Self {
            port: listener.local_addr()?.port(),
            mount: mount.to_owned(),
            spied,
            shared: Arc::new(Shared {
                folder: Mutex::new(folder.to_owned()),
                requests: Mutex::default(),
            }),
            running: None,
        };
        site.run(listener);
        Ok(site)
    }

    /// The address of its front page.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.mount)
    }

    /// What was asked so far, in order.
    pub(crate) fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// Serves another folder from now on.
    pub(crate) fn deploy(&self, folder: &Path) {
        *lock(&self.shared.folder) = folder.to_owned();
    }

    /// Stops it: connections are refused from now on.
    pub(crate) fn kill(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop.store(true, Ordering::SeqCst);
            let _ = TcpStream::connect(("127.0.0.1", self.port)); // Wakes it.
            let _ = running.thread.join();
        }
    }

    /// Starts it again on the same port.
    pub(crate) fn restart(&mut self) -> Result<()> {
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .with_context(|| format!("port {} was taken meanwhile", self.port))?;
        self.run(listener);
        Ok(())
    }

    fn run(&mut self, listener: TcpListener) {
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, shared, mount) = (stop.clone(), self.shared.clone(), self.mount.clone());
        let spied = self.spied;
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                let (shared, mount) = (shared.clone(), mount.clone());
                // A browser opens connections it does not use: each has a thread.
                std::thread::spawn(move || {
                    let _ = answer(stream, &shared, &mount, spied);
                });
            }
        });
        self.running = Some(Running { stop, thread });
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.kill();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(mut stream: TcpStream, shared: &Shared, mount: &str, spied: bool) -> Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut is_script = false;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        is_script |= header
            .to_ascii_lowercase()
            .starts_with("sec-fetch-dest: script");
        header.clear();
    }
    let Some(path) = first.split(' ').nth(1) else {
        return Ok(()); // Opened in reserve and never used.
    };
    let folder = lock(&shared.folder).clone();
    let file = path
        .split(['?', '#'])
        .next()
        .and_then(|path| path.strip_prefix(mount))
        .map(|rest| if rest.is_empty() { "index.html" } else { rest })
        .filter(|rest| !rest.split('/').any(|part| part == ".."));
    let body = file.and_then(|file| fs::read(folder.join(file)).ok());
    let status = if body.is_some() { 200 } else { 404 };
    lock(&shared.requests).push(Request {
        path: path.to_owned(),
        status,
    });
    let reason = if status == 200 { "OK" } else { "Not Found" };
    let mut body = body.unwrap_or_default();
    if spied && is_script && status == 200 {
        body.splice(0..0, SPY.bytes());
    }
    write!(
        stream,
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        media_type(file.unwrap_or_default()),
        body.len()
    )?;
    stream.write_all(&body)?;
    Ok(())
}

fn media_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
