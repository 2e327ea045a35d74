//! `cargo xtask serve`: builds the page and gives it out on this machine.
//!
//! With `--dev` it builds fast rather than small, builds again whenever a source
//! changes, and has the open page load itself anew.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant, SystemTime},
};

use anyhow::Result;

use crate::{
    args::Args,
    bundle,
    dist::{self, File},
    html,
    module::Speed,
    server::Port,
    workspace,
};

/// What `--help` says.
pub(crate) const USAGE: &str = "\
  serve         Builds the page and gives it out at http://127.0.0.1:8080/
    --port N      at another port; 0 takes any that is free
    --open        and opens it in the browser
    --dev         builds fast, again at every change, and reloads the page
    --sub-path P  gives it out under http://127.0.0.1:8080/P/, as a page of a
                  project on GitHub is";

/// Looks this often for changed sources.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// What a change of makes another page.
const SOURCES: [&str; 6] = [
    "src",
    "www",
    "seeds",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
];

/// When each source was last changed.
type Sources = BTreeMap<PathBuf, Option<SystemTime>>;

/// Builds, serves, and does not come back.
///
/// # Errors
/// The port is taken, or the build fails.
pub(crate) fn run(mut args: Args) -> Result<()> {
    let port = args.option("--port")?.unwrap_or(8080);
    let sub_path: String = args.option("--sub-path")?.unwrap_or_default();
    let (open, dev) = (args.flag("--open"), args.flag("--dev"));
    args.finish()?;

    // Before the build, which may take minutes.
    let port = Port::take(port)?;
    let folder = if dev { dev_folder() } else { dist::folder() };
    let seen = looked_at();
    if dev {
        build_dev(&folder)?;
    } else {
        let files = dist::release(&bundle::bundle(Speed::Release, &[])?)?;
        dist::write(&folder, &files)?;
    }

    let server = port.serve(&folder, &sub_path);
    let address = format!("http://{}{}", server.address(), sub_path_of(&sub_path));
    println!("\nChancery is at {address} (Ctrl+C ends it)");
    if open {
        open_browser(&address);
    }
    if dev {
        rebuild_at_changes(&folder, seen)
    } else {
        server.wait();
        Ok(())
    }
}

fn rebuild_at_changes(folder: &Path, mut seen: Sources) -> ! {
    loop {
        std::thread::sleep(LOOK_EVERY);
        let now = looked_at();
        if now == seen {
            continue;
        }
        seen = now;
        let start = Instant::now();
        match build_dev(folder) {
            Ok(()) => println!("Built again in {:.1} s", start.elapsed().as_secs_f64()),
            Err(error) => eprintln!("\n{error:#}\nThe page stays as it was."),
        }
    }
}

fn sub_path_of(sub_path: &str) -> String {
    match sub_path.trim_matches('/') {
        "" => "/".into(),
        path => format!("/{path}/"),
    }
}

/// A page under development is never taken for what is published.
fn dev_folder() -> PathBuf {
    workspace::target_dir().join("dev-dist")
}

/// Writes the page with plain names, the script that loads it anew, and a
/// service worker that takes away what a release kept at this address.
fn build_dev(folder: &Path) -> Result<()> {
    let mut bundle = bundle::bundle(Speed::Dev, &[])?;
    bundle.html = html::without_offline(&bundle.html)?;
    bundle.script.push_str(&workspace::read("www/dev.js")?);
    bundle.service_worker = workspace::read("www/dev-sw.js")?;
    let version = format!("{:?}", SystemTime::now());
    let icons = bundle.icons.into_iter();
    let files: Vec<File> = icons
        .chain([
            ("chancery.js".into(), bundle.script.into_bytes()),
            ("unpacker.wasm".into(), bundle.unpacker),
            ("chancery.lzma".into(), bundle.packed_module),
            ("readers.lzma".into(), bundle.packed_readers),
            ("names.lzma".into(), bundle.packed_model),
            ("style.css".into(), bundle.style.into_bytes()),
            ("manifest.webmanifest".into(), bundle.manifest.into_bytes()),
            ("sw.js".into(), bundle.service_worker.into_bytes()),
            ("index.html".into(), bundle.html.into_bytes()),
            // Last: the open page loads itself anew when it sees another one.
            ("dev-version.txt".into(), version.into_bytes()),
        ])
        .map(|(name, bytes)| File {
            name,
            bytes,
            first_visit: true,
        })
        .collect();
    std::fs::create_dir_all(folder.join("icons"))?;
    dist::write(folder, &files)
}

/// Looks at every source.
fn looked_at() -> Sources {
    let mut seen = BTreeMap::new();
    let mut unread: Vec<PathBuf> = SOURCES
        .iter()
        .map(|name| workspace::root().join(name))
        .collect();
    while let Some(path) = unread.pop() {
        match path.read_dir() {
            Ok(entries) => unread.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) => {
                let changed = path.metadata().and_then(|file| file.modified()).ok();
                seen.insert(path, changed);
            }
        }
    }
    seen
}

/// Opens the address in the person's browser, or says that it cannot.
fn open_browser(address: &str) {
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let started = Command::new(program)
        .args(args)
        .arg(address)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        println!("There is no {program} here to open a browser with: open the address yourself.");
    }
}
