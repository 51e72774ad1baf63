//! What is not a case: what may import what, same bytes twice, one slip at a time.
