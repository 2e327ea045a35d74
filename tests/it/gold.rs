//! The reading of the seeds, against the gold standard.
