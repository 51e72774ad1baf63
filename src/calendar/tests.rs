//! Cells by table, and what must hold of all of them.
