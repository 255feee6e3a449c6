//! The tests of every plugin: that its manifest is current, its cases and all laws hold.
#![forbid(unsafe_code)]

tomada_testkit::plugin!(webhook);
