//! A village: its records typed by the catalogue, and the views on them that checks and pages share.

pub(crate) mod address;
pub(crate) mod board;
pub(crate) mod difference;
pub(crate) mod free_table;
pub(crate) mod history;
pub(crate) mod links;
pub(crate) mod matter;
pub(crate) mod record;
pub(crate) mod row;
pub(crate) mod summary;
pub(crate) mod table;
pub(crate) mod trail;
pub(crate) mod translation;
pub(crate) mod value;
pub(crate) mod village;
pub(crate) mod web;
