//! A proxy that lets nothing through and remembers who asked for what.
//!
//! The browsers send it every request that is not to this machine, so what it
//! remembers is what the page would have told the world.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Result;

/// A running proxy; runs until the program ends.
#[derive(Clone, Debug)]
pub(crate) struct Proxy {
    /// Its port on this machine.
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// Starts it on a free port.
    pub(crate) fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let proxy = Self {
            port: listener.local_addr()?.port(),
            asked: Arc::default(),
        };
        let asked = proxy.asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let asked = asked.clone();
                std::thread::spawn(move || refuse(stream, &asked));
            }
        });
        Ok(proxy)
    }

    /// What was asked since last taken: `"GET http://host/path"`, `"CONNECT host:443"`.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn refuse(mut stream: TcpStream, asked: &Mutex<Vec<String>>) {
    let Ok(copy) = stream.try_clone() else { return };
    let mut reader = BufReader::new(copy);
    let mut first = String::new();
    if reader.read_line(&mut first).is_err() || first.is_empty() {
        return;
    }
    // Closed before it is read, the answer would be lost and the question asked again.
    let mut header = String::new();
    while reader.read_line(&mut header).is_ok_and(|n| n > 2) {
        header.clear();
    }
    let line: Vec<&str> = first.split(' ').take(2).collect();
    asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(line.join(" "));
    let _ = stream
        .write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}
