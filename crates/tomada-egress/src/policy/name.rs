//! Which names can belong to a service on the public network. Asked before a name is resolved.

/// Names below these never leave a machine or a site (RFC 6761, RFC 6762, and ICANN's `internal`), or are addresses.
const SUFFIXES: &[&str] = &["local", "localhost", "internal", "arpa"];
/// RFC 1035, 2.3.4, as text without the final dot.
const NAME_MAX_BYTES: usize = 253;

/// Why `name` is refused.
pub(super) fn refused(name: &str) -> Option<&'static str> {
    if name.len() > NAME_MAX_BYTES {
        return Some("it has more than 253 letters");
    }
    if name.split('.').any(str::is_empty) {
        return Some("a label is empty");
    }
    match name.rsplit_once('.') {
        None => Some("it has a single label"),
        Some((_, last)) => SUFFIXES.contains(&last).then_some("it belongs to no public service"),
    }
}
