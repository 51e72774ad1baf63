//! What is told of an attachment without showing it: its text by places, and marks of a picture.

/// What the content of an attachment tells the checks; nothing of it reaches a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Its text, in the parts a person would look at.
    pub(crate) parts: Vec<Part>,
    /// Why its text, or some of it, could not be searched.
    pub(crate) unsearched: Option<Unsearched>,
    /// What a picture tells beside what it shows.
    pub(crate) picture: Option<Picture>,
    /// How many pages a document has, where that could be counted.
    pub(crate) pages: Option<usize>,
    /// The pages of a document as pictures, or why there are none; `None` where no pages are drawn.
    pub(crate) sheets: Option<Result<Vec<View>, Undrawn>>,
}

/// A part of an attachment: a sheet, a page, the comments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where a person looks for it: ``工作表`名单` ``, `第2页`; empty where the file is one part.
    pub(crate) place: String,
    /// What stands there.
    pub(crate) body: Body,
}

/// Running text, or the cells of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Body {
    /// Lines, each counted by `unit` (行, 段) unless that is empty.
    Prose {
        /// The word by which lines are counted for people.
        unit: &'static str,
        /// The lines.
        text: String,
    },
    /// Rows that are not empty.
    Rows(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its number as the program shows it, from 1.
    pub(crate) number: usize,
    /// Its cells from the first column on; blank ones are empty.
    pub(crate) cells: Vec<String>,
}

/// Why the text of an attachment could not be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unsearched {
    /// A scan: pages without text.
    Scan,
    /// Locked with a password.
    Encrypted,
    /// Damaged, or not what its name says.
    Broken,
    /// Of a kind that is not read: .doc, .wps, an archive.
    Kind,
    /// Longer than is read.
    TooLong,
}

/// What a picture tells beside what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Picture {
    /// It says where it was taken.
    pub(crate) has_position: bool,
    /// It says whose camera took it.
    pub(crate) has_owner: bool,
    /// What stays the same when it is scaled or saved again; `None` where it was not asked for or shows next to nothing.
    pub(crate) likeness: Option<Likeness>,
    /// Its sizes as pages show it, or why none can.
    pub(crate) view: Result<View, Unshown>,
}

/// The sizes in which pages show a picture, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct View {
    /// By itself.
    pub(crate) large: Size,
    /// Among others; the same where the picture is small already.
    pub(crate) small: Size,
}

/// Width and height in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// From left to right.
    pub(crate) width: usize,
    /// From top to bottom.
    pub(crate) height: usize,
}

/// Which of its sizes a picture is wanted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// [`View::large`].
    Large,
    /// [`View::small`].
    Small,
    /// A page of a document.
    Sheet {
        /// Which, counted from 1.
        number: usize,
        /// [`View::small`] instead of [`View::large`].
        is_small: bool,
    },
}

/// Why the pages of a document are not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "pdf"),
    expect(
        dead_code,
        reason = "only a program with the feature `pdf` draws pages"
    )
)]
pub(crate) enum Undrawn {
    /// Locked with a password.
    Locked,
    /// Damaged.
    Broken,
    /// Of more pages than are drawn.
    TooMany,
    /// Of pictures with more points or bytes than a scan has.
    TooLarge,
    /// Chinese letters whose shapes do not lie in the file.
    Fonts,
}

/// Why no page can show a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unshown {
    /// Of a kind that is not read, under the name that people know.
    Kind(&'static str),
    /// A picture of this kind under a name that does not end like one.
    Name(&'static str),
    /// Damaged, cut short, or no picture at all.
    Broken,
    /// Of more points or bytes than a photograph has.
    TooLarge,
}

/// A fingerprint of what a picture shows: alike pictures differ in few bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Likeness(pub(crate) [u64; 4]);

impl Picture {
    /// A file that is called a picture and shows nothing.
    pub(crate) fn unshown(why: Unshown) -> Self {
        Self {
            has_position: false,
            has_owner: false,
            likeness: None,
            view: Err(why),
        }
    }
}

impl Likeness {
    /// Pictures that differ in no more bits are taken for the same.
    pub(crate) const NEAR: u32 = 16;

    /// In how many of 256 bits two pictures differ.
    pub(crate) fn distance(self, other: Self) -> u32 {
        let pairs = self.0.iter().zip(other.0);
        pairs.map(|(one, other)| (one ^ other).count_ones()).sum()
    }
}

impl Facts {
    /// A file whose text could not be searched.
    pub(crate) fn unsearched(why: Unsearched) -> Self {
        Self {
            unsearched: Some(why),
            ..Self::default()
        }
    }
}
