//! A hostile world, in the order of its reach: addresses that must not be called however they are written, name
//! servers that lie, services that misbehave. `matrix` says which row of the fault matrix is tried where.

mod matrix;

// Addresses, as numbers and as text.
mod registry;
mod spell;
mod spellings;

// Names, over a name server of ours.
mod dns;
mod nameserver;

// A network in which forbidden addresses exist.
mod range;

// Services.
mod evil;
mod framing;
mod h2;
mod resets;
mod servers;
mod shake;
mod tenants;
