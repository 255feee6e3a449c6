//! Things named by `u64` handles with a generation, so that a stale, foreign or invented handle names nothing.

/// A table of `T`s by handle. Handles are never zero; a slot's generation grows each time it is emptied.
pub(crate) struct Handles<T> {
    slots: Vec<Slot<T>>,
    free: Vec<u32>,
}

struct Slot<T> {
    generation: u32,
    value: Option<T>,
}

impl<T> Handles<T> {
    /// An empty table.
    pub(crate) const fn new() -> Self {
        Self { slots: Vec::new(), free: Vec::new() }
    }

    /// Adds `value` and names it.
    pub(crate) fn insert(&mut self, value: T) -> u64 {
        let index = self.free.pop().unwrap_or_else(|| {
            self.slots.push(Slot { generation: 1, value: None });
            // Four thousand million open handles would have exhausted memory before.
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        let slot = &mut self.slots[index as usize];
        slot.value = Some(value);
        join(slot.generation, index)
    }

    /// What `handle` names.
    pub(crate) fn get_mut(&mut self, handle: u64) -> Option<&mut T> {
        let (generation, index) = split(handle);
        let slot = self.slots.get_mut(index as usize)?;
        if slot.generation == generation { slot.value.as_mut() } else { None }
    }

    /// Takes out what `handle` names, which from then on names nothing.
    pub(crate) fn remove(&mut self, handle: u64) -> Option<T> {
        let (generation, index) = split(handle);
        let slot = self.slots.get_mut(index as usize)?;
        if slot.generation != generation {
            return None;
        }
        let value = slot.value.take()?;
        slot.generation = slot.generation.checked_add(1).unwrap_or(1);
        self.free.push(index);
        Some(value)
    }

    /// How many handles name something.
    pub(crate) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }
}

fn join(generation: u32, index: u32) -> u64 {
    (u64::from(generation) << 32) | u64::from(index)
}

#[expect(clippy::cast_possible_truncation, reason = "the two halves")]
fn split(handle: u64) -> (u32, u32) {
    ((handle >> 32) as u32, handle as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_names_its_value_until_it_is_removed() {
        let mut handles = Handles::new();
        let first = handles.insert("first");
        let second = handles.insert("second");
        assert_eq!(handles.get_mut(first), Some(&mut "first"));
        assert_eq!(handles.remove(first), Some("first"));
        let third = handles.insert("third");
        assert_eq!(handles.get_mut(first), None, "a stale handle named the value in its old slot");
        assert_eq!(handles.remove(first), None);
        assert_eq!(handles.get_mut(second), Some(&mut "second"));
        assert_eq!(handles.get_mut(third), Some(&mut "third"));
        assert_eq!(handles.len(), 2);
    }

    #[test]
    fn invented_handles_name_nothing() {
        let mut handles = Handles::new();
        handles.insert(());
        for handle in [0, 1, u64::MAX, 1 << 32 | 1, 2 << 32] {
            assert_eq!(handles.get_mut(handle), None, "{handle:#x}");
        }
    }
}
