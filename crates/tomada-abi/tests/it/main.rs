//! Judges the boundary itself: what lies where in memory, what the C header says, how bytes are read.

mod bytes;
mod header;
mod layout;
