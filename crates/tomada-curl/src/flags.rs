//! What a flag of curl is: found by its letter or its name, as curl finds it.
//!
//! A long name may be cut short while it is clear which is meant, and its case does not matter; `--no-` switches off.

mod table;

use crate::note::Topic;

/// A flag that the fields of a call can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    Anyauth,
    Basic,
    Bearer,
    Compressed,
    Cookie,
    Data,
    DataBinary,
    DataRaw,
    DataUrlencode,
    Digest,
    Fail,
    Form,
    FormString,
    Get,
    Globoff,
    Head,
    Header,
    Json,
    Location,
    LocationTrusted,
    MaxFilesize,
    MaxRedirs,
    MaxTime,
    Negotiate,
    Next,
    Ntlm,
    ProtoDefault,
    Range,
    Referer,
    Request,
    Retry,
    Sigv4,
    UploadFile,
    Url,
    UrlQuery,
    User,
    UserAgent,
}

/// What becomes of a flag.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Use {
    /// The fields hold it.
    Does(Flag),
    /// They do not; the note says why.
    Means(Topic),
}

/// One flag.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Its letter, a space for none.
    short: char,
    pub(crate) takes_value: bool,
    pub(crate) becomes: Use,
}

/// What a long name stands for.
#[derive(Debug)]
pub(crate) enum Found {
    /// One flag, named in full or cut short.
    One(&'static Row),
    /// Several, or none; these are the likeliest.
    Unclear(String),
}

/// The flag of a letter.
pub(crate) fn short(letter: char) -> Option<&'static Row> {
    table::ROWS.iter().find(|row| row.short == letter && letter != ' ')
}

/// The flag of a name, without its dashes.
pub(crate) fn long(name: &str) -> Found {
    let begins = |row: &&Row| {
        row.name.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) && !name.is_empty()
    };
    let exact = table::ROWS.iter().find(|row| row.name.eq_ignore_ascii_case(name));
    let mut candidates = table::ROWS.iter().filter(begins);
    match (exact, candidates.next(), candidates.next()) {
        (Some(row), ..) | (None, Some(row), None) => Found::One(row),
        (None, Some(_), Some(_)) => {
            let names = table::ROWS.iter().filter(begins).map(|row| format!("--{}", row.name)).take(6);
            Found::Unclear(names.collect::<Vec<_>>().join(" "))
        }
        (None, None, _) => Found::Unclear(nearest(name)),
    }
}

fn nearest(name: &str) -> String {
    const LONGEST: usize = 40;
    let name: String = name.chars().take(LONGEST).collect();
    let distance = |row: &&Row| strsim::damerau_levenshtein(row.name, &name);
    table::ROWS.iter().min_by_key(distance).map(|row| format!("--{}", row.name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_letters_stand_once() {
        for (at, row) in table::ROWS.iter().enumerate() {
            let before = &table::ROWS[..at];
            assert!(before.iter().all(|other| other.name < row.name), "{} is out of order", row.name);
            assert!(row.short == ' ' || before.iter().all(|it| it.short != row.short), "-{}", row.short);
        }
    }

    #[test]
    fn a_name_is_found_as_curl_finds_it() {
        let name = |text| match long(text) {
            Found::One(row) => row.name.to_owned(),
            Found::Unclear(names) => names,
        };
        assert_eq!(name("request"), "request");
        assert_eq!(name("HEADER"), "header");
        assert_eq!(name("comp"), "--compressed --compressed-ssh");
        assert_eq!(name("max-r"), "max-redirs");
        assert_eq!(name("haeder"), "--header");
    }
}
