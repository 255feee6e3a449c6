//! Finds what somebody meant who wrote a name that does not exist.

/// The name among `known` that is most like `wrong`, if one is like it at all.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let likeness = |name: &str| strsim::jaro_winkler(&wrong.to_lowercase(), &name.to_lowercase());
    let rated = known.into_iter().map(|name| (likeness(name), name));
    let (likeness, name) = rated.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.8).then_some(name)
}

/// The first names of `known`, for a message.
pub(crate) fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN_MAX: usize = 20;
    let mut known = known.into_iter();
    let shown = known.by_ref().take(SHOWN_MAX).collect::<Vec<_>>().join(", ");
    if known.next().is_some() { shown + ", …" } else { shown }
}
