//! Boilerplate known by the shape of a whole line, whatever its words: menus,
//! captions that end with a credit, lines with an address to write to, bylines
//! without "By", who issues a release, an agency's letters alone.
//!
//! "World | Africa | Business" is a menu, "Envoys in Cairo [Amr Sobhi/EPA]" a
//! caption. Lines known by what they say are in `boilerplate`.

use crate::boilerplate::Verdict;
use crate::{BoilerplateKind, Span};

/// Where a line stands in its text.
#[derive(Clone, Copy)]
pub(crate) struct Standing {
    /// Its index among the lines.
    pub(crate) line: usize,
    /// How many lines there are.
    pub(crate) n_lines: usize,
}

impl Standing {
    /// Whether it stands beneath the headline.
    pub(crate) const fn is_near_top(self) -> bool {
        self.line > 0 && self.line <= 4
    }

    /// Whether menus stand there: at either end of the page.
    const fn is_at_edge(self) -> bool {
        self.line < 4 || self.line + 6 >= self.n_lines
    }

    /// Whether it is one of the last lines, where desks and owners sign.
    const fn is_near_end(self) -> bool {
        self.line > 2 && self.line + 3 >= self.n_lines
    }
}

/// No line known by its shape is longer: bytes.
const LONGEST: u32 = 400;

/// What the line `span` is by its shape, if boilerplate.
pub(crate) fn line(text: &str, span: Span, standing: Standing) -> Option<Verdict> {
    let line = span.slice(text);
    if span.len() > LONGEST || line.starts_with(['"', '“', '‘', '«', '„', '\'']) {
        return None;
    }
    if standing.is_at_edge() && (is_menu(line) || is_section_list(line)) {
        return Some((
            BoilerplateKind::Navigation,
            "boilerplate.navigation: short names with bars between",
        ));
    }
    if ends_with_credit(line) {
        return Some((
            BoilerplateKind::PhotoCaption,
            "boilerplate.photo_caption: a line that ends with a picture’s credit",
        ));
    }
    if standing.line > 0 && tells_sides(line) {
        return Some((
            BoilerplateKind::PhotoCaption,
            "boilerplate.photo_caption: who stands left and right",
        ));
    }
    if standing.line > 0 && is_agency(line) {
        return Some((
            BoilerplateKind::SourceLine,
            "boilerplate.source_line: an agency’s letters alone",
        ));
    }
    if line.len() <= 160 && has_address(line) {
        return Some((
            BoilerplateKind::CallToAction,
            "boilerplate.call_to_action: a short line with an address to write to",
        ));
    }
    if standing.is_near_top() && is_byline(line) {
        return Some((
            BoilerplateKind::ContributorLine,
            "boilerplate.contributor_line: name and place beneath the headline",
        ));
    }
    if standing.is_near_end() && (is_desk_code(line) || is_company(line)) {
        return Some((
            BoilerplateKind::SourceLine,
            "boilerplate.source_line: the desk or the owner at the end of a page",
        ));
    }
    if (standing.is_near_top() || standing.is_near_end()) && is_issuer(line) {
        return Some((
            BoilerplateKind::SourceLine,
            "boilerplate.source_line: the office that issues a release",
        ));
    }
    None
}

/// "World | Africa | Business": three short names or more, with no figures.
fn is_menu(line: &str) -> bool {
    let bars = ['|', '»', '›', '·', '•'];
    let parts = line.split(bars);
    let is_name = |part: &str| {
        let part = part.trim();
        (1..=30).contains(&part.len())
            && part.split_whitespace().count() <= 4
            && part.starts_with(char::is_uppercase)
            && !part.contains(|c: char| c.is_ascii_digit() || c == '.')
    };
    line.matches(bars).count() >= 2 && parts.into_iter().all(is_name)
}

/// "Politics Business World Sport": sections of a paper and nothing else.
fn is_section_list(line: &str) -> bool {
    const SECTIONS: [&str; 44] = [
        "africa",
        "americas",
        "arts",
        "asia",
        "audio",
        "business",
        "city",
        "companies",
        "cricket",
        "culture",
        "economy",
        "education",
        "entertainment",
        "environment",
        "europe",
        "features",
        "football",
        "health",
        "home",
        "india",
        "international",
        "latest",
        "life",
        "lifestyle",
        "live",
        "local",
        "markets",
        "money",
        "national",
        "news",
        "opinion",
        "photos",
        "podcasts",
        "politics",
        "regional",
        "science",
        "society",
        "sport",
        "sports",
        "tech",
        "technology",
        "travel",
        "video",
        "world",
    ];
    let mut words = line.split_whitespace();
    words.all(|w| SECTIONS.iter().any(|s| s.eq_ignore_ascii_case(w)))
        && line.split_whitespace().count() >= 3
}

/// "bur-lg/mdl/nro", "— Ends/KH": the signs of those who wrote and edited, small letters with
/// slashes between.
fn is_desk_code(line: &str) -> bool {
    let ends = line.trim_start_matches(['-', '–', '—', ' ']);
    if ends.starts_with("Ends/") || ends.starts_with("ENDS/") {
        return line.len() <= 20 && !ends.contains(' ');
    }
    line.len() <= 40
        && line.contains('/')
        && line.split(['/', '-']).all(|part| {
            (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase())
        })
}

/// "Adriatic Media d.o.o.", "Herald Sdn Bhd": a company's name alone.
fn is_company(line: &str) -> bool {
    const FORMS: [&str; 14] = [
        "S.A.", "S.L.", "Ltd", "Ltd.", "Limited", "LLC", "Inc.", "Inc", "GmbH", "AG", "Bhd", "PLC",
        "d.o.o.", "Pvt",
    ];
    let words = || line.split_whitespace();
    let named = |word: &str| {
        word.starts_with(char::is_uppercase)
            || ["del", "de", "and", "&", "of", "d.o.o."].contains(&word)
    };
    words()
        .next_back()
        .is_some_and(|last| FORMS.contains(&last))
        && (2..=8).contains(&words().count())
        && words().all(named)
}

/// "… in Cairo [Amr Sobhi/EPA]", "… the exercise. (PNA photo by Joan Abueva)".
fn ends_with_credit(line: &str) -> bool {
    const PICTURES: [&str; 14] = [
        "photo",
        "photos",
        "image",
        "images",
        "picture",
        "pic",
        "courtesy",
        "credit",
        "file",
        "handout",
        "photograph",
        "screengrab",
        "illustration",
        "representational",
    ];
    const SIGNS: [&str; 14] = [
        "afp", "ap", "reuters", "epa", "getty", "pti", "ani", "xinhua", "anadolu", "efe", "dpa",
        "kyodo", "yonhap", "tass",
    ];
    const LABELS: [&str; 8] = [
        "Photo: ",
        "Picture: ",
        "Image: ",
        "Photo by ",
        "Picture by ",
        "Photograph: ",
        "Credit: ",
        "Pic: ",
    ];
    // "… on Friday. Photo: Armando Babani/LSA"
    // Of no more than eight words, so that only the end of a long line is searched.
    let words = line.rsplit(char::is_whitespace).filter(|w| !w.is_empty());
    let place = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    let start = words.take(8).last().map_or(0, place);
    let labelled = LABELS.iter().filter_map(|label| line[start..].rfind(label));
    if let Some(at) = labelled.max().map(|at| start + at) {
        let before = line[..at].trim_end();
        if at > 20 && before.ends_with(['.', '|', '—', '–', '/']) {
            return true;
        }
    }
    let line = line.trim_end_matches('.');
    let square = line.ends_with(']');
    if !square && !line.ends_with(')') {
        return false;
    }
    let Some(open) = line.rfind(['(', '[']) else {
        return false;
    };
    let inner = &line[open + 1..line.len() - 1];
    let n_words = inner.split_whitespace().count();
    let has = |list: &[&str]| {
        inner
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| list.iter().any(|w| w.eq_ignore_ascii_case(word)))
    };
    let slash = inner.contains('/') && !inner.contains(|c: char| c.is_ascii_digit());
    open > 20
        && (1..=8).contains(&n_words)
        && (has(&PICTURES) || has(&SIGNS) && (square || slash) || square && slash)
}

/// "Besnik Kola (L) and Eleni Stavrou in Saranda": tells who stands where in a picture.
fn tells_sides(line: &str) -> bool {
    const SIDES: [&str; 14] = [
        "(left)",
        "(right)",
        "(L)",
        "(R)",
        "(C)",
        "(centre)",
        "(center)",
        "(from left)",
        "(2nd L)",
        "(2nd R)",
        ", left, ",
        ", right, ",
        ", L, ",
        ", R, ",
    ];
    line.len() <= 260
        && SIDES.iter().any(|side| line.contains(side))
        && !line.contains(['“', '"', '”'])
        && !line.contains(" said ")
}

/// "(PNA)", "- ST".
fn is_agency(line: &str) -> bool {
    let bracketed = line.strip_prefix('(').and_then(|l| l.strip_suffix(')'));
    let letters = bracketed.or_else(|| line.strip_prefix("- ")).unwrap_or("");
    (2..=8).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a word is an e-mail address.
fn has_address(line: &str) -> bool {
    line.contains('@')
        && line.split_whitespace().any(|word| {
            word.split_once('@').is_some_and(|(name, host)| {
                !name.is_empty() && host.trim_end_matches('.').contains('.') && !host.contains('@')
            })
        })
}

/// "Aisha Al Ketbi / Abu Dhabi", "Jane Roe | New Delhi".
fn is_byline(line: &str) -> bool {
    let Some((name, place)) = line.split_once(" / ").or_else(|| line.split_once(" | ")) else {
        return false;
    };
    let named = |part: &str, n: core::ops::RangeInclusive<usize>| {
        n.contains(&part.split_whitespace().count())
            && part.split_whitespace().all(|word| {
                word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
            })
    };
    line.len() <= 70 && named(name, 2..=5) && named(place, 1..=4)
}

/// "Public Diplomacy Wing, Ministry of Foreign Affairs, Dhaka".
fn is_issuer(line: &str) -> bool {
    const OFFICES: [&str; 15] = [
        "Ministry",
        "Department",
        "Embassy",
        "Office",
        "Bureau",
        "Directorate",
        "Secretariat",
        "Wing",
        "Consulate",
        "Mission",
        "Division",
        "Spokesperson",
        "Cabinet",
        "Council",
        "Service",
    ];
    const SMALL: [&str; 6] = ["of", "the", "for", "and", "&", "to"];
    let words = || {
        line.split_whitespace()
            .map(|word| word.trim_end_matches(','))
    };
    let press = [
        "Press Service of ",
        "Press Office of ",
        "Press Department of ",
    ];
    line.len() <= 120
        && (line.contains(',') || press.iter().any(|p| line.starts_with(p)))
        && words().any(|word| OFFICES.contains(&word))
        && words().all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_known_by_their_shape() {
        use BoilerplateKind::{
            CallToAction, ContributorLine, Navigation, PhotoCaption, SourceLine,
        };
        let top = Standing {
            line: 1,
            n_lines: 40,
        };
        let middle = Standing {
            line: 20,
            n_lines: 40,
        };
        let end = Standing {
            line: 39,
            n_lines: 40,
        };
        for (standing, text, want) in [
            (top, "News | Opinion | Café | Sport", Some(Navigation)),
            (middle, "News | Opinion | Café | Sport", None),
            (top, "India | 12 | 日本", None),
            (
                middle,
                "Envoys pose for a picture in Hanoi [Tran Minh/EPA]",
                Some(PhotoCaption),
            ),
            (
                middle,
                "Envoys pose for a picture. (VNA photo by Le An)",
                Some(PhotoCaption),
            ),
            (
                middle,
                "Envoys pose in Hanoi on Friday. Photo: Trần Anh/VNA",
                Some(PhotoCaption),
            ),
            (
                middle,
                "Élodie Roy (L) meets Tran Minh, right, in Hanoi",
                Some(PhotoCaption),
            ),
            (middle, "“He is right, he said”, Roy told Minh", None),
            (middle, "The talks ended in Hanoi (Viet Nam)", None),
            (top, "POLITICS BUSINESS WORLD SPORT", Some(Navigation)),
            (top, "World business leaders", None),
            (end, "bur-lg/mdl/nro", Some(SourceLine)),
            (end, "— Ends/KH", Some(SourceLine)),
            (
                end,
                "Press Service of the Ministry of Trade",
                Some(SourceLine),
            ),
            (end, "Grupo Editorial del Sur S.A.", Some(SourceLine)),
            (middle, "bur-lg/mdl/nro", None),
            (middle, "“The talks ended” 🙂 (photo)", None),
            (middle, "The fund has ¥5tn (€30bn/year)", None),
            (middle, "(VNA)", Some(SourceLine)),
            (middle, "(and more)", None),
            (middle, "Write to news@paper.example", Some(CallToAction)),
            (middle, "He wrote to @minister – nothing came", None),
            (top, "Lena Kováč / Bratislava", Some(ContributorLine)),
            (middle, "Lena Kováč / Bratislava", None),
            (top, "Trade / Investment", None),
            (
                top,
                "Press Office, Ministry of Trade, Lima",
                Some(SourceLine),
            ),
            (top, "The Ministry, in Lima, said so", None),
        ] {
            let span = Span::new(0, text.len() as u32);
            let got = line(text, span, standing).map(|verdict| verdict.0);
            assert_eq!(got, want, "{text}");
        }
    }
}
