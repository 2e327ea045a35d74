//! The page as built, driven in real browsers as a person drives it.

fn main() {}
