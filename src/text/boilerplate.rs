//! Boilerplate: the lines of a news page that are not the article's own words,
//! and the table of patterns that know them. What a pattern may hold stands in
//! `pattern`; boilerplate that words of the article follow, in `opening`.
//!
//! "Leave a Reply" is a line of a comment form; "(With inputs from PTI)" a
//! source, also behind a sentence on its line.

use std::sync::OnceLock;

use crate::pattern::{Item, Pattern, items, order};
use crate::{BoilerplateKind, Span};

/// A kind of boilerplate and the rule that found it.
pub(crate) type Verdict = (BoilerplateKind, &'static str);

/// The row that takes the whole line `span`, if one does.
pub(crate) fn whole(text: &str, span: Span) -> Option<Verdict> {
    find(text, span, false)
}

/// The row that takes the whole sentence `span` of a longer line, if one does.
/// Rows that name single words of a page's furniture do not count here.
pub(crate) fn sentence(text: &str, span: Span) -> Option<Verdict> {
    find(text, span, true)
}

/// A boilerplate line or sentence is no longer than this: bytes.
const LONGEST: u32 = 600;
/// No pattern looks further into a line: items.
const REACH: usize = 48;
/// So many items tell whether a row can take a line at all.
const GLANCE: usize = 3;

fn find(text: &str, span: Span, in_line: bool) -> Option<Verdict> {
    // What begins with a quotation mark is somebody's words.
    let words = span.slice(text);
    if span.len() > LONGEST || words.starts_with(['"', '“', '‘', '\'', '«', '„']) {
        return None;
    }
    let table = table();
    let (start, _) = items(text, span, GLANCE);
    let n_marks = start.iter().take_while(|item| item.mark).count();
    let first = start
        .get(n_marks)
        .map_or(&[][..], |item| table.first.rows(item));
    let mark = start
        .first()
        .filter(|item| item.mark)
        .map_or(&[][..], |item| table.first.rows(item));
    let may = |row: &&Row| (row.in_line || !in_line) && row.pattern.may_take(&start);
    let mut candidates: Vec<&Row> = first
        .iter()
        .chain(mark)
        .map(|&(_, row)| &table.rows[row])
        .filter(may)
        .collect();
    let open = may_be_open(words, in_line);
    if candidates.is_empty() && !open {
        return None;
    }
    let (items, all) = items(text, span, REACH);
    if open {
        let rows = items.iter().flat_map(|item| table.inner.rows(item));
        candidates.extend(rows.map(|&(_, row)| &table.rows[row]).filter(may));
    }
    candidates
        .into_iter()
        .find(|row| row.pattern.takes(&items, all))
        .map(|row| (row.kind, row.rule))
}

/// Lines longer than this are not held against the rows that may begin with any
/// word: bytes.
const OPEN_LENGTH: usize = 200;

/// Whether the rows that may begin with any word come into question: for a
/// short line or one with something in brackets at its end, or for a sentence
/// whose last word is one of theirs.
fn may_be_open(words: &str, in_line: bool) -> bool {
    let last = words
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or("");
    match in_line {
        false => words.len() <= OPEN_LENGTH || words.ends_with(')'),
        true => {
            let ends = [
                "reporting",
                "report",
                "article",
                "story",
                "piece",
                "dispatch",
                "research",
            ];
            words.len() <= OPEN_LENGTH && ends.contains(&last)
        }
    }
}

/// The table, read, with an index of its words.
struct Table {
    rows: Vec<Row>,
    /// The rows by the words they can begin with.
    first: Index,
    /// The rows that can begin with any word, by words they cannot do without.
    inner: Index,
}

/// Bits for the signs of words; a table has some hundred words.
const N_SIGNS: usize = 4096;

/// Rows by word.
struct Index {
    /// Sorted.
    rows: Vec<(&'static str, usize)>,
    /// A bit for the [`sign`](Self::sign) of each word: nearly all words that no
    /// row has are told by it.
    signs: [u64; N_SIGNS / 64],
}

impl Index {
    const fn new() -> Self {
        Self {
            rows: Vec::new(),
            signs: [0; N_SIGNS / 64],
        }
    }

    fn add(&mut self, words: Vec<&'static str>, row: usize) {
        for word in words {
            let sign = Self::sign(word);
            self.signs[sign / 64] |= 1 << (sign % 64);
            self.rows.push((word, row));
        }
    }

    /// The rows of a word, in the order of the table.
    fn rows(&self, item: &Item<'_>) -> &[(&'static str, usize)] {
        let sign = Self::sign(item.word);
        if item.word.is_ascii() && self.signs[sign / 64] >> (sign % 64) & 1 == 0 {
            return &[];
        }
        let from = self
            .rows
            .partition_point(|&(word, _)| order(word, item.word).is_lt());
        let len = self.rows[from..].partition_point(|&(word, _)| order(word, item.word).is_eq());
        &self.rows[from..from + len]
    }

    /// A number below [`N_SIGNS`] that a word has in any case of its ASCII letters.
    fn sign(word: &str) -> usize {
        let bytes = word.as_bytes();
        let letter = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0) | 0x20);
        let last = letter(bytes.len().wrapping_sub(1));
        (letter(0) * 37 + letter(1) * 149 + letter(2) * 613 + last * 71 + bytes.len() * 151)
            % N_SIGNS
    }
}

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        let (mut first, mut inner) = (Index::new(), Index::new());
        let rows: Vec<Row> = TABLE.iter().map(Row::read).collect();
        for (idx, row) in rows.iter().enumerate() {
            let words = row.pattern.first_words();
            if words.is_empty() {
                inner.add(row.pattern.sure_words(), idx);
            } else {
                first.add(words, idx);
            }
        }
        crate::sort::sort(&mut first.rows);
        crate::sort::sort(&mut inner.rows);
        Table { rows, first, inner }
    })
}

/// A row of the table, read.
struct Row {
    kind: BoilerplateKind,
    rule: &'static str,
    /// Whether it also takes a sentence inside a longer line.
    in_line: bool,
    pattern: Pattern,
}

impl Row {
    fn read(&(kind, rule, in_line, pattern): &Written) -> Self {
        Self {
            kind,
            rule,
            in_line,
            pattern: Pattern::read(pattern),
        }
    }
}

/// Kind, rule, whether it takes sentences, pattern.
type Written = (BoilerplateKind, &'static str, bool, &'static str);

macro_rules! table {
    ($($kind:ident {
        $($rule:literal lines { $($line:literal)* } sentences { $($sentence:literal)* })*
    })*) => {
        &[$($(
            $((BoilerplateKind::$kind, concat!("boilerplate.", $rule), false, $line),)*
            $((BoilerplateKind::$kind, concat!("boilerplate.", $rule), true, $sentence),)*
        )*)*]
    };
}

/// All patterns, under a rule that shows one line it takes. `lines` take a
/// whole line only; `sentences` take a line, or a sentence of one. A row belongs
/// to what English news pages say over and over, not to one page. The first row
/// that takes a line decides.
const TABLE: &[Written] = table! {
    Advertisement {
        "advertisement: \"Advertisement\""
            lines {
                "advertisement|advertisment|advertisements|advertisments|advertisemnt|adverstisement|advert|adverts|advertising"
                "sponsored|promoted|ad|ads"
                "sponsored content|post|posts|links|stories|by"
                "promoted content|stories|links"
                "paid content|post|partnership|advertisement"
                "ad|ads by google|taboola|outbrain"
                "from our partners|sponsors"
                "partner content"
                "around the web"
                "report this? ad"
                "remove|hide|close ad|ads"
                "ad|advert|advertisement feedback"
                "skip past? ad|advert|advertisement"
            }
            sentences {
                "video? ad feedback"
                "this advertisement has not loaded yet *"
            }
        "advertisement: \"Story continues below advertisement\""
            lines {}
            sentences {
                "advertisement|advertisment continues|continue below|reading"
                "advertisement|ad scroll to continue"
                "story|article|content|post continues below|after this|the? ad|ads|advertisement|advertisment|advertisements"
                "story|article continues below"
                "continue|continues reading|scrolling? below|after ad|advertisement|advertisment"
                "continue reading below"
                "scroll down? to continue|read *"
                "scroll down? for|past * advertisement|ad"
            }
    }
    CommentForm {
        "comment_form: \"Leave a Reply\""
            lines {
                "leave a|your? reply|comment|response|message"
                "leave a reply|comment to|below|cancel|for *"
                "cancel reply"
                "join the conversation|discussion|debate"
                "post|add|write|submit|make a|your comment|reply|review"
                "post|submit comment"
                "have your say"
                "what do you think"
            }
            sentences {
                "leave a reply|comment cancel reply *"
                "leave a reply|comment your e? mail|email address will not be published *"
                "be the first to comment|reply|leave *"
                "share this comment"
            }
        "comment_form: \"Your email address will not be published\""
            lines {
                "your? name|email|website|url|comment required?"
                "e mail"
                "email address"
                "name email website"
            }
            sentences {
                "your e? mail|email address will|won't not? be published|shared *"
                "required fields are marked"
                "fields marked * are required"
                "please enter your comment|name|email *"
                "save my name email and|address website|and? * next time i comment"
                "notify me of|when new|follow|followup|up * comments|posts|comment * by|via|are|is e? mail|email|added"
                "notify me of new posts by e? mail|email"
                "this site uses akismet *"
                "learn how your comment data is processed"
            }
        "comment_form: \"12 comments\""
            lines {
                "comments|comment|replies"
                "comments ( # )"
"all|top|view comments|comment"
"all comments ( # )"
                "# comments|comment|replies|responses"
                "no comments|comment yet?"
                "show|hide|view|see|read|load|open all|more|# comments|replies"
                "sort by newest|oldest|best|popular|relevance"
                "most recommended|liked|recent comments"
            }
            sentences {
                "comments on this? article|post|story? are|have|has been? now? closed|disabled|off *"
                "comments are|have been? now? closed|disabled|off|moderated *"
                "comments that are * will be removed|deleted *"
                "all comments are moderated *"
                "view|see our comment|comments|commenting policy|guidelines|rules"
            }
        "comment_form: \"Log in to comment\""
            lines {}
            sentences {
                "log|sign in|up to leave|post|write|add|view a? comment|comments|reply|replies *"
                "you must|need be|to be? logged in to *"
                "please log|sign|login in? to comment|leave|post *"
            }
        "comment_form: \"Let us know what you think\""
            lines {}
            sentences {
                "let us know what you think? in the comments section? below?"
                "share your thoughts|views|opinion in|with|on|below *"
                "tell us what you think *"
                "tell us * comments|below *"
                "readers are? requested|asked to * comments|comment *"
            }
    }
    EditorNote {
        "editor_note: \"Editor's note: ...\""
            lines {
                "note to readers|editors : *"
                "attention editors - *"
                "disclaimer : *"
            }
            sentences {
                "editor's|editors'|editors note|notes *"
                "( editor's|editors' note *"
                "disclaimer : this|the|all|views|information *"
                "attention editors *"
                "this image|photo was|is provided|supplied by a third party"
            }
        "editor_note: \"This story has been corrected\""
            lines {
                "correction|corrections|clarification|erratum : *"
                "( adds|updates|updating|recasts|refiles|corrects|fixes|rewrites|repeats|changes|edits|clarifies *"
            }
            sentences {
                "correction|clarification : this|an|a|the|in|due|earlier|previous *"
                "this story|article|report|piece|copy|version|headline|post and? headline|headlines? has|have|was been? corrected|updated|amended|refiled|edited|modified|clarified|revised *"
                "( this|the * story|article|report|piece|copy|version|headline|post has|have|was been? corrected|updated|amended|refiled|edited|modified|clarified|revised|changed *"
                "this version of the? story|article|report corrects|removes|adds|clarifies|fixes *"
                "( this version of the? story|article|report corrects|removes|adds|clarifies|fixes *"
                "an|a earlier|previous version of this|the article|story|report|headline|post *"
                "except for the headline this|the *"
                "this|the text|article|story|page|translation was|is|has been? translated|machine automatically|by|using|translated *"
                "found|spotted|see a|an mistake|error|typo *"
                "select it|the|text * press ctrl *"
                "( the? briefing|conference|interview|transcript|session|event ended|concluded|ends|began|was|has *"
                "( end|ends|unofficial of? transcript|text|translation|statement *"
                "this story|article|report was auto|automatically generated|published *"
                "( this|the? story|article|report|copy|headline * not|been edited|auto|generated|sourced|published *"
            }
        "editor_note: \"This is a developing story\""
            lines {
                "more to follow|come"
                "developing|breaking story|news"
            }
            sentences {
                "this is a developing|breaking news? story *"
                "this story|article|post|page is being|will|may be? updated *"
                "this story|article|post is developing *"
                "more to follow"
                "( more to follow )"
            }
        "editor_note: \"The views expressed are the author's own\""
            lines {}
            sentences {
                "the? views|opinions and? views|opinions? expressed|are * author|author's|authors|authors'|writer|writer's|own|personal|columnist *"
                "views|opinions expressed? here? are|is personal"
            }
        "editor_note: \"Warning: some readers may find this distressing\""
            lines {}
            sentences {
                "warning : this|some story|article|report|video|readers|contains|viewers|content *"
                "warning : graphic|distressing *"
                "some readers|viewers may find * distressing|disturbing|upsetting"
            }
    }
    MetadataDate {
        "metadata_date: \"3 min read\""
            lines {
                "# min|mins|minute|minutes read"
                "read|reading time : *"
                "estimated read|reading time *"
            }
            sentences {}
        "metadata_date: \"Updated 3 hours ago\""
            lines {
                "# min|mins|minute|minutes|hour|hours|hr|hrs|day|days|week|weeks|month|months ago"
                "a|an minute|hour|day|week|month ago"
                "last? updated|published|posted|modified # min|mins|minute|minutes|hour|hours|day|days ago"
                "just now"
            }
            sentences {}
    }
    ContributorLine {
        "contributor_line: \"By Jane Roe\""
            lines {
                "by ^^"
                "by ^^ | *"
                "by our|a|an|the? staff|special|own|web? correspondent|correspondents|reporter|reporters|bureau|writer|writers|agencies|desk|team *"
                "written|reported|compiled|translated|edited|curated|published|updated|story|text|posted|words|video|produced|analysis|illustration|graphic|graphics by : ^^"
                "written|reported|compiled|translated|edited|story|text|posted|words|produced|analysis by ^^"
                "author|reporter|writer|editor|editors|contributor|contributors : ^^"
                "our? staff|special|diplomatic|political|foreign|own|senior? reporter|correspondent|writer|bureau"
                "web|news|agency|world|online|digital|national|international|tech|india desk|team|bureau"
                "^^ news service|desk|bureau"
            }
            sentences {}
        "contributor_line: \"Reporting by Jane Roe; editing by John Doe\""
            lines {}
            sentences {
                "additional|with|extra|also additional? reporting by|from *"
                "reporting by|from ^^ * editing|writing|additional|compiled|edited *"
                "( reporting by|from *"
                "reporting|writing|editing|compiled by ^^"
                "( additional|with|writing|editing|edited|compiled|written? reporting? by|from *"
                "( written|compiled|edited|reported by ^^ )"
            }
        "contributor_line: \"Jane Roe contributed to this report\""
            lines {}
            sentences {
                "^^ also? contributed reporting|research *"
                "^^ also? contributed to this|the report|article|story|piece|reporting|dispatch *"
            }
        "contributor_line: \"The writer is a former diplomat\""
            lines {
                "about the author|authors|writer|writers"
                "the writer|author is|was|teaches|works|served|writes *"
                "follow the author *"
            }
            sentences {
                "the writer|author is a|an|the|with|at|former *"
                "the writers|authors are *"
            }
    }
    SourceLine {
        "source_line: \"Source: Reuters\""
            lines {
                "source|sources|agency|agencies : *"
                "source|sources pti|ani|ians|uni|ap|afp|reuters|upi|xinhua|dpa|bloomberg|tass|yonhap|kyodo|agencies|twitter|youtube+"
"input|inputs : ^^"
"( pti|ani|ians|uni ) ^ ^?"
                "agencies|agency"
                "via ^^"
                "courtesy : *"
                "pti|ani|ians|uni|ap|afp|reuters|reuter|upi|xinhua|dpa|bloomberg|tass|yonhap|kyodo|bernama|bss|app|kuna|wam|agencies+"
                "press trust of india"
                "asian news international"
                "the? associated press"
                "agence france presse"
                "press release"
                "news agency|agencies"
                "e & oe"
                "office|department|directorate|division of|for the? press|spokesperson|public|media|information|communication|communications *"
            }
            sentences {
                "sources|source by|from agency|agencies"
                "( source|sources : * )"
                "( sources|source by|from * agencies|agency )"
                "( pti|ani|ians|uni|ap|afp|reuters|upi|xinhua|dpa|bloomberg|tass|yonhap|kyodo|bernama|bss|app|kuna|wam|agencies+ )"
            }
        "source_line: \"(With inputs from PTI)\""
            lines {}
            sentences {
                "( with inputs|input|reports|additional|agency|information|excerpts *"
                "with|agency agency? inputs|input from ^^"
                "with|agency agency? inputs|input from agencies|wires|agency|various|wire *"
                "with agency|agencies|wire inputs|reports"
                "( inputs from * )"
"inputs|input from agencies|agency|wires"
"( with ^^ inputs|input )"
                "this story|article|report|content|news|copy * sourced from *"
                "( this story|article|report * syndicated|agency feed|agencies *"
                "this story|article|report|copy * not been edited|created * staff|team|feed|syndicated|agency *"
"this story|article|report|post|content|copy is|was|has been? auto|automatically *"
"( this story|article|report|post|content|copy is|was|has been? auto|automatically *"
"only the headline|headlines *"
"( only the headline|headlines *"
            }
        "source_line: \"© 2024 All rights reserved\""
            lines {
                "copyright © *"
                "copyright # *"
                "© *"
                "( c ) # *"
            }
            sentences {
                "copyright ©|c|# *"
                "copyright ( c ) *"
                "© #|copyright|the|all|reuters|afp *"
                "all rights reserved"
                "this material * may not be published|reproduced *"
                "any|unauthorised|unauthorized * reproduction|reproduced|redistribution * prohibited|permission *"
                "our standards : *"
            }
        "source_line: \"This article was first published in ...\""
            lines {
                "republished with permission *"
                "first published|appeared in|on|by *"
            }
            sentences {
                "this article|story|piece|essay|commentary was|is|has been? first|originally? published|appeared|republished *"
                "this article|story|piece|essay|commentary first|originally appeared|published *"
            }
    }
    PhotoCredit {
        "photo_credit: \"Photo: AFP\""
            lines {
                "photo|photos|image|images|picture|pictures|pic|photograph|photography|credit|credits|graphic|illustration|screengrab|visual : ^^"
                "photo|photos|image|images|picture|pictures|pic|photograph|graphic|illustration|representative|representational : *"
                "photo|image|picture|photograph|video|featured|cover|representational|file credit|credits|courtesy|source|by|copyright|image|photo : *"
                "photo|image|picture|photograph|graphic|illustration credit|credits|courtesy|source|copyright|by ^^"
                "photos|photograph by|courtesy ^^"
                "photo by *"
                "credit|credits : *"
                "getty|ap|afp|reuters|pti|ani|istock|epa|shutterstock|file|handout|stock images|image|photo|photos|picture|pictures|pic|file"
                "wikimedia commons *"
                "( photo|image|picture|photos|credit|pic * )"
                "( file|ap|afp|reuters|representational|representative photo|image|pic|picture|photos? * )"
                "@ ^ / twitter|x"
"x|twitter|ani|pti|instagram|facebook / @ *"
            }
            sentences {
                "( photo|image|picture|photos|credit|pic by|credit|courtesy|source|via|: * )"
                "( image|photo|picture : * )"
                "photo|image|picture|photograph credit|courtesy|source|: : ^^"
                "photo|photograph by ^^"
                "image source|copyright ^^"
            }
        "photo_credit: \"Jane Roe/AFP/Getty Images\""
            lines {
                "^^ / getty|afp|ap|reuters|epa|shutterstock|xinhua|pti|ani|kyodo|istock|unsplash|bloomberg|sputnik|tass|anadolu|handout|pool|file *"
                "^^ via getty|afp|ap|reuters|epa|shutterstock|xinhua|pti|flickr|wikimedia *"
                "reuters|ap|afp|epa|pti|getty|ani|xinhua / ^^"
            }
            sentences {
                "( ap|afp|reuters|epa|getty|file|xinhua|pti|ani|kyodo photo|image|images|photos|pic|file|picture / * )"
                "( ap|afp|reuters|epa|getty|file|xinhua|pti|ani|kyodo photo|image|images|photos|pic|file|picture )"
                "reuters|ap / ^ ^"
            }
        "photo_credit: \"Representational image\""
            lines {
                "representational|representative images|image|photo|photos|picture|pictures|pic|purposes|purpose|use only?"
                "image|photo|picture for representation|representational|representative|illustration|illustrative purpose|purposes? only?"
            }
            sentences {
                "( representational|representative|file image|photo|picture|pic )"
            }
    }
    PhotoCaption {
        "photo_caption: \"File photo of ...\""
            lines {
                "file - *"
                "file photo|image|picture|pic|photograph|footage : *"
                "file photo|image|picture|pic|photograph *"
                "a? file|representational|representative|combination|handout|satellite photo|image|picture|pic|photograph of|shows|showing|used|from|taken|released|provided *"
                "image|photo|picture|video|media caption *"
                "caption : *"
                "* ( file photo|image|picture|pic )"
"* ( photo|image|picture|pic|file|credit|: : * )"
"* ( photo|image|picture|pic|file / * )"
"* | photo|image credit|courtesy|source : *"
                "^^ ( photo|image : * )"
            }
            sentences {
                "file photo|image|picture|pic : *"
                "file photo|image|picture|pic of *"
                "image|media caption *"
                "a file photo|image|picture of *"
            }
        "photo_caption: \"In this photo taken on ...\""
            lines {
                "in|from this|a|an|the file|undated|handout|satellite|combination|aerial|archive? photo|image|picture|handout|photograph taken|released|provided|made|from|posted|issued|distributed *"
                "in|from this|a|an|the file|undated|handout|satellite|combination|aerial|archive photo|image|picture|photograph *"
                "this|a|an file|undated|handout|combination photo|image|picture|photograph *"
                "from left|right : *"
                "left|l|clockwise to|from|r : *"
                "pictured|above|below|top : *"
            }
            sentences {}
    }
    RelatedLink {
        "related_link: \"Read more: ...\""
            lines {
                "read more|also|next|this|on"
                "read|watch|see|listen|view also|more|here|now|this|next|all? | *"
                "read|watch|see|listen|view|also also|more|read|watch|see : *"
                "read|watch|listen|related|opinion|explained|video|videos|gallery|photos|analysis|live|more|recommended|editorial | *"
                "read|related|listen|gallery|recommended|suggested : *"
                "watch|video|podcast : *"
                "also|must|don't read|see|watch|miss *"
                "read more|all about|on|from|at|in|stories|news|articles|here *"
                "read the? full|latest|original|entire story|article|report|text|interview|statement|here|more? *"
                "read latest *"
                "keep reading"
                "analysis|opinion|explainer|explained|live|live updates : read *"
            }
            sentences {
                "( read|also also|more|read|: : *"
                "also read : *"
                "read also|more : *"
                "also read | *"
                "read | *"
                "read more here|about|on|at|from ^? *"
                "read more ^^"
                "view|see more|all * on|from|at ^"
                "in case you missed it : *"
            }
        "related_link: \"For more information, see ...\""
            lines {}
            sentences {
                "for more|related|further news|stories|information|details|coverage|updates|on|about|from * visit|click|go|see|follow|read *"
            }
        "related_link: \"Related stories\""
            lines {
                "also on ^^"
                "also on|in this|our|the site|page|website|edition|section|issue : *"
                "more on this|the|that story|topic|subject *"
                "more on|about|from ^^"
                "more from|like|in this|section|author|stories|news|category *"
                "more news|stories|articles|coverage|headlines|reading from|on|about|in? ^^"
                "related|similar|recommended|suggested|popular|trending|featured|latest|recent|top|other|further|most|more|previous article|articles|story|stories|topic|topics|news|post|posts|content|coverage|link|links|reading|read|viewed|popular|shared|headlines|video|videos|items|tags|searches|now|today|for|you|reports|clicked+"
                "related|recommended|trending|suggested"
                "related article|video|articles|story|stories|news|topic|topics : *"
                "related article|video ^ *"
                "trending now|today|stories|topics|news|videos"
                "editor's|editors' pick|picks|choice"
"visual|web|top|latest stories"
"hot picks"
"top trending"
"popular categories"
                "in pics|pictures|photos : *"
                "this week's|today's top|best stories *"
                "list of # items"
                "list # of # *"
                "end of list"
                "in this? section"
            }
            sentences {
                "recommended stories"
            }
        "related_link: \"You may also like\""
            lines {
                "lea|leer|leia|lee|vea|ver también|más|tambien|mas|também|tambem|mais : *"
                "te puede|puedes|podría|podria interesar *"
                "à? lire|voir aussi *"
                "lesen sie auch *"
                "leggi anche *"
                "baca juga *"
                "baca selengkapnya *"
                "you might|may also *"
                "you might|may be? like|interested *"
                "you may have missed"
                "people|readers also read|like|liked|viewed *"
                "recommended for|by *"
                "what to? read|watch next"
                "up next"
                "explore more|further *"
                "in case you missed it *"
                "next|previous|prev|older|newer story|article|post|page|posts|stories|entry|news : *"
                "next|previous|prev|older|newer story|article|post|page|posts|stories|entry|news"
            }
            sentences {}
    }
    Subscription {
        "subscription: \"Sign up for our newsletter\""
            lines {
                "subscribe|newsletter|newsletters|subscription|subscriptions|subscribed"
                "subscribe now|today|here|free|to *"
                "sign|log up|in now|here|today|free|for|with|or|using *"
                "sign up|in"
                "get * newsletter|newsletters|inbox *"
                "enter your e? mail|email *"
                "email|daily|weekly|morning|evening newsletter|newsletters|briefing *"
                "newsletter sign|signup up? *"
                "get|receive our|the|all? the? top|latest|best|daily|biggest|main stories|news|headlines|reports every|each|in *"
            }
            sentences {
                "sign up|in for|to|here|now|below|today * newsletter|newsletters|briefing|email|emails|inbox|alerts|updates|roundup|digest|read|continue *"
                "sign up here|now|today *"
                "subscribe|subscribed to|now|for|here|today|and * newsletter|newsletters|channel|inbox|podcast|podcasts|access|edition|magazine|updates|alerts|digital|print|youtube|telegram|page|continue|reading|read|free|here|our *"
                "by signing|subscribing|registering|clicking|submitting|providing up|in|or|your|for|to|this|subscribe|submit|email|a|you|on|our * agree|accept|consent|acknowledge|confirm *"
                "you can|may unsubscribe|opt * any time|at|out *"
                "thank you for subscribing|signing|registering *"
                "please check your inbox|email|spam *"
            }
        "subscription: \"Delivered straight to your inbox\""
            lines {}
            sentences {
                "get|receive * newsletter|delivered|straight|directly|sent * inbox|e|email|mail *"
                "get|receive|have our|the|all|your|a|this|top|breaking|daily|weekly * in|to|into your inbox|email|mailbox *"
                "it'll|it|they|newsletter will? be|is delivered|sent straight|directly|right? to|into your inbox *"
                "delivered|sent straight|directly|right? to|into your inbox *"
            }
        "subscription: \"This article is for subscribers only\""
            lines {
                "already|not a|yet? subscriber|subscribed|registered *"
                "already|don't have an account *"
                "already|not a member log|sign|join|register|yet *"
                "start your? free|# * trial *"
                "premium|exclusive content|article|story|subscriber|subscribers|only|for|members *"
                "subscriber|subscribers|members|member only|exclusive *"
                "become a|an subscriber|member|supporter|insider *"
                "choose|manage|view your|all|our plan|subscription|newsletters *"
                "gift this article|subscription"
                "give|gift a? gift? article|subscription"
                "renew|upgrade|cancel your? subscription|plan *"
                "limited time|period offer *"
                "donate|contribute now|today|here?"
            }
            sentences {
                "this article|content|story|page|report is only|exclusively|reserved? available|exclusive|for|to|only * subscribers|members|subscriber *"
"this article|content|story is part of our *"
"to read the|this|more * subscribe|sign|log|register|become *"
"continue reading with *"
                "to continue|keep reading *"
                "please subscribe|log|sign|register * to continue|read|access *"
                "log|sign in|up to continue|read|access *"
                "you have|you've reached|read|used|hit|exhausted your|all|# * free|article|articles|limit *"
                "you have # * articles|stories|article|free remaining|left *"
                "# free articles|article|stories left|remaining|this *"
                "already a subscriber *"
                "already have an account *"
                "start|try|begin your|for|a # * trial|month|months|week|weeks *"
                "support independent|our|quality journalism *"
                "unlock this|the|exclusive|unlimited|full|more *"
                "become a|an ^? subscriber|member|supporter|insider *"
            }
    }
    CallToAction {
        "call_to_action: \"Share this article\""
            lines {
                "share|tweet|print|email|save|bookmark|whatsapp|facebook|twitter|linkedin|pinterest|reddit|telegram|instagram|messenger|tumblr|flipboard|viber|wechat|koo|youtube"
                "share|tweet|print|email|save|bookmark|whatsapp|facebook|twitter|linkedin|pinterest|reddit|telegram|instagram|messenger|tumblr|flipboard|viber|wechat|koo|threads|youtube|follow|copy|like share|tweet|print|email|save|bookmark|like|follow|copy|link|whatsapp|facebook|twitter|x|linkedin|pinterest|reddit|telegram|instagram|messenger|tumblr|pocket|flipboard|viber|line|wechat|koo|threads|mastodon|bluesky|youtube|sms|gmail|more|on|via|to|a|this|and|or|with|page|article|story|post|friend|copied|options+"
                "share this|the? article|story|post|page|news|video|now|with|on|via|link *"
                "share on|via|to|with|full *"
                "copied|copy to clipboard|link|url"
                "give us feedback *"
"like loading"
                "rate this *"
                "was this article|page|information helpful|useful *"
            }
            sentences {
                "share this|the article|story|post|page|news on|via|with|: *"
            }
        "call_to_action: \"Follow us on ...\""
            lines {
                "follow us|our|me|@|the *"
                "follow ^^ on|@|for *"
                "follow ^^"
                "like|find|visit|contact|email|write|reach|call|message|tweet|join us on|at|to|in|out|for? *"
                "like our|this page *"
"add as a preferred source *"
                "connect with us *"
                "join our|the|us|telegram|whatsapp * channel|group|community|telegram|whatsapp|newsletter *"
                "stay up|updated|informed|connected|tuned|ahead *"
                "set|add|make ^^ as your? preferred|trusted|default? source|homepage *"
                "add|choose|prefer us|^^ as|on|a google|preferred * source|google"
                "turn on|enable|allow notifications|alerts *"
            }
            sentences {
                "follow us|our on|for|@|: *"
                "follow ^^ on|@ ^ *"
                "follow @ *"
                "like|find|visit us|our on ^ *"
                "like us on ^ *"
                "join us|our|the on|telegram|whatsapp|facebook|our * channel|group|community|telegram|whatsapp|twitter|facebook *"
                "for the|all? the? latest|more|breaking latest|breaking|^? news|updates|stories|coverage|headlines|analysis|content|videos * follow|visit|subscribe|download|click|log|join|like|check|head|go|tune *"
                "catch|get|read|watch|check all? the? latest|breaking|live|live? * news|updates|headlines|coverage * on|here|at|with|in ^? *"
                "stay tuned|updated|informed|connected with|to|for|on ^? *"
            }
        "call_to_action: \"Download the app\""
            lines {
                "download|get|install the|our|now|app|# * app|apps|edition *"
                "get the|our app"
                "download now|here|pdf"
                "scan the qr|code *"
            }
            sentences {
                "download|get|install the|our|^ * app|apps|edition now|for|today|here|from|on|to|and? *"
            }
        "call_to_action: \"Click here to ...\""
            lines {
                "click|tap here|on|the|to|below *"
                "listen to this|the? article|story|podcast|episode *"
                "play|watch|listen video|audio|live|now"
            }
            sentences {
                "click|tap here|below *"
                "( click on|here *"
                "go|head to|over ^ * for|to more|read|all|the *"
                "listen to the|our|this|more * podcast|episode|article *"
                "watch|see|view the? full|video|live|here|below|more * here|below|video|above|on"
            }
        "call_to_action: \"Do you have a story? Contact us\""
            lines {
                "got|have|do a|you|have a? news? story|tip|tips|something|question|questions|feedback|complaint *"
                "report an? error|issue|typo|problem|correction *"
                "request a? correction *"
                "send us|your tip|tips|feedback|story|a|news *"
            }
            sentences {
                "do you have a? story|tip|tips|question|questions|news *"
                "get in touch *"
                "for media|press|further|more|all|general enquiries|inquiries|queries|questions|enquiry|information|details please? contact|write|call|email|visit|reach|see *"
                "media|press contact|contacts|enquiries|inquiries : *"
                "have a? view|say|opinion|thoughts|question|comment"
                "if you have * tip|story|question|questions|information * contact|email|write|get|send *"
                "contact|email the author|reporter|editor|writer *"
                "write to us|the at|author *"
            }
    }
    Navigation {
        "navigation: \"Home > World\""
            lines {
                "home > *"
                "home / *"
                "home » *"
                "home › *"
                "home | *"
                "news|world|politics|india|asia|business|international|national|opinion|us|uk|europe > *"
                "news|world|politics|india|asia|business|international|national|opinion / ^^ / *"
                "you are here *"
            }
            sentences {}
        "navigation: \"Skip to main content\""
            lines {
                "skip to main? content|navigation|footer|search|primary|sidebar|menu|the *"
                "back|scroll|return|go|jump to top|home|content|page *"
                "home|menu|search|sections|close|next|previous|prev|back|login|logout|register|footer|sidebar|breadcrumb|topics|tags|categories|expand|collapse|loading|play|pause|mute|unmute|fullscreen|settings|more|edition|epaper|trending"
                "sign|log out"
                "my account|profile"
                "main|site|toggle|open|close|hide|show menu|navigation|search|sidebar"
                "load|show|see|view|read more|all|less"
                "read full story|article|text"
                "in this article|story|section *"
                "table of contents"
                "on this page"
                "text|font size *"
                "a a a?"
                "live tv|blog|updates|now"
                "e paper"
                "english|international|us|uk|india|asia|global edition"
                "page # of # *"
                "# of #"
                "# / #"
                "# shares|views|likes|reactions|followers|retweets|claps"
                "views|shares : # *"
                "image # of # *"
                "slide|photo # of|/ # *"
                "duration : *"
                "end of section|content|article|podcast|list|twitter *"
"ends|end"
"- 30 -"
            }
            sentences {
                "ends"
                "page not found"
            }
        "navigation: \"Tags: ...\""
            lines {
                "topics|tags|tag|categories|category|section|sections|keywords|tagged|topic : *"
                "related topics|tags : *"
                "filed|tagged under|with *"
                "posted in ^^"
            }
            sentences {}
        "navigation: \"Privacy policy\""
            lines {
                "about|contact us|me"
                "about|contact us / *"
                "terms of|and|& use|service|conditions *"
                "terms & conditions"
                "privacy|cookie|cookies policy|notice|settings|preferences|statement *"
                "accessibility help|links|statement|menu"
                "do not sell|share my personal *"
                "ad choices"
            }
            sentences {}
        "navigation: \"We use cookies\""
            lines {
                "accept all? cookies?"
                "accept|reject|manage|decline|allow all|cookies|preferences|settings|choices|consent cookies?"
                "i agree|accept"
            }
            sentences {
                "we use cookies *"
                "we value your privacy *"
                "we and our #? partners *"
                "this|our web? site|website uses cookies *"
                "by continuing|using to|our|this use|browse|visit|site|website? * site|website|cookies|terms|policy *"
                "by clicking accept|agree|continue|i|on|the|below|submit *"
            }
        "navigation: \"This video cannot be played\""
            lines {
                "enable|disable javascript *"
            }
            sentences {
                "javascript|cookies is|are|must disabled|required|not|be|currently *"
                "please enable|turn on? javascript|cookies *"
                "your browser|device does|is not|currently|outdated|not? support|supported *"
                "sorry your browser|this *"
                "this video|content|audio|file is|cannot not|no|be longer|currently? available|played|supported *"
                "external site|links opens|are|in *"
                "the bbc is not responsible for *"
                "playback isn't|is not supported on this device"
            }
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines, and the kind they are; none if they are words of the article.
    #[test]
    fn lines_are_known() {
        use BoilerplateKind::*;
        for (line, kind) in [
            ("Advertisment", Some(Advertisement)),
            ("— ADVERTISEMENT —", Some(Advertisement)),
            ("Story continues below this ad", Some(Advertisement)),
            ("Advertisement spending rose 4% in Asia", None),
            ("Leave a Reply", Some(CommentForm)),
            ("Leave a Reply Cancel reply", Some(CommentForm)),
            (
                "Your email address will not be published.",
                Some(CommentForm),
            ),
            (
                "Your e-mail address will not be published. Required fields are marked *",
                Some(CommentForm),
            ),
            ("Comments (12)", Some(CommentForm)),
            ("Comments by the minister drew protests", None),
            ("Sources By Agencies", Some(SourceLine)),
            ("(With inputs from PTI)", Some(SourceLine)),
            ("(ANI)", Some(SourceLine)),
            ("Source: Reuters", Some(SourceLine)),
            ("Sources said the talks would go on.", None),
            ("© 2024 日本 News", Some(SourceLine)),
            ("Editor’s Note: A “Quad” name was wrong.", Some(EditorNote)),
            (
                "(This story has been refiled to correct a word.)",
                Some(EditorNote),
            ),
            ("The story has been told many times in Hanoi.", None),
            ("This is a developing story.", Some(EditorNote)),
            ("Photo: AFP", Some(PhotoCredit)),
            ("Getty Images", Some(PhotoCredit)),
            ("(AP Photo/Jose Luis Magana)", Some(PhotoCredit)),
            ("Photo opportunities were few.", None),
            ("File photo of Prime Minister Modi 🙂", Some(PhotoCaption)),
            ("Read more: What the ¥5 note tells", Some(RelatedLink)),
            ("Also Read | Why it matters", Some(RelatedLink)),
            ("Related stories", Some(RelatedLink)),
            ("Related parties must register with the ministry.", None),
            ("Click here to download the app", Some(CallToAction)),
            ("Follow us on Twitter", Some(CallToAction)),
            ("Share on Facebook", Some(CallToAction)),
            ("Facebook Twitter WhatsApp", Some(CallToAction)),
            ("Share prices fell in Tokyo.", None),
            (
                "Reporting by Élise Dupont in Paris; Editing by Tom Hogue",
                Some(ContributorLine),
            ),
            (
                "Additional reporting by Cai Pigliucci.",
                Some(ContributorLine),
            ),
            (
                "Jane Roe contributed to this report.",
                Some(ContributorLine),
            ),
            ("Japan contributed to this fund last year.", None),
            ("By Kiyoshi Takenaka and Tim Kelly", Some(ContributorLine)),
            ("By then, both sides had agreed.", None),
            ("Home > World > Asia", Some(Navigation)),
            ("Skip to main content", Some(Navigation)),
            ("Home Minister Amit Shah met them.", None),
            ("Sign up for our newsletter", Some(Subscription)),
            ("Sign up here for the daily briefing.", Some(Subscription)),
            (
                "It’ll be delivered straight to your inbox every weekday.",
                Some(Subscription),
            ),
            ("3 min read", Some(MetadataDate)),
            ("", None),
            ("é", None),
        ] {
            let found = whole(line, Span::at(0, line.len()));
            assert_eq!(found.map(|(kind, _)| kind), kind, "{line}: {found:?}");
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        for &(_, rule, in_line, pattern) in TABLE {
            let words = pattern.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words, pattern, "spaces");
            assert_eq!(pattern.to_lowercase(), pattern, "folded");
            let read = Pattern::read(pattern);
            let known = !read.first_words().is_empty() || !read.sure_words().is_empty();
            assert!(known, "{rule}: {pattern} would take anything");
            assert!(!pattern.starts_with('*') || !in_line, "{pattern}");
        }
    }
}
