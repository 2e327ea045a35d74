//! A small server of files for this machine alone.
//!
//! It gives out one folder, over HTTP/1.1, without caching, one thread a
//! request. It is for trying the page, not for the internet.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use anyhow::{Context, Result};

/// The longest head of a request that is read.
const MAX_HEAD_BYTES: u64 = 64 * 1024;

/// How long a browser may take to send or fetch.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A port of this machine, taken but not yet served.
#[derive(Debug)]
pub(crate) struct Port {
    listener: TcpListener,
    address: SocketAddr,
}

/// A server that runs until it is stopped or dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Port {
    /// Takes a port; 0 takes any that is free.
    ///
    /// # Errors
    /// Another program has it.
    pub(crate) fn take(port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
            format!(
                "Port {port} cannot be had; another program may be using it. Choose another, \
                 as --port {}, or --port 0 for any that is free",
                port.checked_add(1).unwrap_or(8081)
            )
        })?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Gives out `folder` under `sub_path`, as `/` or `/chancery/`.
    pub(crate) fn serve(self, folder: &Path, sub_path: &str) -> Server {
        let stopping = Arc::new(AtomicBool::new(false));
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            sub_path: format!("/{}/", sub_path.trim_matches('/')).replace("//", "/"),
        });
        let (listener, stop) = (self.listener, Arc::clone(&stopping));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let site = Arc::clone(&site);
                // A browser that hangs up early harms nobody.
                std::thread::spawn(move || site.answer(stream).ok());
            }
        });
        Server {
            address: self.address,
            stopping,
            thread: Some(thread),
        }
    }
}

impl Server {
    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Waits until it is stopped, which from outside is never.
    pub(crate) fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    /// Ends it: from then on, its port refuses connections.
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for the next connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What is given out, and where.
struct Site {
    folder: PathBuf,
    sub_path: String,
}

/// An answer to one request.
struct Answer {
    status: &'static str,
    kind: &'static str,
    body: Vec<u8>,
}

impl Site {
    fn answer(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        let mut lines = BufReader::new((&stream).take(MAX_HEAD_BYTES)).lines();
        let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let Answer { status, kind, body } = match method {
            "GET" | "HEAD" => self.find(target),
            _ => Answer::words(
                "405 Method Not Allowed",
                "Only GET and HEAD are answered here.",
            ),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let mut stream = &stream;
        stream.write_all(head.as_bytes())?;
        if method == "GET" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, target: &str) -> Answer {
        let missing = || Answer::words("404 Not Found", "There is no such file here.");
        let Some(path) = file_path(target, &self.sub_path) else {
            return missing();
        };
        let mut file = self.folder.join(&path);
        if file.is_dir() {
            file.push("index.html");
        }
        match std::fs::read(&file) {
            Ok(body) => Answer {
                status: "200 OK",
                kind: kind(&file),
                body,
            },
            Err(_) => missing(),
        }
    }
}

impl Answer {
    fn words(status: &'static str, words: &str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            body: format!("{words}\n").into_bytes(),
        }
    }
}

/// The file that a request asks for, relative to the folder; `None` for one
/// that lies outside of it.
fn file_path(target: &str, sub_path: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let path = percent_decoded(path.strip_prefix(sub_path)?)?;
    let path = PathBuf::from(path);
    let is_inside = path.components().all(|part| match part {
        Component::Normal(name) => !name.to_string_lossy().contains(['\\', ':', '\0']),
        _ => false,
    });
    is_inside.then_some(path)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|kind| kind.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
        path::Path,
    };

    use super::{Port, file_path};

    #[test]
    fn nothing_outside_the_folder_is_given_out() {
        for (target, sub_path, file) in [
            ("/", "/", Some("")),
            ("/index.html?x=1", "/", Some("index.html")),
            ("/a%20%F0%9F%99%82.txt", "/", Some("a 🙂.txt")),
            ("/chancery/sw.js", "/chancery/", Some("sw.js")),
            ("/sw.js", "/chancery/", None),
            ("/chanceryx/sw.js", "/chancery/", None),
            ("/../Cargo.toml", "/", None),
            ("/a/../../Cargo.toml", "/", None),
            ("/%2e%2e/Cargo.toml", "/", None),
            ("/..%2fCargo.toml", "/", None),
            ("/..%5cCargo.toml", "/", None),
            ("//etc/passwd", "/", None),
            ("/%00", "/", None),
            ("/%ff", "/", None),
            ("/%4", "/", None),
            ("", "/", None),
        ] {
            let found = file_path(target, sub_path);
            assert_eq!(
                found.as_deref(),
                file.map(Path::new),
                "{target} at {sub_path}"
            );
        }
    }

    #[test]
    fn a_server_answers_until_it_is_dropped() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www");
        let server = Port::take(0).unwrap().serve(&folder, "chancery");
        let address = server.address();
        let ask = |request: &str| {
            let mut stream = TcpStream::connect(address).ok()?;
            write!(stream, "{request} HTTP/1.1\r\nHost: x\r\n\r\n").ok()?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).ok()?;
            Some(answer)
        };
        for (request, expected) in [
            ("GET /chancery/boot.js", "200 OK"),
            ("GET /chancery/boot.js", "text/javascript; charset=utf-8"),
            ("GET /chancery/boot.js", "no-store"),
            ("GET /boot.js", "404 Not Found"),
            ("GET /chancery/../Cargo.toml", "404 Not Found"),
            ("POST /chancery/boot.js", "405 Method Not Allowed"),
            ("", "405"),
        ] {
            let answer = ask(request).unwrap();
            assert!(answer.contains(expected), "{request}: {answer}");
        }
        let head = ask("HEAD /chancery/boot.js").unwrap();
        assert!(head.ends_with("\r\n\r\n"), "{head}");
        drop(server);
        assert_eq!(ask("GET /chancery/boot.js"), None);
    }

    #[test]
    fn a_port_is_taken_once() {
        let port = Port::take(0).unwrap();
        let error = Port::take(port.address.port()).unwrap_err();
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
