//! From failure to exit code: the whole table, for programs that read it.

use tomada_cli::{USAGE, exit_code};
use tomada_core::Kind;

#[test]
fn the_table_of_exit_codes() {
    let kinds = Kind::ALL.map(|kind| format!("{} {kind}\n", exit_code(kind))).concat();
    insta::assert_snapshot!(format!("0 ok\n{USAGE} usage\n{kinds}"), @r"
    0 ok
    2 usage
    10 invalid_input
    11 unauthorized
    12 forbidden
    13 not_found
    14 rate_limited
    15 unavailable
    16 uncertain
    17 rejected
    18 broken
    ");
}
