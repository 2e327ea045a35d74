//! Collections that this browser keeps from visit to visit, in IndexedDB.
//!
//! Here lives how they are put there and had back. When that is done, and what the
//! reader hears of it, is decided in [`crate::keeping`].
//!
//! A collection is a row in one store, which is what the list of them is made of, and
//! its saved form in another, in parts. Both are written in one transaction, which
//! is done when the bytes are on the disk (`durability: strict`): what is called kept
//! outlives a crash, and a collection is there whole or as it was before. What another
//! tab has kept in the meantime is not overwritten: both stay.
//!
//! ```no_run
//! # async fn f() -> Result<(), chancery_app::shelf::Fault> {
//! use chancery_app::shelf;
//!
//! let row = shelf::put(None, "Press of May", 12, b"saved form").await?;
//! let (row, bytes) = shelf::load(row.id).await?;
//! # Ok(()) }
//! ```

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use js_sys::{Array, Date, Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, EventTarget, IdbDatabase, IdbKeyRange, IdbObjectStore,
    IdbObjectStoreParameters, IdbRequest, IdbTransaction, IdbTransactionMode,
};

const NAME: &str = "chancery";
/// Grows when stores change; what an older version wrote is kept.
const VERSION: u32 = 1;
const ROWS: &str = "collections";
const PARTS: &str = "parts";

/// The most that is handed to the browser at once, in bytes, so that the page can be
/// used meanwhile.
const PART: usize = 4 << 20;

/// A kept collection, as it stands in the list.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    /// What it is known by in this browser.
    pub id: u32,
    /// What the user calls it.
    pub name: String,
    /// How many articles it holds.
    pub n_articles: u32,
    /// How many bytes its saved form has.
    pub n_bytes: u32,
    /// When it was kept, in milliseconds since 1970.
    pub kept_ms: f64,
}

/// Why a collection could not be kept or had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// There is no room.
    Full,
    /// A newer Chancery has kept collections here.
    Newer,
    /// There is none of this number.
    Gone,
    /// The browser refuses, and says why.
    Refused(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str(
                "this browser has no room left for it. Remove a collection that is kept here, or save this one as a file.",
            ),
            Self::Newer => f.write_str(
                "a newer Chancery has been at work in this browser. Reload the page to have that one, or save the collection as a file.",
            ),
            Self::Gone => f.write_str(
                "this browser does not hold it (any more). If it was saved as a file, open that.",
            ),
            Self::Refused(what) => write!(
                f,
                "this browser keeps nothing for the page ({what}). Save the collection as a file."
            ),
        }
    }
}

/// All collections, the last kept first.
///
/// # Errors
/// The browser keeps nothing for the page.
pub async fn rows() -> Result<Vec<Row>, Fault> {
    let store = Stores::open(IdbTransactionMode::Readonly).await?.rows;
    let all = done(&store.get_all().map_err(fault)?).await?;
    let mut rows: Vec<Row> = Array::from(&all).iter().map(|row| read_row(&row)).collect();
    rows.sort_by(|a, b| b.kept_ms.total_cmp(&a.kept_ms));
    Ok(rows)
}

/// The saved form of one collection. Costs a copy.
///
/// # Errors
/// It is gone, or the browser keeps nothing for the page.
pub async fn load(id: u32) -> Result<(Row, Vec<u8>), Fault> {
    let stores = Stores::open(IdbTransactionMode::Readonly).await?;
    let row = done(&stores.rows.get(&id.into()).map_err(fault)?).await?;
    if row.is_undefined() {
        return Err(Fault::Gone);
    }
    let row = read_row(&row);
    let mut bytes = Vec::new();
    for part in 0..n_parts(row.n_bytes) {
        let part = done(&stores.parts.get(&part_key(id, part)).map_err(fault)?).await?;
        bytes.extend(Uint8Array::new(&part).to_vec());
    }
    if bytes.len() != row.n_bytes as usize {
        return Err(Fault::Gone);
    }
    see(&row);
    Ok((row, bytes))
}

/// Keeps a collection, in the place of what was kept under `id`; without one, as a new
/// one. It is a new one, too, where another tab has kept what this page has not seen.
/// Done when it is on the disk.
///
/// # Errors
/// There is no room, or the browser keeps nothing for the page; what was kept before
/// is still there.
pub async fn put(id: Option<u32>, name: &str, n_articles: u32, bytes: &[u8]) -> Result<Row, Fault> {
    ask_to_persist();
    let mut row = Row {
        id: 0,
        name: name.to_owned(),
        n_articles,
        n_bytes: u32::try_from(bytes.len()).map_err(|_| Fault::Full)?,
        kept_ms: Date::now(),
    };
    let stores = Stores::open(IdbTransactionMode::Readwrite).await?;
    let written = stores.write(id, &mut row, bytes).await;
    stores.end(written).await?;
    Ok(row)
}

/// Calls a collection otherwise.
///
/// # Errors
/// It is gone, or the browser keeps nothing for the page.
pub async fn rename(id: u32, name: &str) -> Result<(), Fault> {
    let stores = Stores::open(IdbTransactionMode::Readwrite).await?;
    let row = done(&stores.rows.get(&id.into()).map_err(fault)?).await?;
    let written = if row.is_undefined() {
        Err(Fault::Gone)
    } else {
        let row = Row {
            name: name.to_owned(),
            ..read_row(&row)
        };
        stores.rows.put(&write_row(&row, true)).map_err(fault)
    };
    stores.end(written.map(drop)).await
}

/// Forgets a collection.
///
/// # Errors
/// The browser keeps nothing for the page.
pub async fn remove(id: u32) -> Result<(), Fault> {
    let stores = Stores::open(IdbTransactionMode::Readwrite).await?;
    let removed = stores.clear_parts(id);
    let removed = removed.and_then(|_| stores.rows.delete(&id.into()).map_err(fault));
    stores.end(removed.map(drop)).await
}

/// One transaction over both stores.
struct Stores {
    transaction: IdbTransaction,
    rows: IdbObjectStore,
    parts: IdbObjectStore,
}

impl Stores {
    /// A database whose data were cleared under the open page is opened anew, once.
    async fn open(mode: IdbTransactionMode) -> Result<Self, Fault> {
        match Self::begin(&database().await?, mode) {
            Ok(stores) => Ok(stores),
            Err(_) => {
                forget_database();
                Self::begin(&database().await?, mode).map_err(fault)
            }
        }
    }

    fn begin(database: &IdbDatabase, mode: IdbTransactionMode) -> Result<Self, JsValue> {
        // By name: web-sys counts the third parameter as unstable.
        let begin = Reflect::get(database, &"transaction".into())?;
        let names = Array::of2(&ROWS.into(), &PARTS.into());
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = begin.dyn_into()?;
        let transaction = begin.call3(database, &names, &mode.into(), &options)?;
        let transaction: IdbTransaction = transaction.dyn_into()?;
        Ok(Self {
            rows: transaction.object_store(ROWS)?,
            parts: transaction.object_store(PARTS)?,
            transaction,
        })
    }

    async fn write(&self, id: Option<u32>, row: &mut Row, bytes: &[u8]) -> Result<(), Fault> {
        let mut id = id;
        if let Some(known) = id {
            let there = done(&self.rows.get(&known.into()).map_err(fault)?).await?;
            let is_seen = SEEN.with_borrow(|seen| seen.get(&known).copied());
            if !there.is_undefined() && is_seen != Some(read_row(&there).kept_ms) {
                row.name.push_str(" (from another tab)");
                id = None;
            }
        }
        row.id = id.unwrap_or_default();
        let put = self
            .rows
            .put(&write_row(row, id.is_some()))
            .map_err(fault)?;
        if let Some(id) = done(&put).await?.as_f64() {
            row.id = id as u32;
        }
        see(row);
        self.clear_parts(row.id)?;
        for (n, part) in (0..).zip(bytes.chunks(PART)) {
            let part = Uint8Array::from(part);
            let put = self.parts.put_with_key(&part, &part_key(row.id, n));
            done(&put.map_err(fault)?).await?;
        }
        Ok(())
    }

    fn clear_parts(&self, id: u32) -> Result<IdbRequest, Fault> {
        let range = IdbKeyRange::bound(&part_key(id, 0), &part_key(id, u32::MAX));
        self.parts
            .delete(&range.map_err(fault)?.into())
            .map_err(fault)
    }

    /// Waits for the disk; what went wrong takes all back.
    async fn end(self, written: Result<(), Fault>) -> Result<(), Fault> {
        if let Err(fault) = written {
            // Fails only where it has been taken back already.
            let _ = self.transaction.abort();
            return Err(fault);
        }
        heard(&self.transaction, &["complete"], &["abort", "error"])
            .await
            .map(drop)
            .map_err(|_| self.transaction.error().map_or(Fault::Full, |e| named(&e)))
    }
}

/// Remembers which state of a collection this page has.
fn see(row: &Row) {
    SEEN.with_borrow_mut(|seen| seen.insert(row.id, row.kept_ms));
}

thread_local! {
    /// When each collection was kept in the state that this page has read or written.
    static SEEN: RefCell<BTreeMap<u32, f64>> = const { RefCell::new(BTreeMap::new()) };
    static DATABASE: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

fn forget_database() {
    DATABASE.with_borrow_mut(|database| {
        if let Some(database) = database.take() {
            database.close();
        }
    });
}

async fn database() -> Result<IdbDatabase, Fault> {
    if let Some(database) = DATABASE.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let none = || Fault::Refused("it has no IndexedDB".to_owned());
    let factory = web_sys::window().ok_or_else(none)?.indexed_db();
    let factory = factory.map_err(fault)?.ok_or_else(none)?;
    let request = factory.open_with_u32(NAME, VERSION).map_err(fault)?;
    let opening = request.clone();
    let upgrade = Closure::<dyn FnMut(Event)>::new(move |_| {
        // What fails here fails the opening, and is told there.
        let _ = opening
            .result()
            .map(|database| make_stores(database.unchecked_ref()));
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let ways = ["error", "blocked"];
    if heard(&request, &["success"], &ways).await.is_err() {
        let error = request.error().ok().flatten();
        return Err(error.map_or_else(none, |error| named(&error)));
    }
    let database: IdbDatabase = request.result().map_err(fault)?.unchecked_into();
    // A page of another version must not wait for this one.
    let gives_way = Closure::<dyn FnMut(Event)>::new(|_| forget_database());
    let gives_way = gives_way.into_js_value();
    database.set_onversionchange(Some(gives_way.unchecked_ref()));
    DATABASE.with_borrow_mut(|kept| *kept = Some(database.clone()));
    Ok(database)
}

fn make_stores(database: &IdbDatabase) -> Result<(), JsValue> {
    let options = IdbObjectStoreParameters::new();
    options.set_key_path(&"id".into());
    options.set_auto_increment(true);
    database.create_object_store_with_optional_parameters(ROWS, &options)?;
    database.create_object_store(PARTS)?;
    Ok(())
}

fn n_parts(n_bytes: u32) -> u32 {
    n_bytes.div_ceil(PART as u32)
}

fn part_key(id: u32, part: u32) -> JsValue {
    Array::of2(&id.into(), &part.into()).into()
}

/// Without its number a row gets the next one that is free.
fn write_row(row: &Row, with_id: bool) -> JsValue {
    let object = Object::new();
    let set = |name: &str, value: JsValue| {
        // A plain object takes any property.
        let _ = Reflect::set(&object, &name.into(), &value);
    };
    if with_id {
        set("id", row.id.into());
    }
    set("name", JsString::from(row.name.as_str()).into());
    set("articles", row.n_articles.into());
    set("bytes", row.n_bytes.into());
    set("kept", row.kept_ms.into());
    object.into()
}

fn read_row(row: &JsValue) -> Row {
    let get = |name: &str| Reflect::get(row, &name.into()).unwrap_or_default();
    let number = |name: &str| get(name).as_f64().unwrap_or_default();
    Row {
        id: number("id") as u32,
        name: get("name").as_string().unwrap_or_default(),
        n_articles: number("articles") as u32,
        n_bytes: number("bytes") as u32,
        kept_ms: number("kept"),
    }
}

/// What a request brings.
async fn done(request: &IdbRequest) -> Result<JsValue, Fault> {
    let ended = heard(request, &["success"], &["error"]).await;
    match ended {
        Ok(_) => request.result().map_err(fault),
        Err(_) => {
            let error = request.error().ok().flatten();
            Err(error.map_or(Fault::Full, |error| named(&error)))
        }
    }
}

/// Waits for the first of these events: `Err` for one of `bad`.
async fn heard(target: &EventTarget, good: &[&str], bad: &[&str]) -> Result<JsValue, JsValue> {
    let mut ears = Vec::new();
    let promise = Promise::new(&mut |resolve, reject| {
        for (names, end) in [(good, &resolve), (bad, &reject)] {
            let end = end.clone();
            let ear = Closure::<dyn FnMut(Event)>::new(move |_| {
                // Ending a promise never fails, and only the first time counts.
                let _ = end.call0(&JsValue::NULL);
            });
            for name in names {
                // Fails only where there is no such function.
                let _ = target.add_event_listener_with_callback(name, ear.as_ref().unchecked_ref());
            }
            ears.push((names, ear));
        }
    });
    let ended = JsFuture::from(promise).await;
    for (names, ear) in &ears {
        for name in *names {
            let _ = target.remove_event_listener_with_callback(name, ear.as_ref().unchecked_ref());
        }
    }
    ended
}

fn fault(error: JsValue) -> Fault {
    match error.dyn_ref::<DomException>() {
        Some(error) => named(error),
        None => Fault::Refused(format!("{error:?}")),
    }
}

fn named(error: &DomException) -> Fault {
    match error.name().as_str() {
        "QuotaExceededError" => Fault::Full,
        "VersionError" => Fault::Newer,
        name => Fault::Refused(format!("{name}: {}", error.message())),
    }
}

/// Asks that what is kept here is not thrown away when room is needed; the browser
/// answers as it likes.
fn ask_to_persist() {
    let storage = web_sys::window().map(|window| window.navigator().storage());
    // Where a page is not trusted (opened from disk, or no https) there is none.
    if let Some(storage) = storage.filter(|storage| !storage.is_undefined()) {
        let _ = storage.persist();
    }
}
