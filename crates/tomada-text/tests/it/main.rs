//! The catalogue is whole: three languages, the same messages in each, and each of them renders.

mod messages;
mod parity;
