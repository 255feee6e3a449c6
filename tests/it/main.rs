//! Judges the whole house through public doors only.
#![forbid(unsafe_code)]

mod c_plugin;
mod elf;
mod run;
mod world;

mod echo_in_c;
mod hostile_load;
mod hostile_run;

mod aimock;
mod from_curl;
mod grants;
mod httpbin;
mod oauth;
mod planted;
mod secrecy;

mod tidy;
