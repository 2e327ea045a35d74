//! One module.
