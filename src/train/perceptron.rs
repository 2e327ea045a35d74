//! The averaged structured perceptron: weights from tagged sentences.
//!
//! Collins 2002. Each epoch goes over the sentences in an order drawn from a fixed seed, tags
//! each with the weights so far, and where that is wrong adds the features of
//! the right labels and takes away those of the wrong ones. The result is the
//! mean of the weights over all steps, and of several rounds of it, scaled to eight bits.

use chancery_extract::tagger::{LABELS, Label, WIDTH, feature::Features};

/// One sentence to learn from.
#[derive(Clone, Debug)]
pub(crate) struct Tagged {
    /// The features of its tokens.
    pub(crate) features: Vec<Features>,
    /// Their labels, as many.
    pub(crate) labels: Vec<Label>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// Rows of weights, as a power of two.
    pub(crate) log2_rows: u32,
    /// Times over all sentences.
    pub(crate) n_epochs: u32,
    /// Times that this is done, each in another order; the mean of all is kept.
    pub(crate) n_rounds: u32,
    /// Start of the shuffling.
    pub(crate) seed: u64,
}

type Row = [f64; WIDTH];

/// Sums of weights, and the sums of those sums over all steps, brought up to
/// date only when a row is touched.
struct Weights {
    now: Vec<Row>,
    sum: Vec<Row>,
    since: Vec<u32>,
    step: u32,
}

impl Weights {
    fn new(n_rows: usize) -> Self {
        let zero = vec![[0.0; WIDTH]; n_rows];
        Self {
            now: zero.clone(),
            sum: zero,
            since: vec![0; n_rows],
            step: 0,
        }
    }

    fn settle(&mut self, row: usize) {
        let steps = f64::from(self.step - self.since[row]);
        for (sum, now) in self.sum[row].iter_mut().zip(self.now[row]) {
            *sum += steps * now;
        }
        self.since[row] = self.step;
    }

    fn add(&mut self, row: usize, label: Label, by: f64) {
        self.settle(row);
        self.now[row][label as usize] += by;
    }

    fn mean(mut self) -> Vec<Row> {
        for row in 0..self.now.len() {
            self.settle(row);
        }
        let steps = f64::from(self.step.max(1));
        self.sum
            .into_iter()
            .map(|row| row.map(|sum| sum / steps))
            .collect()
    }
}

/// Learns rows of weights in the form that the tagger reads. The same
/// sentences and settings give the same bytes.
pub(crate) fn learn(sentences: &[Tagged], settings: Settings) -> Vec<u8> {
    let n_rows = 1_usize << settings.log2_rows;
    let mut mean = vec![[0.0; WIDTH]; n_rows + LABELS.len()];
    let mut random = settings.seed;
    for _ in 0..settings.n_rounds {
        let mut weights = Weights::new(n_rows + LABELS.len());
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        for _ in 0..settings.n_epochs {
            shuffle(&mut order, &mut random);
            for &idx in &order {
                step(&mut weights, n_rows, &sentences[idx]);
            }
        }
        for (sum, row) in mean.iter_mut().zip(weights.mean()) {
            for (sum, weight) in sum.iter_mut().zip(row) {
                *sum += weight;
            }
        }
    }

    quantize(&mean, n_rows)
}

fn step(weights: &mut Weights, n_rows: usize, sentence: &Tagged) {
    weights.step += 1;
    let rows: Vec<Vec<usize>> = sentence
        .features
        .iter()
        .map(|f| {
            f.hashes()
                .iter()
                .map(|&hash| hash as usize & (n_rows - 1))
                .collect()
        })
        .collect();
    let guess = decode(weights, n_rows, &rows);
    if guess == sentence.labels {
        return;
    }
    let mut before = (Label::Outside, Label::Outside);
    for (at, (&right, &wrong)) in sentence.labels.iter().zip(&guess).enumerate() {
        if right != wrong {
            for &row in &rows[at] {
                weights.add(row, right, 1.0);
                weights.add(row, wrong, -1.0);
            }
        }
        if (before.0, right) != (before.1, wrong) {
            weights.add(n_rows + before.0 as usize, right, 1.0);
            weights.add(n_rows + before.1 as usize, wrong, -1.0);
        }
        before = (right, wrong);
    }
}

fn decode(weights: &Weights, n_rows: usize, rows: &[Vec<usize>]) -> Vec<Label> {
    let mut best = [0.0; LABELS.len()];
    let mut back = Vec::with_capacity(rows.len());
    for (at, rows) in rows.iter().enumerate() {
        let mut score = [0.0; WIDTH];
        for &row in rows {
            for (sum, weight) in score.iter_mut().zip(weights.now[row]) {
                *sum += weight;
            }
        }
        let mut next = [f64::NEG_INFINITY; LABELS.len()];
        let mut from = [Label::Outside; LABELS.len()];
        for label in LABELS {
            for before in LABELS {
                let (l, b) = (label as usize, before as usize);
                let sum = best[b] + score[l] + weights.now[n_rows + b][l];
                let allowed = label.may_follow(before) && (at > 0 || before == Label::Outside);
                if allowed && sum > next[l] {
                    (next[l], from[l]) = (sum, before);
                }
            }
        }
        best = next;
        back.push(from);
    }
    let mut labels = vec![Label::Outside; rows.len()];
    let mut label = LABELS
        .into_iter()
        .rev()
        .max_by(|a, b| best[*a as usize].total_cmp(&best[*b as usize]))
        .unwrap_or_default();
    for at in (0..rows.len()).rev() {
        labels[at] = label;
        label = back[at][label as usize];
    }
    labels
}

/// Scales the weights to eight bits, the heaviest to the edge. One scale serves
/// all, so that sums stay comparable.
fn quantize(mean: &[Row], n_rows: usize) -> Vec<u8> {
    let sizes = mean[..n_rows].iter().flatten().map(|w| w.abs());
    let scale = 127.0 / sizes.fold(f64::MIN_POSITIVE, f64::max);
    let byte = |weight: f64| (weight * scale).round().clamp(-127.0, 127.0) as i8 as u8;
    mean.iter().flat_map(|row| row.map(byte)).collect()
}

/// Fisher and Yates, with a small congruential generator: the same on every machine.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, ((*random >> 33) as usize) % (last + 1));
    }
}
