//! What the boundary costs: the same actions through it and by a direct `dyn` call, in the same run.
//!
//! `cargo bench -p tomada-loader`. Read the ratios; absolute figures are the machine's.

fn main() {}
