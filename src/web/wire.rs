//! How requests and answers cross between page and worker.
//!
//! What is small becomes plain JavaScript values: all requests that bring no
//! articles. Bulk (articles on their way in, and all answers) becomes postcard in
//! an `ArrayBuffer` that is transferred, not copied. What cannot be read is an
//! [`Unreadable`], never a panic.
//!
//! To the worker: `[number, body]`. To the page: `["ready"]`,
//! `["progress", number, n_done, n_total]`, `["done", number, body]`,
//! `["stopped", what]`.

use chancery_protocol::{
    answer::{Failure, Response},
    ask::Request,
};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue};

/// A message and what of it is transferred.
#[derive(Debug)]
pub(crate) struct Message {
    /// What `postMessage` gets first.
    pub(crate) body: JsValue,
    /// What `postMessage` gets second.
    pub(crate) transfer: JsValue,
}

/// What the worker says.
#[derive(Debug)]
pub(crate) enum Word {
    /// It listens.
    Ready,
    /// How far a request has come.
    Progress {
        number: u32,
        n_done: u32,
        n_total: u32,
    },
    /// The one answer to a request.
    Done { number: u32, response: Response },
    /// It panicked and will not say another word.
    Stopped { what: String },
}

/// A message that is none.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// The request it belongs to, if so much could be read.
    pub(crate) number: Option<u32>,
    /// What was expected and what came.
    pub(crate) what: String,
}

impl Unreadable {
    fn new(number: Option<u32>, what: impl std::fmt::Display) -> Self {
        let what = what.to_string();
        Self { number, what }
    }

    /// The failure that answers the request.
    pub(crate) fn failure(&self, side: &str) -> Failure {
        Failure {
            what: format!("The {side} could not be read ({}).", self.what),
            remedy: "Please reload the page.".into(),
        }
    }
}

/// Writes a request.
///
/// # Errors
/// It holds something that does not go over the wire.
pub(crate) fn write_request(number: u32, request: &Request) -> Result<Message, Unreadable> {
    let body = match request {
        Request::Add { .. } | Request::Import { .. } | Request::Learn { .. } => {
            pack(number, request)
        }
        _ => serde_wasm_bindgen::to_value(request)
            .map_err(|error| Unreadable::new(Some(number), error)),
    };
    Ok(Message::new(&[number.into()], body?))
}

/// Reads a request.
///
/// # Errors
/// It is none.
pub(crate) fn read_request(message: &JsValue) -> Result<(u32, Request), Unreadable> {
    let message = array(message)?;
    let number = read_number(&message, 0)?;
    let body = message.get(1);
    let request = if body.is_instance_of::<ArrayBuffer>() {
        unpack(number, &body)
    } else {
        serde_wasm_bindgen::from_value(body).map_err(|error| Unreadable::new(Some(number), error))
    };
    Ok((number, request?))
}

/// Writes an answer; one that does not go over the wire becomes a failure.
pub(crate) fn write_response(number: u32, response: &Response) -> Message {
    let body = pack(number, response)
        .or_else(|unreadable| {
            let failure = unreadable.failure("answer");
            pack(number, &Response::Failed(failure))
        })
        .unwrap_or_default();
    Message::new(&["done".into(), number.into()], body)
}

/// The worker listens.
pub(crate) fn ready() -> JsValue {
    Array::of1(&"ready".into()).into()
}

/// A request has come some way.
pub(crate) fn progress(number: u32, n_done: u32, n_total: u32) -> JsValue {
    let kind = "progress".into();
    Array::of4(&kind, &number.into(), &n_done.into(), &n_total.into()).into()
}

/// The worker panicked.
pub(crate) fn stopped(what: &str) -> JsValue {
    Array::of2(&"stopped".into(), &what.into()).into()
}

/// Reads what the worker says.
///
/// # Errors
/// It says nothing that is known.
pub(crate) fn read_word(message: &JsValue) -> Result<Word, Unreadable> {
    let message = array(message)?;
    let kind = message.get(0).as_string().unwrap_or_default();
    match kind.as_str() {
        "ready" => Ok(Word::Ready),
        "progress" => Ok(Word::Progress {
            number: read_number(&message, 1)?,
            n_done: read_number(&message, 2)?,
            n_total: read_number(&message, 3)?,
        }),
        "done" => {
            let number = read_number(&message, 1)?;
            let response = unpack(number, &message.get(2))?;
            Ok(Word::Done { number, response })
        }
        "stopped" => Ok(Word::Stopped {
            what: message.get(1).as_string().unwrap_or_default(),
        }),
        other => Err(Unreadable::new(None, format!("unknown word {other:?}"))),
    }
}

impl Message {
    fn new(head: &[JsValue], body: JsValue) -> Self {
        let message: Array = head.iter().collect();
        message.push(&body);
        let transfer = Array::new();
        if body.is_instance_of::<ArrayBuffer>() {
            transfer.push(&body);
        }
        Self {
            body: message.into(),
            transfer: transfer.into(),
        }
    }
}

fn pack<T: Serialize>(number: u32, value: &T) -> Result<JsValue, Unreadable> {
    let bytes =
        postcard::to_allocvec(value).map_err(|error| Unreadable::new(Some(number), error))?;
    Ok(Uint8Array::from(bytes.as_slice()).buffer().into())
}

fn unpack<T: DeserializeOwned>(number: u32, body: &JsValue) -> Result<T, Unreadable> {
    if !body.is_instance_of::<ArrayBuffer>() {
        return Err(Unreadable::new(Some(number), "a body that is no buffer"));
    }
    let bytes = Uint8Array::new(body).to_vec();
    postcard::from_bytes(&bytes).map_err(|error| Unreadable::new(Some(number), error))
}

fn array(message: &JsValue) -> Result<Array, Unreadable> {
    message
        .dyn_ref::<Array>()
        .cloned()
        .ok_or_else(|| Unreadable::new(None, "a message that is no list"))
}

fn read_number(message: &Array, at: u32) -> Result<u32, Unreadable> {
    let value = message.get(at).as_f64().unwrap_or(f64::NAN);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "compared right after"
    )]
    let number = value as u32;
    if f64::from(number) == value {
        Ok(number)
    } else {
        let what = format!("place {at} holds {value}, not a whole number");
        Err(Unreadable::new(None, what))
    }
}
