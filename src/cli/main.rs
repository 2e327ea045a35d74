//! chancery.
fn main() {}
