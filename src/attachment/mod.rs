//! What attachments hold: the text in them, and the marks that pictures carry; a pure function of their bytes.
//!
//! Invariant: no file, however broken or hostile, panics or fills the memory; what cannot be read is told as such.

mod bytes;
mod compound;
mod document;
mod exif;
mod gather;
mod inflate;
mod likeness;
mod office;
mod pdf;
pub(crate) mod picture;
mod plain;
#[cfg(test)]
pub(crate) mod tests;
mod xls;
mod xls_text;
mod xlsx;
mod xml;
mod zip;

use crate::attachment::gather::Gather;
#[cfg(feature = "pdf")]
use crate::source::facts::Undrawn;
use crate::source::facts::{Facts, Picture, Unsearched, Unshown};

/// A longer file is not read as a whole.
pub(crate) const LIMIT_BYTES: u64 = 64 << 20;

/// Whether anything is told of files with such a name; films and sounds hold no text.
pub(crate) fn is_telling(path: &str) -> bool {
    let extension = extension(path);
    !SILENT.contains(&extension.as_str())
}

/// What the content of a file tells; the path counts by its ending where the bytes do not say what they are.
///
/// The likeness of a picture is found where it is asked for: it takes longer than everything else.
pub(crate) fn facts(path: &str, bytes: &[u8], wants_likeness: bool) -> Facts {
    let extension = extension(path);
    let is_pictorial = picture::is_pictorial(&extension);
    let mut gather = Gather::new();
    let form = form(bytes, &extension);
    let read = match form {
        Form::Zip => office::read(bytes, &mut gather),
        Form::Pdf => pdf::read(bytes, &mut gather),
        Form::Compound => xls::read(bytes, &mut gather),
        Form::Text => plain::text(bytes, &mut gather),
        Form::Table => plain::table(bytes, &mut gather),
        Form::Page => plain::page(bytes, &mut gather),
        Form::Picture => return picture(bytes, &extension, wants_likeness),
        Form::Other => Ok(()),
        Form::Unreadable(why) => Err(why),
    };
    match read {
        // Whatever else is wrong with them, these are not read.
        Err(Unsearched::Broken) if OLD.contains(&extension.as_str()) => {
            gather.fails(Unsearched::Kind);
        }
        Err(why) => gather.fails(why),
        Ok(()) => {}
    }
    let facts = Facts {
        picture: is_pictorial.then(|| Picture::unshown(Unshown::Broken)),
        ..gather.facts()
    };
    #[cfg(feature = "pdf")]
    if form == Form::Pdf {
        return drawn(facts, bytes);
    }
    facts
}

/// The same, with the sizes in which the pages of a PDF are drawn.
#[cfg(feature = "pdf")]
fn drawn(facts: Facts, bytes: &[u8]) -> Facts {
    let sheets = match facts.unsearched {
        Some(Unsearched::Encrypted) => Err(Undrawn::Locked),
        _ => picture::sheet::sheets(bytes),
    };
    Facts {
        sheets: Some(sheets),
        ..facts
    }
}

/// What is told of a file that is too large to be read.
pub(crate) fn too_long(path: &str) -> Facts {
    let is_pictorial = picture::is_pictorial(&extension(path));
    Facts {
        picture: is_pictorial.then(|| Picture::unshown(Unshown::TooLarge)),
        ..Facts::unsearched(Unsearched::TooLong)
    }
}

/// Films, sounds, fonts, programs.
const SILENT: &[&str] = &[
    "mp4", "avi", "mov", "wmv", "mkv", "webm", "mp3", "wav", "m4a", "ogg", "ttf", "otf", "woff",
    "woff2", "exe",
];

/// Documents of programs whose formats are not read.
const OLD: &[&str] = &["doc", "wps", "ppt", "dps"];

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Zip,
    Pdf,
    /// What office programs wrote before 2007.
    Compound,
    Text,
    Table,
    Page,
    Picture,
    /// Nothing to search.
    Other,
    Unreadable(Unsearched),
}

/// The form by the first bytes, else by the ending of the name.
fn form(bytes: &[u8], extension: &str) -> Form {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Form::Zip;
    }
    if bytes::find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-", 0).is_some() {
        return Form::Pdf;
    }
    if bytes.starts_with(compound::MAGIC) {
        return Form::Compound;
    }
    if picture::kind(bytes).is_some() {
        return Form::Picture;
    }
    let start = bytes.get(..512).unwrap_or(bytes);
    let start = start.trim_ascii_start();
    let is_page = |word: &[u8]| {
        start
            .get(..word.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(word))
    };
    match extension {
        "txt" | "log" | "text" | "json" => Form::Text,
        "csv" | "tsv" => Form::Table,
        "htm" | "html" | "mht" | "xml" | "svg" => Form::Page,
        _ if is_page(b"<html")
            || is_page(b"<!doctype")
            || is_page(b"<?xml")
            || is_page(b"<table") =>
        {
            Form::Page
        }
        "xlsx" | "xlsm" | "docx" | "docm" | "pptx" | "ods" | "odt" | "ofd" | "pdf" | "xls"
        | "et" => Form::Unreadable(Unsearched::Broken),
        "doc" | "wps" | "ppt" | "dps" | "rtf" | "zip" | "rar" | "7z" | "xlsb" | "caj" | "eml"
        | "msg" | "mdb" | "dbf" => Form::Unreadable(Unsearched::Kind),
        _ => Form::Other,
    }
}

fn picture(bytes: &[u8], extension: &str, wants_likeness: bool) -> Facts {
    let marks = exif::read(bytes);
    let mut gather = Gather::new();
    gather.prose("照片信息", "", marks.texts);
    Facts {
        picture: Some(Picture {
            has_position: marks.has_position,
            has_owner: marks.has_owner,
            likeness: wants_likeness.then(|| likeness::likeness(bytes)).flatten(),
            view: picture::view(bytes, extension),
        }),
        ..gather.facts()
    }
}

/// The ending of a name in small letters.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.to_ascii_lowercase()
}
