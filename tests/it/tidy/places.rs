//! No file names a place of one machine, nor a document that is not in the repository.

use super::house::{self, File};

/// The beginnings of paths that exist on one machine only. In two halves, or this file would name them, too.
const OF_A_MACHINE: [(&str, &str); 4] = [("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/"), ("C:\\Us", "ers")];

/// What was read while the house was built, and is not in it.
const NOT_HERE: [(&str, &str); 5] =
    [("des", "ign.md"), ("fau", "lts.md"), ("st", "yle.md"), ("cra", "tes.md"), ("sha", "red/")];

fn faults(file: &File, here: &str) -> Vec<String> {
    let whole = |(a, b): &(&str, &str)| format!("{a}{b}");
    let named = OF_A_MACHINE
        .iter()
        .map(whole)
        .chain([format!("{here}/")])
        .filter(|path| file.text.contains(path.as_str()));
    let absent = NOT_HERE.iter().map(whole).filter(|name| names(&file.text, name));
    named.chain(absent).map(|what| format!("{} names {what}", file.path)).collect()
}

/// Whether `name` stands in the text by itself, not as the end of a longer name.
fn names(text: &str, name: &str) -> bool {
    let within = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(within))
}

#[test]
fn no_file_names_a_place_of_this_machine() {
    let here = house::root().to_string_lossy().into_owned();
    let faults: Vec<String> = house::files().iter().flat_map(|file| faults(file, &here)).collect();
    super::keeps("the house may be carried anywhere", &faults);
}

#[test]
fn a_place_is_noticed() {
    let judge = |text: &str| faults(&File::new("a.md", text), "/somewhere/tomada");
    let home = format!("see {}{}ada/notes", OF_A_MACHINE[1].0, OF_A_MACHINE[1].1);
    super::notices("a.md names", &judge(&home));
    super::notices("/somewhere/tomada/", &judge("see /somewhere/tomada/README.md"));
    let absent = format!("as {}{} says", NOT_HERE[0].0, NOT_HERE[0].1);
    super::notices("a.md names", &judge(&absent));
    super::keeps(
        "these are other names",
        &judge(&format!("re{}{}, http://a/home", NOT_HERE[0].0, NOT_HERE[0].1)),
    );
}
