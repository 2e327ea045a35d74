//! Gazetteers: the tables of `data/`, compiled in, and the search for their names.
