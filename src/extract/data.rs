//! The tables of `data/`, as `pack/` put them, and their rows.
//!
//! In the files a table is rows of tab-separated cells; lines that begin with "#"
//! say what the columns are and where the rows come from. The last column is the
//! source. Given names, family names and ordinary words are not here but in
//! `lexicon/hashed.rs`.

/// How many columns a table has at most.
const N_COLUMNS: usize = 5;

/// A table of that name.
macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".tsv"))
    };
}

pub(crate) const CITIES: &str = table!("city");
pub(crate) const CLAIMS: &str = table!("claim");
pub(crate) const COUNTRIES: &str = table!("country");
pub(crate) const CURRENCIES: &str = table!("currencies");
pub(crate) const EQUIPMENT: &str = table!("equipment");
pub(crate) const MEETINGS: &str = table!("meeting");
pub(crate) const NORPS: &str = table!("norp");
pub(crate) const ORGANISATIONS: &str = table!("organisation");
pub(crate) const PROGRAMMES: &str = table!("programme");
pub(crate) const REGIONS: &str = table!("region");
pub(crate) const SPEECH: &str = table!("speech");
pub(crate) const WORDS: &str = table!("word");

/// The rows of a table in the order of its file; cells that it lacks are empty.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; N_COLUMNS]> {
    let mut columns = table.split('\t').map(|column| column.split('\n'));
    let mut columns: [_; N_COLUMNS] = core::array::from_fn(|_| columns.next());
    core::iter::from_fn(move || {
        let mut cells = columns.each_mut().map(|column| column.as_mut()?.next());
        cells[0].as_ref()?;
        Some(cells.each_mut().map(|cell| cell.take().unwrap_or("")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each table beside its file.
    macro_rules! tables {
        ($($packed:ident $name:literal)*) => {
            [$(($packed, include_str!(concat!("data/", $name, ".tsv")))),*]
        };
    }

    #[test]
    fn rows_are_those_of_the_files() {
        for (packed, file) in tables! {
            CITIES "city" CLAIMS "claim" COUNTRIES "country" CURRENCIES "currencies"
            EQUIPMENT "equipment" MEETINGS "meeting" NORPS "norp" ORGANISATIONS "organisation"
            PROGRAMMES "programme" REGIONS "region" SPEECH "speech" WORDS "word"
        } {
            let mut lines = file
                .lines()
                .filter(|line| !line.starts_with('#') && !line.starts_with("common\t"));
            for row in rows(packed) {
                let mut cells = lines.next().expect("a row of the file").split('\t');
                for cell in row {
                    assert_eq!(cell, cells.next().unwrap_or(""));
                }
                assert_eq!(cells.next(), None, "{row:?}");
            }
            assert_eq!(lines.next(), None);
        }
    }
}
