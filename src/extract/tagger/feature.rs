//! Features: what the tagger sees of a token and its neighbours, as hashes.
//!
//! The features of "met" in "Blinken met Fidan" are hashes of: the word, its shape,
//! its endings and beginnings, what lists know of it, and the same of two words
//! on either side. Training and reading use this one file.

/// Most features that one token has.
const MOST: usize = 48;

/// One token as the tagger sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the lower-cased word.
    lower: u32,
    /// Shape: a nibble a class of letters, runs made one ("Blinken" = capital, small).
    shape: u32,
    /// Hashes of the first one to four characters.
    head: [u32; 4],
    /// Hashes of the last one to four characters.
    tail: [u32; 4],
    /// What lists know of the word, a bit a list.
    listed: u32,
    /// What the rules made of it, and whether it begins that.
    ruled: u32,
}

impl Word {
    /// The token `word`; `listed` has a bit for each list that holds it, `ruled`
    /// is what the rules made of it.
    pub(super) fn new(word: &str, listed: u32, ruled: u32) -> Self {
        let mut out = Self {
            listed,
            ruled,
            ..Self::default()
        };
        let mut hash = Hash::new(1);
        let mut n = 0;
        let mut last = [0_u32; 4];
        let mut previous_class = 0;
        for c in word.chars() {
            let small = lower(c);
            hash.push(small as u32);
            if n < 4 {
                out.head[n] = hash.value();
            }
            last.rotate_right(1);
            last[0] = small as u32;
            let class = class(c);
            if class != previous_class && out.shape < 1 << 28 {
                out.shape = out.shape << 4 | class;
            }
            previous_class = class;
            n += 1;
        }
        out.shape = out.shape << 2 | (n.min(3) as u32);
        out.lower = hash.value();
        for from in n..4 {
            out.head[from] = out.lower;
        }
        let mut tail = Hash::new(2);
        for (at, c) in last.into_iter().enumerate() {
            tail.push(c);
            out.tail[at] = tail.value();
        }
        out
    }

    /// A token before or after the sentence.
    pub(super) const EDGE: Self = Self {
        lower: 0x9E37,
        shape: 0x79B9,
        head: [0; 4],
        tail: [0; 4],
        listed: 0,
        ruled: 0,
    };
}

/// The hashed features of one token.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    hashes: [u32; MOST],
    n: usize,
}

impl Features {
    /// The features of the token in the middle.
    pub(super) fn of(&[w2, w1, w, v1, v2]: &[Word; 5]) -> Self {
        let mut out = Self {
            hashes: [0; MOST],
            n: 0,
        };
        out.add(&[0]);
        out.add(&[w.lower]);
        out.add(&[w1.lower]);
        out.add(&[v1.lower]);
        out.add(&[w2.lower]);
        out.add(&[v2.lower]);
        out.add(&[w1.lower, w.lower]);
        out.add(&[w.lower, v1.lower]);
        out.add(&[w1.lower, v1.lower]);
        out.add(&[w.shape]);
        out.add(&[w1.shape, w.shape]);
        out.add(&[w.shape, v1.shape]);
        out.add(&[w1.shape, w.shape, v1.shape]);
        out.add(&[w2.shape, w1.shape, w.shape]);
        out.add(&[w.shape, v1.shape, v2.shape]);
        out.add(&[w1.lower, w.shape]);
        out.add(&[w.shape, v1.lower]);
        out.add(&[w2.lower, w1.lower, w.shape]);
        out.add(&[w.shape, v1.lower, v2.lower]);
        for n in 0..4 {
            out.add(&[w.head[n]]);
            out.add(&[w.tail[n]]);
        }
        out.add(&[w1.tail[2]]);
        out.add(&[v1.tail[2]]);
        out.add(&[w.tail[2], w.shape]);
        out.add(&[w.tail[1], v1.tail[1]]);
        out.add(&[w.listed]);
        out.add(&[w.listed, w.shape]);
        out.add(&[w1.listed]);
        out.add(&[v1.listed]);
        out.add(&[w1.listed, w.listed]);
        out.add(&[w.listed, v1.listed]);
        out.add(&[w1.lower, w.listed]);
        out.add(&[w.listed, v1.lower]);
        out.add(&[w.ruled]);
        out.add(&[w.ruled, w.shape]);
        out.add(&[w1.ruled, w.ruled]);
        out.add(&[w.ruled, v1.ruled]);
        out.add(&[w1.ruled, w.ruled, v1.ruled]);
        out.add(&[w.ruled, w.listed]);
        out.add(&[w.ruled, w.lower]);
        out
    }

    /// The hashes; a model takes as many low bits as it has rows.
    pub fn hashes(&self) -> &[u32] {
        &self.hashes[..self.n]
    }

    /// Adds the next feature; its place in the list is part of its hash.
    fn add(&mut self, parts: &[u32]) {
        let mut hash = Hash::new(self.n as u32 + 3);
        for &part in parts {
            hash.push(part);
        }
        self.hashes[self.n] = hash.value();
        self.n += 1;
    }
}

/// A multiplicative hash, the same on every machine.
#[derive(Clone, Copy, Debug)]
struct Hash(u32);

impl Hash {
    const fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B1) ^ 0x85EB_CA6B)
    }

    const fn push(&mut self, part: u32) {
        self.0 = (self.0.rotate_left(5) ^ part).wrapping_mul(0x2722_0A95);
    }

    const fn value(self) -> u32 {
        let x = (self.0 ^ self.0 >> 15).wrapping_mul(0x85EB_CA6B);
        x ^ x >> 13
    }
}

/// The lower case of `c`, where it is one character.
fn lower(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// The class of a character in a shape; never 0.
fn class(c: char) -> u32 {
    match c {
        'A'..='Z' => 1,
        'a'..='z' => 2,
        '0'..='9' => 3,
        '.' => 4,
        '-' | '–' | '—' => 5,
        '\'' | '’' | '‘' => 6,
        ',' => 7,
        '"' | '“' | '”' => 8,
        '(' | ')' => 9,
        _ if c.is_uppercase() => 1,
        _ if c.is_lowercase() => 2,
        _ if c.is_numeric() => 3,
        _ if c.is_alphabetic() => 10,
        _ => 11,
    }
}
