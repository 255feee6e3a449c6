//! A file is small enough to be read in one go: 400 lines, not counting the tests at its end.

use super::house::{self, File};

const LINES_MAX: usize = 400;

/// Files that may be longer, each with its reason.
const MAY: &[(&str, &str)] = &[];

fn fault(file: &File) -> Option<String> {
    let lines = lines_without_tests(&file.text);
    (lines > LINES_MAX).then(|| format!("{} has {lines} lines", file.path))
}

/// Up to the tests, if they are written at the end of the file.
fn lines_without_tests(text: &str) -> usize {
    text.split("\n#[cfg(test)]\nmod tests {\n").next().map_or(0, |code| code.lines().count())
}

#[test]
fn files_can_be_read_in_one_go() {
    let judged = house::rust_files().filter(|file| !MAY.iter().any(|(path, _)| *path == file.path));
    super::keeps("400 lines are enough for a file", &judged.filter_map(fault).collect::<Vec<_>>());
}

#[test]
fn every_exception_is_still_one() {
    for (path, reason) in MAY {
        assert!(
            fault(&File::new(path, &house::read(path))).is_some(),
            "{path} is short enough now ({reason})"
        );
    }
}

#[test]
fn a_long_file_is_noticed() {
    let judge = |text: &str| fault(&File::new("a.rs", text)).into_iter().collect::<Vec<_>>();
    super::keeps("it is as long as may be", &judge(&"x\n".repeat(400)));
    super::notices("401 lines", &judge(&"x\n".repeat(401)));
    let with_tests = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "x\n".repeat(400), "y\n".repeat(100));
    super::keeps("tests do not count", &judge(&with_tests));
}
