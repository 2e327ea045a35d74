//! The page's way to the engine: a worker, or the page's own thread where
//! workers are refused.
//!
//! What is promised to the page is kept by [`Desk`]; here lives only what the
//! browser has to do for it. A worker that dies is replaced by a fresh one of
//! the same compiled module.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use chancery_app::transport::{News, Reading, Take, Transport};
use chancery_engine::Engine;
use chancery_protocol::{
    answer::{Failure, Response},
    ask::Asked,
};
use js_sys::{Array, ArrayBuffer, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use crate::{
    desk::{Desk, Outgoing},
    host::Host,
    reader::Reader,
    wire::{self, Word},
};

thread_local! {
    /// For the panic hook, which may own nothing of the browser.
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

/// Starts the worker and then the page, so that both wake at the same time.
pub(crate) fn start(host: Host) {
    HOST.set(Some(host.clone()));
    std::panic::set_hook(Box::new(|info| {
        let what = info.to_string();
        HOST.with_borrow(|host| host.iter().for_each(|host| host.stopped(&what)));
    }));
    let line = Rc::new(Line {
        host,
        reader: Rc::default(),
        desk: RefCell::default(),
        engine: RefCell::new(Place::Nowhere),
        hear: RefCell::default(),
        awaits_model: Cell::new(true),
    });
    line.hire(Vec::new());
    line.await_model();
    chancery_app::start(Rc::new(Handle(line)));
}

/// What the page holds.
struct Handle(Rc<Line>);

impl Transport for Handle {
    fn post(&self, asked: Asked) {
        let outgoing = self.0.desk.borrow_mut().ask(asked);
        match outgoing {
            Ok(outgoing) => self.0.send(outgoing),
            Err(news) => {
                let line = Rc::clone(&self.0);
                later(move || line.tell([news]));
            }
        }
    }

    fn listen(&self, hear: Box<dyn Fn(News)>) {
        self.0.hear.replace(Some(hear.into()));
    }

    fn read(&self, name: String, pieces: Array, take: Take) -> Reading {
        Rc::clone(&self.0.reader).read(self.0.host.clone(), name, pieces, take)
    }

    fn rest(&self) {
        self.0.reader.dismiss();
    }
}

/// Who hears the news.
type Hear = Rc<dyn Fn(News)>;

/// The line between page and engine.
struct Line {
    host: Host,
    reader: Rc<Reader>,
    desk: RefCell<Desk>,
    engine: RefCell<Place>,
    hear: RefCell<Option<Hear>>,
    /// Whether what is asked first is held back until the model of names has come.
    awaits_model: Cell<bool>,
}

/// Milliseconds that the first articles wait for the model of names: less than a
/// reader notices. What is read without it is read again when it comes.
const MOMENT_MS: i32 = 300;

/// Where the engine is.
enum Place {
    /// Not there: before the start and after the end.
    Nowhere,
    /// In a worker that has not spoken yet, or is not yet to be spoken to. What is
    /// sent is held back, since a worker that the browser refuses after all takes it
    /// along.
    Hired {
        worker: Hand,
        held: Vec<Outgoing>,
        is_ready: bool,
    },
    /// In a worker.
    Worker(Hand),
    /// In the page.
    Here(Rc<RefCell<Engine>>),
}

/// A worker with our ears on it; dropping it ends it.
struct Hand {
    worker: Worker,
    /// Kept for as long as the worker may call them.
    _ears: [Closure<dyn FnMut(Event)>; 2],
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onmessageerror(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Line {
    /// Hires a worker and sends it `first`; the page itself does the work if
    /// the browser refuses.
    fn hire(self: &Rc<Self>, first: Vec<Outgoing>) {
        match self.host.worker() {
            Ok(worker) => {
                let worker = self.lend_ears(worker);
                self.engine.replace(Place::Hired {
                    worker,
                    held: first,
                    is_ready: false,
                });
            }
            Err(_) => self.work_here(first),
        }
    }

    fn lend_ears(self: &Rc<Self>, worker: Worker) -> Hand {
        let line = Rc::downgrade(self);
        let on_message = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(line) = line.upgrade() {
                line.heard(&event.unchecked_into::<MessageEvent>().data());
            }
        });
        let line = Rc::downgrade(self);
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let what = said.filter(|said| !said.is_empty());
            if let Some(line) = line.upgrade() {
                line.fell(what.as_deref().unwrap_or("the browser does not say why"));
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Hand {
            worker,
            _ears: [on_message, on_error],
        }
    }

    fn send(self: &Rc<Self>, outgoing: Outgoing) {
        let unreadable = match &mut *self.engine.borrow_mut() {
            Place::Nowhere => None,
            Place::Hired { held, .. } => {
                held.push(outgoing);
                None
            }
            Place::Worker(hand) => write_to(&hand.worker, &outgoing).err(),
            Place::Here(engine) => {
                let (line, engine) = (Rc::clone(self), Rc::clone(engine));
                later(move || line.answer_here(&engine, outgoing));
                None
            }
        };
        if let Some((number, failure)) = unreadable {
            let line = Rc::clone(self);
            later(move || line.answered(number, Response::Failed(failure)));
        }
    }

    fn heard(self: &Rc<Self>, message: &JsValue) {
        match wire::read_word(message) {
            Ok(Word::Ready) => self.woke(),
            Ok(Word::Progress {
                number,
                n_done,
                n_total,
            }) => {
                let news = self.desk.borrow().progress(number, n_done, n_total);
                self.tell(news);
            }
            Ok(Word::Done { number, response }) => self.answered(number, response),
            Ok(Word::Stopped { what }) => self.fell(&what),
            Err(unreadable) => match unreadable.number {
                Some(number) => {
                    let failure = unreadable.failure("answer");
                    self.answered(number, Response::Failed(failure));
                }
                None => self.fell(&unreadable.what),
            },
        }
    }

    /// The worker has spoken.
    fn woke(self: &Rc<Self>) {
        if let Place::Hired { is_ready, .. } = &mut *self.engine.borrow_mut() {
            *is_ready = true;
        }
        self.begin();
    }

    /// Gives the worker what was held back, if both have come: its word, and the
    /// model of names or the end of the moment that it is waited for.
    fn begin(self: &Rc<Self>) {
        let place = self.engine.replace(Place::Nowhere);
        match place {
            Place::Hired {
                worker,
                held,
                is_ready: true,
            } if !self.awaits_model.get() => {
                self.engine.replace(Place::Worker(worker));
                say("data-engine", "worker");
                held.into_iter().for_each(|outgoing| self.send(outgoing));
            }
            place => {
                self.engine.replace(place);
            }
        }
    }

    /// Passes the model of names on when it comes.
    fn await_model(self: &Rc<Self>) {
        let line = Rc::clone(self);
        let hear = Closure::once_into_js(move |bytes: JsValue| {
            let model = bytes.dyn_ref::<ArrayBuffer>();
            say(
                "data-model",
                if model.is_some() { "here" } else { "absent" },
            );
            if let Some(model) = model {
                line.learn(Uint8Array::new(model).to_vec());
            }
            line.stop_waiting();
        });
        self.host.model(&hear);
        let line = Rc::clone(self);
        in_ms(MOMENT_MS, move || line.stop_waiting());
    }

    /// Sends the model of names, before all that is held back.
    fn learn(self: &Rc<Self>, model: Vec<u8>) {
        let outgoing = self.desk.borrow_mut().learn(model);
        if let Place::Hired { held, .. } = &mut *self.engine.borrow_mut() {
            held.insert(0, outgoing);
            return;
        }
        self.send(outgoing);
    }

    fn stop_waiting(self: &Rc<Self>) {
        if self.awaits_model.replace(false) {
            self.begin();
        }
    }

    /// The worker is dead, or the browser has refused it after all.
    fn fell(self: &Rc<Self>, what: &str) {
        let is_first = !self.desk.borrow().has_seen_death();
        match self.engine.replace(Place::Nowhere) {
            Place::Hired { held, .. } if is_first => self.work_here(held),
            _ => {
                let death = self.desk.borrow_mut().died(Date::now(), what);
                if let Some(refill) = death.refill {
                    self.hire(refill);
                }
                self.tell(death.news);
            }
        }
    }

    /// The page itself is the engine from now on.
    fn work_here(self: &Rc<Self>, first: Vec<Outgoing>) {
        self.engine
            .replace(Place::Here(Rc::new(RefCell::new(Engine::default()))));
        say("data-engine", "page");
        first.into_iter().for_each(|outgoing| self.send(outgoing));
    }

    fn answer_here(self: &Rc<Self>, engine: &RefCell<Engine>, outgoing: Outgoing) {
        let Outgoing { number, request } = outgoing;
        // Progress is not told: the page cannot draw while it does the work itself.
        let request = (*request).clone();
        let response = engine.borrow_mut().handle(request, &mut |_, _| ());
        self.answered(number, response);
    }

    fn answered(&self, number: u32, response: Response) {
        let news = self.desk.borrow_mut().answer(number, response);
        self.tell(news);
    }

    /// Passes news on; nothing of the line is borrowed while the page hears it.
    fn tell(&self, news: impl IntoIterator<Item = News>) {
        let hear = self.hear.borrow().clone();
        if let Some(hear) = hear {
            news.into_iter().for_each(|news| hear(news));
        }
    }
}

/// Notes at the root of the document where the engine is and whether the model of
/// names has come, for those who look.
fn say(name: &str, word: &str) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // Fails only for a name that cannot be an attribute's.
        let _ = root.set_attribute(name, word);
    }
}

fn write_to(worker: &Worker, outgoing: &Outgoing) -> Result<(), (u32, Failure)> {
    let number = outgoing.number;
    let message = wire::write_request(number, &outgoing.request)
        .map_err(|unreadable| (number, unreadable.failure("request")))?;
    worker
        .post_message_with_transfer(&message.body, &message.transfer)
        .map_err(|error| {
            let failure = Failure {
                what: format!("The request could not be sent ({error:?})."),
                remedy: "Please reload the page.".into(),
            };
            (number, failure)
        })
}

/// Runs `work` as a task of its own: nobody is answered inside the question.
fn later(work: impl FnOnce() + 'static) {
    in_ms(0, work);
}

fn in_ms(ms: i32, work: impl FnOnce() + 'static) {
    let work = Closure::once_into_js(work);
    if let Some(window) = web_sys::window() {
        let work = work.unchecked_ref();
        // Fails only for a string in the place of the function.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(work, ms);
    }
}
