//! What is tried without a browser: the whole from outside, one file a question.

mod change;
mod cli;
mod correct;
mod export;
mod gold;
mod import;
mod property;
mod saved;
mod schema;
mod tidy;
mod together;
mod wire;
