//! Formulas: what is read, and that nothing makes the reader stumble.
