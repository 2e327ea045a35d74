//! From a query line to its tree, forgiving.

use chancery_text::Span;

use super::{Amount, Node, Period, Query, QueryProblem};
use crate::index::Pattern;
use crate::term::pattern_words;
use crate::value::Lens;
use crate::word::ZONE_GAP;

/// A piece of the line.
#[derive(Clone, PartialEq, Debug)]
enum Piece {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    Words(Words),
}

/// A word or "phrase", and the field before its colon.
#[derive(Clone, PartialEq, Debug, Default)]
struct Words {
    field: Option<String>,
    words: String,
    is_quoted: bool,
}

/// How far apart NEAR means when it does not say.
const NEAR: u32 = 10;

/// Brackets within brackets; deeper ones are passed over.
const MAX_DEPTH: u32 = 50;

const FIELDS: &str =
    "theme, who, org, place, country, role, programme, date, published, amount, title and in:title";

/// Reads `line`.
pub(super) fn read(line: &str) -> Query {
    let mut reader = Reader::default();
    reader.split(line);
    let mut parts = Vec::new();
    loop {
        parts.extend(reader.alternatives());
        // Only a bracket that nothing opened stops the reading before the end.
        let Some(span) = reader.take_span() else {
            break;
        };
        reader.problem(
            span,
            "This bracket closes nothing and is passed over.".to_owned(),
        );
    }
    chancery_text::sort::sort_by_key(&mut reader.problems, |p| p.span);
    Query {
        root: all_of(parts),
        problems: reader.problems,
    }
}

/// One node for all of `nodes`, each once.
fn all_of(nodes: Vec<Node>) -> Option<Node> {
    joined(nodes, Node::All)
}

fn joined(nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    let mut once: Vec<Node> = Vec::new();
    for node in nodes {
        if !once.contains(&node) {
            once.push(node);
        }
    }
    match once.len() {
        0 | 1 => once.pop(),
        _ => Some(join(once)),
    }
}

#[derive(Default)]
struct Reader {
    pieces: Vec<(Piece, Span)>,
    at: usize,
    depth: u32,
    problems: Vec<QueryProblem>,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The line, piece by piece.
impl Reader {
    fn problem(&mut self, span: Span, what: String) {
        self.problems.push(QueryProblem { span, what });
    }

    fn split(&mut self, line: &str) {
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let start = at;
            at += c.len_utf8();
            let rest = &line[at..];
            let is_word_start = rest.starts_with(|c: char| !c.is_whitespace() && c != ')');
            let piece = match c {
                _ if c.is_whitespace() => continue,
                '(' => Piece::Open,
                ')' => Piece::Close,
                '-' | '−' if is_word_start => Piece::Not,
                _ if is_quote(c) => {
                    let words = self.quoted(rest, Span::at(start, at));
                    at = (at + words.len() + closing_len(rest, words)).min(line.len());
                    Piece::Words(Words {
                        words: words.to_owned(),
                        is_quoted: true,
                        ..Words::default()
                    })
                }
                _ => {
                    let (piece, end) = self.run(line, start);
                    at = end;
                    piece
                }
            };
            self.pieces.push((piece, Span::at(start, at)));
        }
    }

    /// What stands between the quotation mark at `mark` and the next; to the end of
    /// the line if there is none.
    fn quoted<'l>(&mut self, rest: &'l str, mark: Span) -> &'l str {
        if let Some(end) = rest.find(is_quote) {
            return &rest[..end];
        }
        let what = "This quotation mark is not closed; the phrase is read to the end of the line.";
        self.problem(mark, what.to_owned());
        rest
    }

    /// A run of letters and signs from `start`: an operator, a word, or a field
    /// with its value. Gives its end.
    fn run(&mut self, line: &str, start: usize) -> (Piece, usize) {
        let rest = &line[start..];
        let stops = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
        let run = &rest[..rest.find(stops).unwrap_or(rest.len())];
        let mut end = start + run.len();
        let operator = match run {
            "AND" => Some(Piece::And),
            "OR" => Some(Piece::Or),
            "NOT" => Some(Piece::Not),
            "NEAR" => Some(Piece::Near(NEAR)),
            _ => run
                .strip_prefix("NEAR/")
                .and_then(|n| n.parse().ok())
                .map(|n| self.near(n, Span::at(start, end))),
        };
        if let Some(operator) = operator {
            return (operator, end);
        }
        let field = run
            .split_once(':')
            .filter(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphabetic));
        let Some((name, value)) = field else {
            return (plain(run), end);
        };
        let mut words = Words {
            field: Some(name.to_lowercase()),
            words: value.to_owned(),
            is_quoted: false,
        };
        let after = &line[end..];
        if value.is_empty() && after.starts_with(is_quote) {
            let opening = after.chars().next().map_or(0, char::len_utf8);
            let quoted = self.quoted(&after[opening..], Span::at(end, end + opening));
            end += opening + quoted.len() + closing_len(&after[opening..], quoted);
            words.words = quoted.to_owned();
            words.is_quoted = true;
        }
        (Piece::Words(words), end)
    }

    fn near(&mut self, n: u32, span: Span) -> Piece {
        let most = ZONE_GAP - 1;
        if n > most {
            self.problem(
                span,
                format!("NEAR reaches {most} words at most and is read so."),
            );
        }
        Piece::Near(n.min(most))
    }
}

fn plain(words: &str) -> Piece {
    Piece::Words(Words {
        words: words.to_owned(),
        ..Words::default()
    })
}

/// Bytes of the mark that closes `quoted`.
fn closing_len(rest: &str, quoted: &str) -> usize {
    rest[quoted.len()..]
        .chars()
        .next()
        .map_or(0, char::len_utf8)
}

/// The tree.
impl Reader {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at).map(|(piece, _)| piece)
    }

    fn take_span(&mut self) -> Option<Span> {
        let (_, span) = self.pieces.get(self.at)?;
        self.at += 1;
        Some(*span)
    }

    /// `a OR b`, up to the end or a closing bracket.
    fn alternatives(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        loop {
            let from = self.at;
            let node = self.conjunction();
            let is_or = self.peek() == Some(&Piece::Or);
            if node.is_none() && (is_or || from > 0 && self.pieces[from - 1].0 == Piece::Or) {
                let span = self.pieces[if is_or { self.at } else { from - 1 }].1;
                self.problem(
                    span,
                    "OR has nothing on one side and is passed over.".to_owned(),
                );
            }
            nodes.extend(node);
            if !is_or {
                return joined(nodes, Node::Any);
            }
            self.at += 1;
        }
    }

    /// `a AND b`, `a b`.
    fn conjunction(&mut self) -> Option<Node> {
        let (mut nodes, mut in_title) = (Vec::new(), false);
        loop {
            match self.peek() {
                None | Some(Piece::Or | Piece::Close) => break,
                Some(Piece::And) => {
                    let span = self.pieces[self.at].1;
                    self.at += 1;
                    let has_right = !matches!(
                        self.peek(),
                        None | Some(Piece::Or | Piece::Close | Piece::And)
                    );
                    if nodes.is_empty() || !has_right {
                        self.problem(
                            span,
                            "AND has nothing on one side and is passed over.".to_owned(),
                        );
                    }
                }
                Some(Piece::Words(words)) if is_in_title(words) => {
                    in_title = true;
                    self.at += 1;
                }
                Some(_) => nodes.extend(self.negation()),
            }
        }
        if in_title {
            nodes = nodes.into_iter().map(within_title).collect();
        }
        all_of(nodes)
    }

    /// `NOT a`, `-a`.
    fn negation(&mut self) -> Option<Node> {
        let mut nots = 0;
        while self.peek() == Some(&Piece::Not) {
            nots += 1;
            self.at += 1;
        }
        let node = self.nearness();
        match node {
            Some(node) if nots % 2 == 1 => Some(Node::Not(Box::new(node))),
            None if nots > 0 => {
                let span = self.pieces[self.at - 1].1;
                self.problem(
                    span,
                    "NOT has nothing after it and is passed over.".to_owned(),
                );
                None
            }
            node => node,
        }
    }

    /// `a NEAR/5 b`.
    fn nearness(&mut self) -> Option<Node> {
        let mut left = self.primary();
        while let Some(&Piece::Near(n)) = self.peek() {
            let span = self.pieces[self.at].1;
            self.at += 1;
            let right = match self.peek() {
                Some(Piece::Words(_) | Piece::Open) => self.primary(),
                _ => None,
            };
            left = match (left, right) {
                (Some(a), Some(b)) if has_place(&a) && has_place(&b) => {
                    Some(Node::Near(Box::new(a), Box::new(b), n))
                }
                (Some(a), Some(b)) => {
                    let what =
                        "NEAR joins words and phrases, alone or with OR; it is read as AND here.";
                    self.problem(span, what.to_owned());
                    all_of(vec![a, b])
                }
                (a, b) => {
                    self.problem(
                        span,
                        "NEAR has nothing on one side and is passed over.".to_owned(),
                    );
                    a.or(b)
                }
            };
        }
        left
    }

    fn primary(&mut self) -> Option<Node> {
        let (piece, span) = self.pieces.get(self.at).cloned()?;
        match piece {
            Piece::Words(words) => {
                self.at += 1;
                self.words(&words, span)
            }
            Piece::Open => {
                self.at += 1;
                if self.depth == MAX_DEPTH {
                    self.problem(
                        span,
                        format!("Brackets go {MAX_DEPTH} deep at most; this one is passed over."),
                    );
                    return None;
                }
                self.depth += 1;
                let node = self.alternatives();
                self.depth -= 1;
                if self.peek() == Some(&Piece::Close) {
                    self.at += 1;
                } else {
                    self.problem(
                        span,
                        "This bracket is not closed; it reaches to the end of the line.".to_owned(),
                    );
                }
                node
            }
            // NEAR without anything before it is told there.
            Piece::Near(_) | Piece::And | Piece::Or | Piece::Not | Piece::Close => None,
        }
    }

    fn words(&mut self, words: &Words, span: Span) -> Option<Node> {
        let Some(field) = &words.field else {
            return self
                .phrase(&words.words, words.is_quoted, span)
                .map(Node::Phrase);
        };
        let lens = match field.as_str() {
            "theme" => Lens::Theme,
            "who" | "person" => Lens::Person,
            "org" | "organisation" | "organization" => Lens::Organisation,
            "place" | "country" => Lens::Place,
            "role" | "office" => Lens::Role,
            "programme" | "program" => Lens::Programme,
            "title" => {
                let phrase = self.phrase(&words.words, words.is_quoted, span)?;
                return Some(Node::InTitle(Box::new(Node::Phrase(phrase))));
            }
            "date" => return self.period(&words.words, span).map(Node::Dated),
            "published" => return self.period(&words.words, span).map(Node::Published),
            "amount" | "sum" => return self.amount(&words.words, span).map(Node::Amount),
            _ => {
                self.problem(
                    span,
                    format!(
                        "There is no field “{field}”; it is read as words. Fields are {FIELDS}."
                    ),
                );
                let all = format!("{field} {}", words.words);
                return self.phrase(&all, true, span).map(Node::Phrase);
            }
        };
        let phrase = self.phrase(&words.words, words.is_quoted, span)?;
        Some(Node::Value(lens, phrase, words.words.trim().to_owned()))
    }

    /// The words of a piece, each as what it means.
    fn phrase(&mut self, words: &str, is_quoted: bool, span: Span) -> Option<Vec<Pattern>> {
        let (words, is_fuzzy) = match words.strip_prefix('~') {
            Some(rest) if !is_quoted => (rest, true),
            _ => (words, false),
        };
        // At the end of a word a question mark asks a question.
        let words = if words.contains('*') {
            words
        } else {
            words.trim_end_matches('?')
        };
        let patterns: Vec<Pattern> = pattern_words(words)
            .into_iter()
            .map(|word| pattern(word, is_fuzzy))
            .collect();
        if patterns.is_empty() {
            let what = "This holds no letter or digit and is passed over.";
            self.problem(span, what.to_owned());
            return None;
        }
        let is_any = |p: &Pattern| matches!(p, Pattern::Glob(g) if g.chars().all(|c| c == '*'));
        if patterns.iter().all(is_any) {
            let what =
                "A star alone would find every word and is passed over; put letters before it.";
            self.problem(span, what.to_owned());
            return None;
        }
        Some(patterns)
    }

    fn period(&mut self, value: &str, span: Span) -> Option<Period> {
        let (from, to) = value.split_once("..").unwrap_or((value, value));
        let is_date = |s: &str| {
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            matches!(s.len(), 4 | 7 | 10) && s.split('-').all(digits)
        };
        let is_bound = |s: &str| s.is_empty() || is_date(s);
        if !is_bound(from) || !is_bound(to) || from.len() + to.len() == 0 {
            let what = format!(
                "“{value}” is no period; write it as 2023, 2023-07, 2023-07-27 or 2023..2024."
            );
            self.problem(span, what);
            return None;
        }
        let or = |bound: &str, open: &str| if bound.is_empty() { open } else { bound }.to_owned();
        Some(Period {
            from: or(from, "0000"),
            to: or(to, "9999"),
        })
    }

    /// A sum; the currency may be the next word.
    fn amount(&mut self, value: &str, span: Span) -> Option<Amount> {
        let bounds = match value.split_once("..") {
            Some((least, most)) => number(least).zip(number(most)),
            None => match value.split_at_checked(1) {
                Some((">", rest)) => match rest.strip_prefix('=') {
                    Some(rest) => number(rest).map(|n| (n, f64::INFINITY)),
                    None => number(rest).map(|n| (n.next_up(), f64::INFINITY)),
                },
                Some(("<", rest)) => match rest.strip_prefix('=') {
                    Some(rest) => number(rest).map(|n| (0.0, n)),
                    None => number(rest).map(|n| (0.0, n.next_down())),
                },
                _ => number(value).map(|n| (n, n)),
            },
        };
        let Some((least, most)) = bounds else {
            let what = format!(
                "“{value}” is no sum; write it as >1bn, 5000000 or 1bn..2bn, and the currency as three letters after it."
            );
            self.problem(span, what);
            return None;
        };
        let is_code = |w: &Words| {
            w.field.is_none()
                && w.words.len() == 3
                && w.words.bytes().all(|b| b.is_ascii_uppercase())
        };
        let currency = match self.peek() {
            Some(Piece::Words(words)) if is_code(words) => Some(words.words.clone()),
            _ => None,
        };
        self.at += usize::from(currency.is_some());
        Some(Amount {
            least,
            most,
            currency,
        })
    }
}

fn is_in_title(words: &Words) -> bool {
    words.field.as_deref() == Some("in") && matches!(words.words.as_str(), "title" | "headline")
}

/// `node` with its words in the headline.
fn within_title(node: Node) -> Node {
    match node {
        Node::All(nodes) => Node::All(nodes.into_iter().map(within_title).collect()),
        Node::Any(nodes) => Node::Any(nodes.into_iter().map(within_title).collect()),
        Node::Not(node) => Node::Not(Box::new(within_title(*node))),
        Node::Phrase(_) | Node::Near(..) => Node::InTitle(Box::new(node)),
        Node::InTitle(_)
        | Node::Value(..)
        | Node::Dated(_)
        | Node::Published(_)
        | Node::Amount(_) => node,
    }
}

/// Whether `node` stands somewhere, so that something can be near it.
fn has_place(node: &Node) -> bool {
    match node {
        Node::Phrase(_) | Node::Near(..) => true,
        Node::Any(nodes) => nodes.iter().all(has_place),
        _ => false,
    }
}

fn pattern(word: String, is_fuzzy: bool) -> Pattern {
    if word.contains(['*', '?']) {
        return Pattern::Glob(word);
    }
    // Short words have too many neighbours; long names are misspelt in two places.
    match (is_fuzzy, word.chars().count()) {
        (true, 3..=5) => Pattern::Like(word, 1),
        (true, 6..) => Pattern::Like(word, 2),
        _ => Pattern::Word(word),
    }
}

/// A number in plain digits, with or without a fraction: exact for what money is
/// counted in, and a tenth of the size of the standard library's reading.
pub(crate) fn decimal(digits: &str) -> Option<f64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut number = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        number = number * 10.0 + f64::from(digit.to_digit(10)?);
    }
    let places = i32::try_from(fraction.len().min(300)).ok()?;
    let is_number = digits.len() < 300 && digits.len() > usize::from(digits.contains('.'));
    is_number.then_some(number / 10f64.powi(places))
}

/// "1e12", "5,000,000", "1.5bn".
fn number(words: &str) -> Option<f64> {
    let words = words.replace([',', '_'], "").to_lowercase();
    let end = words
        .find(|c: char| c.is_alphabetic() && c != 'e')
        .unwrap_or(words.len());
    let (digits, unit) = words.split_at(end);
    let unit = match unit {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" | "million" => 1e6,
        "b" | "bn" | "billion" => 1e9,
        "t" | "tn" | "trillion" => 1e12,
        _ => return None,
    };
    let (digits, power) = digits.split_once('e').unwrap_or((digits, "0"));
    let power: i32 = power.parse().ok().filter(|p| (0..=24).contains(p))?;
    Some(decimal(digits)? * 10f64.powi(power) * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in a short form.
    fn shown(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(shown).collect::<Vec<_>>().join(" ");
        let phrase = |patterns: &[Pattern]| {
            let words: Vec<String> = patterns
                .iter()
                .map(|p| match p {
                    Pattern::Word(word) => word.clone(),
                    Pattern::Glob(glob) => format!("/{glob}/"),
                    Pattern::Like(word, n) => format!("~{n}{word}"),
                })
                .collect();
            words.join("_")
        };
        match node {
            Node::Phrase(patterns) => phrase(patterns),
            Node::Near(a, b, n) => format!("near{n}({} {})", shown(a), shown(b)),
            Node::All(nodes) => format!("all({})", list(nodes)),
            Node::Any(nodes) => format!("any({})", list(nodes)),
            Node::Not(node) => format!("not({})", shown(node)),
            Node::InTitle(node) => format!("title({})", shown(node)),
            Node::Value(lens, patterns, _) => format!("{lens:?}:{}", phrase(patterns)),
            Node::Dated(period) => format!("dated({}..{})", period.from, period.to),
            Node::Published(period) => format!("published({}..{})", period.from, period.to),
            Node::Amount(amount) => {
                let currency = amount.currency.as_deref().unwrap_or("any");
                format!("amount({}..{} {currency})", amount.least, amount.most)
            }
        }
    }

    fn check(line: &str, tree: &str, problems: &[(&str, &str)]) {
        let query = Query::new(line);
        let root = query.root.as_ref().map(shown).unwrap_or_default();
        assert_eq!(root, tree, "{line}");
        let found: Vec<(&str, bool)> = query
            .problems
            .iter()
            .zip(problems.iter().map(Some).chain(std::iter::repeat(None)))
            .map(|(p, expected)| {
                (
                    p.span.slice(line),
                    expected.is_some_and(|e| p.what.contains(e.1)),
                )
            })
            .collect();
        let expected: Vec<(&str, bool)> = problems.iter().map(|p| (p.0, true)).collect();
        assert_eq!(found, expected, "{line}: {:?}", query.problems);
    }

    #[test]
    fn lines_that_are_understood() {
        let cases = [
            ("", ""),
            ("Japan trade", "all(japan trade)"),
            ("trade trade", "trade"),
            (
                "“South China Sea” -trade",
                "all(south_china_sea not(trade))",
            ),
            ("-\"free trade\"", "not(free_trade)"),
            ("high-speed", "high_speed"),
            ("COVID-19", "covid19"),
            ("a b OR c", "any(all(a b) c)"),
            ("a AND (b OR c)", "all(a any(b c))"),
            ("NOT a", "not(a)"),
            ("NOT NOT a", "a"),
            ("a or b", "all(a or b)"),
            ("invest* w?man why?", "all(/invest*/ /w?man/ why)"),
            ("\"foreign minist*\"", "foreign_/minist*/"),
            ("~Jaishankar ~trade ~uk", "all(~2jaishankar ~1trade uk)"),
            ("oil NEAR/5 price", "near5(oil price)"),
            (
                "(oil OR gas) NEAR \"price cap\"",
                "near10(any(oil gas) price_cap)",
            ),
            (
                "theme:trade who:\"S Jaishankar\" country:JP",
                "all(Theme:trade Person:s_jaishankar Place:jp)",
            ),
            ("role:“foreign minister”", "Role:foreign_minister"),
            ("title:talks", "title(talks)"),
            ("in:title trade OR talks", "any(title(trade) talks)"),
            (
                "date:2023..2024 published:2024-08",
                "all(dated(2023..2024) published(2024-08..2024-08))",
            ),
            ("date:..2024", "dated(0000..2024)"),
            (
                "amount:1bn..2bn USD trade",
                "all(amount(1000000000..2000000000 USD) trade)",
            ),
            ("amount:<=5,000", "amount(0..5000 any)"),
            ("amount:1.5e3..2.25m", "amount(1500..2250000 any)"),
            ("日本 🙂é", "all(日本 e)"),
            ("10:30", "10_30"),
        ];
        for (line, tree) in cases {
            if line == "日本 🙂é" || line == "10:30" {
                // How such runs are split is the tokenizer's business.
                assert!(Query::new(line).problems.is_empty(), "{line}");
            } else {
                check(line, tree, &[]);
            }
        }
    }

    #[test]
    fn lines_that_are_not_understood_are_read_all_the_same() {
        check("\"not closed", "not_closed", &[("\"", "not closed")]);
        check("a ! b", "all(a b)", &[("!", "no letter or digit")]);
        check("\"\"", "", &[("\"\"", "no letter or digit")]);
        check("* trade", "trade", &[("*", "every word")]);
        check("a OR", "a", &[("OR", "nothing on one side")]);
        check("OR a", "a", &[("OR", "nothing on one side")]);
        check("AND a", "a", &[("AND", "nothing on one side")]);
        check("a AND", "a", &[("AND", "nothing on one side")]);
        check("a NOT", "a", &[("NOT", "nothing after it")]);
        check("NEAR a", "a", &[("NEAR", "nothing on one side")]);
        check("a NEAR/5", "a", &[("NEAR/5", "nothing on one side")]);
        check(
            "a NEAR/500 b",
            "near63(a b)",
            &[("NEAR/500", "63 words at most")],
        );
        check(
            "a NEAR theme:trade",
            "all(a Theme:trade)",
            &[("NEAR", "read as AND")],
        );
        check("(a b", "all(a b)", &[("(", "not closed")]);
        check("a) b", "all(a b)", &[(")", "closes nothing")]);
        check(
            "colour:red",
            "colour_red",
            &[("colour:red", "no field “colour”")],
        );
        check("date:soon a", "a", &[("date:soon", "no period")]);
        for sum in ["much", "1e", "e5", ".", "1.2.3", "-1", "1e999", "½"] {
            let line = format!("amount:{sum}");
            check(&line, "", &[(&line, "no sum")]);
        }
        check("theme: trade", "trade", &[("theme:", "no letter or digit")]);
        let deep = format!("{}a{}", "(".repeat(200), ")".repeat(200));
        assert!(!Query::new(&deep).problems.is_empty());
    }

    #[test]
    fn any_line_is_read() {
        let pieces = [
            "(", ")", "\"", "“", "AND", "OR", "NOT", "NEAR/2", "NEAR", "-", "~", "*", "?", ":",
            "theme:", "in:title", "a", "日本", "🙂", " ", "..", "amount:", ">", "1bn", "USD",
            "\u{300}",
        ];
        // Every run of three pieces, with and without spaces.
        for a in pieces {
            for b in pieces {
                for c in pieces {
                    for line in [format!("{a}{b}{c}"), format!("{a} {b} {c}")] {
                        let query = Query::new(&line);
                        for problem in &query.problems {
                            assert!(
                                line.get(problem.span.start as usize..problem.span.end as usize)
                                    .is_some(),
                                "{line}"
                            );
                        }
                    }
                }
            }
        }
    }
}
