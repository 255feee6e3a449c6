//! Finds what somebody meant who wrote a name that does not exist.

/// The name among `known` that is most like `wrong`, if one is like it at all.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let distance = |name: &str| strsim::osa_distance(&wrong, &name.to_lowercase());
    let (distance, name) =
        known.into_iter().map(|name| (distance(name), name)).min_by_key(|(distance, _)| *distance)?;
    // One slip in three letters is a slip; more is another word.
    (distance <= wrong.chars().count() / 3).then_some(name)
}

/// The first names of `known`, for a message.
pub(crate) fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN_MAX: usize = 20;
    let mut known = known.into_iter();
    let shown = known.by_ref().take(SHOWN_MAX).collect::<Vec<_>>().join(", ");
    if known.next().is_some() { shown + ", …" } else { shown }
}
