//! The clock of all benchmarks: where the system tells it (Linux), time is the
//! processor's, so that other work on the machine does not count.

use std::fs;
use std::sync::LazyLock;
use std::time::Instant;

/// Seconds that this thread has had a processor; seconds gone by where the
/// system does not tell.
pub(crate) fn seconds_now() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}
