//! The desk at which the page's requests wait for their answers.
//!
//! Here lives the promise of `chancery_app::transport`: every request gets
//! exactly one answer, whatever becomes of the engine. Nothing of the browser
//! lives here, so the promise is tested natively.
//!
//! On the wire a request has a number of its own, so that what the desk sends
//! to fill a fresh engine can never be taken for what the page asked.

use std::{collections::BTreeMap, rc::Rc};

use chancery_app::transport::News;
use chancery_protocol::{
    answer::{Answered, Failure, Response},
    ask::{Asked, Request},
};

/// A fault that comes back at once is not mended by starting again: with this
/// many deaths within [`LAST_MS`] the desk gives up.
const MAX_DEATHS: usize = 4;

/// Milliseconds that a death counts.
const LAST_MS: f64 = 60_000.0;

/// A request on the wire.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Outgoing {
    /// Its number on the wire.
    pub(crate) number: u32,
    /// What is asked.
    pub(crate) request: Rc<Request>,
}

/// Who waits for an answer.
#[derive(Debug)]
enum Waiting {
    /// The page, under its own id.
    Page { id: u32, request: Rc<Request> },
    /// Nobody: it fills a fresh engine.
    Refill,
    /// Nobody: it brings the model of names.
    Model,
}

/// What follows from the death of an engine.
#[derive(Debug)]
pub(crate) struct Death {
    /// What the page must hear at once.
    pub(crate) news: Vec<News>,
    /// What a fresh engine must be sent first; `None` when no fresh engine
    /// would help.
    pub(crate) refill: Option<Vec<Outgoing>>,
}

/// The requests without an answer, and what a fresh engine must be told.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    next_number: u32,
    waiting: BTreeMap<u32, Waiting>,
    /// What made the collection what it is, in order.
    kept: Vec<Rc<Request>>,
    /// When engines died, in milliseconds.
    deaths: Vec<f64>,
    /// Why the engine died last, while a fresh one is being filled.
    refilling: Option<String>,
    /// Why there will be no engine any more.
    closed: Option<Failure>,
}

impl Desk {
    /// Takes a request of the page; an engine that is gone for good answers at once.
    pub(crate) fn ask(&mut self, asked: Asked) -> Result<Outgoing, News> {
        let Asked { id, request } = asked;
        if let Some(failure) = &self.closed {
            return Err(done(id, Response::Failed(failure.clone())));
        }
        let request = Rc::new(request);
        let waiting = Waiting::Page {
            id,
            request: Rc::clone(&request),
        };
        Ok(self.send(request, waiting))
    }

    /// The model of names has come: the engine must be told, and every fresh one first.
    pub(crate) fn learn(&mut self, model: Vec<u8>) -> Outgoing {
        let request = Rc::new(Request::Learn { model });
        self.kept.insert(0, Rc::clone(&request));
        self.send(request, Waiting::Model)
    }

    /// Takes an answer off the wire.
    pub(crate) fn answer(&mut self, number: u32, response: Response) -> Vec<News> {
        match self.waiting.remove(&number) {
            Some(Waiting::Page { id, request }) => {
                if shapes_collection(&request) && !matches!(response, Response::Failed(_)) {
                    if *request == Request::Empty {
                        let is_model = |kept: &Rc<Request>| matches!(**kept, Request::Learn { .. });
                        self.kept.retain(is_model);
                    } else {
                        if matches!(*request, Request::Correct { .. }) {
                            // It holds all that the ones before said.
                            self.kept
                                .retain(|k| !matches!(**k, Request::Correct { .. }));
                        }
                        self.kept.push(request);
                    }
                }
                vec![done(id, response)]
            }
            Some(Waiting::Refill) => self.refilled().into_iter().collect(),
            Some(Waiting::Model) => match response {
                Response::Learned { n_articles: 1.. } => vec![News::ReadAgain],
                // What follows is read with it; or, if it is none, by rules alone.
                _ => Vec::new(),
            },
            // An answer to nothing that is open: the engine that died sent it.
            None => Vec::new(),
        }
    }

    /// Takes word of progress off the wire.
    pub(crate) fn progress(&self, number: u32, n_done: u32, n_total: u32) -> Option<News> {
        match self.waiting.get(&number)? {
            Waiting::Page { id, .. } => Some(News::Answered(Answered::Progress {
                id: *id,
                n_done,
                n_total,
            })),
            Waiting::Refill | Waiting::Model => None,
        }
    }

    /// The engine died at `now_ms` of `what`: all that is open fails, and a
    /// fresh engine is filled, unless they die too fast.
    pub(crate) fn died(&mut self, now_ms: f64, what: &str) -> Death {
        let failure = Failure {
            what: format!("The reading stopped unexpectedly ({what})."),
            remedy: "It was started again with your articles: please try once more.".into(),
        };
        self.deaths.retain(|death| now_ms - death < LAST_MS);
        self.deaths.push(now_ms);
        if self.deaths.len() >= MAX_DEATHS {
            return Death {
                news: self.close(Failure {
                    what: format!("The reading stopped again and again ({what})."),
                    remedy: "Please reload the page; if that does not help, open fewer articles."
                        .into(),
                }),
                refill: None,
            };
        }
        let mut news = self.fail_all(&failure);
        self.refilling = Some(failure.what);
        let refill = self
            .kept
            .clone()
            .into_iter()
            .map(|request| self.send(request, Waiting::Refill))
            .collect();
        news.extend(self.refilled());
        Death {
            news,
            refill: Some(refill),
        }
    }

    /// There will be no engine any more: everything fails, now and later.
    pub(crate) fn close(&mut self, failure: Failure) -> Vec<News> {
        let news = self.fail_all(&failure);
        self.closed = Some(failure);
        news
    }

    /// Whether an engine has died, of late or long ago.
    pub(crate) fn has_seen_death(&self) -> bool {
        !self.deaths.is_empty()
    }

    fn send(&mut self, request: Rc<Request>, waiting: Waiting) -> Outgoing {
        let number = self.next_number;
        self.next_number = self.next_number.wrapping_add(1);
        self.waiting.insert(number, waiting);
        Outgoing { number, request }
    }

    fn fail_all(&mut self, failure: &Failure) -> Vec<News> {
        std::mem::take(&mut self.waiting)
            .into_values()
            .filter_map(|waiting| match waiting {
                Waiting::Page { id, .. } => Some(done(id, Response::Failed(failure.clone()))),
                Waiting::Refill | Waiting::Model => None,
            })
            .collect()
    }

    /// Says so once the fresh engine holds the collection again.
    fn refilled(&mut self) -> Option<News> {
        let filling = |waiting: &Waiting| matches!(waiting, Waiting::Refill);
        if self.waiting.values().any(filling) {
            return None;
        }
        self.refilling.take().map(|what| News::Restarted { what })
    }
}

/// Whether a fresh engine must be told of it to hold the same collection.
fn shapes_collection(request: &Request) -> bool {
    match request {
        Request::Add { .. }
        | Request::Import { .. }
        | Request::Remove { .. }
        | Request::Correct { .. }
        | Request::Empty => true,
        Request::Save
        | Request::Learn { .. }
        | Request::Survey { .. }
        | Request::Open { .. }
        | Request::Codebook
        | Request::Corrections
        | Request::Entity { .. }
        | Request::Facts { .. }
        | Request::Timeline { .. }
        | Request::Matrix { .. }
        | Request::Concordance { .. }
        | Request::Phrases { .. }
        | Request::Network { .. }
        | Request::Export { .. } => false,
    }
}

fn done(id: u32, response: Response) -> News {
    News::Answered(Answered::Done { id, response })
}

#[cfg(test)]
mod tests {
    use chancery_app::transport::News;
    use chancery_protocol::{
        answer::{Added, Answered, Codebook, Response},
        ask::{ArticleId, Asked, RawArticle, Request},
    };

    use super::{Desk, MAX_DEATHS};

    fn add(text: &str) -> Request {
        Request::Add {
            articles: vec![RawArticle {
                text: text.to_owned(),
                ..RawArticle::default()
            }],
        }
    }

    fn added() -> Response {
        Response::Added(Added {
            articles: vec![ArticleId(0)],
            left_out: Vec::new(),
        })
    }

    fn codebook() -> Response {
        Response::Codebook(Codebook {
            name: "x".into(),
            themes: Vec::new(),
        })
    }

    fn ask(desk: &mut Desk, id: u32, request: Request) -> u32 {
        desk.ask(Asked { id, request }).unwrap().number
    }

    /// `7` for an answer to 7, `7!` for its failure, `again` for a restart.
    fn told(news: &[News]) -> String {
        let words: Vec<String> = news
            .iter()
            .map(|news| match news {
                News::Answered(Answered::Done {
                    id,
                    response: Response::Failed(_),
                }) => format!("{id}!"),
                News::Answered(Answered::Done { id, .. }) => id.to_string(),
                News::Answered(Answered::Progress { id, .. }) => format!("{id}…"),
                News::Restarted { .. } => "again".into(),
                News::ReadAgain => "anew".into(),
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn an_answer_is_given_once() {
        let mut desk = Desk::default();
        let number = ask(&mut desk, 7, Request::Codebook);
        assert_eq!(told(&[desk.progress(number, 1, 2).unwrap()]), "7…");
        assert_eq!(told(&desk.answer(number, codebook())), "7");
        assert_eq!(told(&desk.answer(number, codebook())), "");
        assert_eq!(desk.progress(number, 2, 2), None);
    }

    #[test]
    fn a_death_fails_what_is_open_and_refills_what_was_added() {
        let mut desk = Desk::default();
        for (id, text) in [(1, "“¥5 trillion” – é"), (2, "日本 🙂")] {
            let number = ask(&mut desk, id, add(text));
            desk.answer(number, added());
        }
        let poison = ask(&mut desk, 3, add("poison"));
        ask(&mut desk, 4, Request::Codebook);

        let death = desk.died(0.0, "panic");
        assert_eq!(told(&death.news), "3! 4!");
        let refill = death.refill.unwrap();
        let texts: Vec<_> = refill.iter().map(|out| (*out.request).clone()).collect();
        assert_eq!(texts, [add("“¥5 trillion” – é"), add("日本 🙂")]);

        assert_eq!(
            told(&desk.answer(poison, added())),
            "",
            "the dead are silent"
        );
        let early = ask(&mut desk, 5, Request::Codebook);
        assert_eq!(told(&desk.answer(refill[0].number, added())), "");
        assert_eq!(told(&desk.answer(refill[1].number, added())), "again");
        assert_eq!(told(&desk.answer(early, codebook())), "5");
    }

    #[test]
    fn what_was_taken_out_is_not_filled_in_again() {
        let mut desk = Desk::default();
        for (id, request) in [(1, add("old")), (2, Request::Empty), (3, add("new"))] {
            let number = ask(&mut desk, id, request);
            desk.answer(number, added());
        }
        let refill = desk.died(0.0, "panic").refill.unwrap();
        let kept: Vec<_> = refill.iter().map(|out| (*out.request).clone()).collect();
        assert_eq!(kept, [add("new")]);
    }

    #[test]
    fn an_empty_collection_is_full_at_once() {
        let death = Desk::default().died(0.0, "panic");
        assert_eq!(told(&death.news), "again");
        assert_eq!(death.refill, Some(Vec::new()));
    }

    /// The model of names comes once, first to every fresh engine, and outlives the
    /// articles; only where it changes what was read does the page hear of it.
    #[test]
    fn a_model_stays_and_comes_first() {
        for (n_articles, news) in [(0, ""), (5, "anew")] {
            let mut desk = Desk::default();
            let number = ask(&mut desk, 1, add("é 日本 🙂"));
            desk.answer(number, added());
            let model = desk.learn(vec![1, 2]);
            let learned = Response::Learned { n_articles };
            assert_eq!(told(&desk.answer(model.number, learned)), news);
            let refill = desk.died(0.0, "panic").refill.unwrap();
            assert_eq!(*refill[0].request, Request::Learn { model: vec![1, 2] });
            assert_eq!(*refill[1].request, add("é 日本 🙂"));
            let number = ask(&mut desk, 2, Request::Empty);
            desk.answer(number, added());
            let refill = desk.died(70_000.0, "panic").refill.unwrap();
            assert_eq!(refill.len(), 1);
        }
    }

    #[test]
    fn what_failed_is_not_tried_again() {
        let mut desk = Desk::default();
        let number = ask(&mut desk, 1, add("x"));
        let failure = chancery_protocol::answer::Failure {
            what: String::new(),
            remedy: String::new(),
        };
        desk.answer(number, Response::Failed(failure));
        assert_eq!(desk.died(0.0, "panic").refill, Some(Vec::new()));
    }

    #[test]
    fn a_crash_loop_ends() {
        for (apart_ms, ends) in [(100.0, true), (61_000.0, false)] {
            let mut desk = Desk::default();
            let mut news = Vec::new();
            for death in 0..MAX_DEATHS {
                ask(&mut desk, 1, Request::Codebook);
                let now_ms = f64::from(u32::try_from(death).unwrap()) * apart_ms;
                news.push(desk.died(now_ms, "panic"));
            }
            let last = news.pop().unwrap();
            assert_eq!(last.refill.is_none(), ends, "{apart_ms} ms apart");
            let asked = Asked {
                id: 9,
                request: Request::Codebook,
            };
            match desk.ask(asked) {
                Err(news) if ends => assert_eq!(told(&[news]), "9!"),
                Ok(_) if !ends => {}
                other => panic!("{apart_ms} ms apart: {other:?}"),
            }
        }
    }
}
