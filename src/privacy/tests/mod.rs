//! Tests of the room: the labelled sentences, invented numbers, and single cases.

mod corpus;
mod forms;
mod gates;
mod variants;
