//! Normal forms: what a wording stands for, apart from where it stands.
