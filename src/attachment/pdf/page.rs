//! Follows the operators of a page and writes down the text they show.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::attachment::pdf::file::File;
use crate::attachment::pdf::font::Font;
use crate::attachment::pdf::object::{Dict, Lexer, Object};
use crate::attachment::pdf::pen::{IDENTITY, Matrix, Written};
use crate::source::facts::Unsearched;

/// Operators of a whole file; a form drawn within forms may otherwise multiply without end.
const OPERATORS_LIMIT: usize = 3_000_000;
/// A form is unpacked each time that it is drawn.
const FORM_COST: usize = 200;
/// Forms within forms.
const DEPTH_LIMIT: usize = 6;
/// Values before one operator.
const OPERANDS_LIMIT: usize = 100_000;

/// What is shared by the pages of a file.
#[derive(Debug)]
pub(super) struct Reader<'f, 'a> {
    /// The file.
    pub(super) file: &'f mut File<'a>,
    /// Fonts by the number of their object.
    fonts: BTreeMap<u32, Rc<Font>>,
    left: usize,
}

/// What came of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) written: Written,
    /// It shows a picture, which may be a scan.
    pub(super) has_picture: bool,
}

/// The state that `q` keeps and `Q` restores.
#[derive(Debug, Clone)]
struct State {
    plane: Matrix,
    font: Option<Rc<Font>>,
    size: i64,
    spacing: i64,
    word_spacing: i64,
    leading: i64,
    /// The pen, and the beginning of the line.
    pen: Matrix,
    line: Matrix,
}

impl State {
    fn new(plane: Matrix) -> Self {
        Self {
            plane,
            font: None,
            size: 0,
            spacing: 0,
            word_spacing: 0,
            leading: 0,
            pen: IDENTITY,
            line: IDENTITY,
        }
    }

    fn move_line(&mut self, x: i64, y: i64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.pen = self.line;
    }

    fn show(&mut self, bytes: &[u8], page: &mut Page) {
        let Some(font) = self.font.clone() else {
            return;
        };
        for glyph in font.glyphs(bytes) {
            let at = self.pen.then(self.plane);
            if !glyph.text.is_empty() {
                page.written.put(&glyph.text, at, self.size, glyph.width);
            }
            let stretch = if glyph.is_space { self.word_spacing } else { 0 };
            let own = self.size * glyph.width.clamp(-100_000, 100_000) / 1000;
            self.advance(own + self.spacing + stretch);
        }
    }

    fn advance(&mut self, by: i64) {
        self.pen = Matrix::shift(by, 0).then(self.pen);
    }
}

impl<'f, 'a> Reader<'f, 'a> {
    /// Reads pages of a file.
    pub(super) fn new(file: &'f mut File<'a>) -> Self {
        Self {
            file,
            fonts: BTreeMap::new(),
            left: OPERATORS_LIMIT,
        }
    }

    /// Follows a page's content.
    pub(super) fn page(&mut self, content: &[u8], resources: &Dict) -> Result<Page, Unsearched> {
        let mut page = Page::default();
        self.run(content, resources, IDENTITY, (0, &mut page))?;
        Ok(page)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Dict,
        plane: Matrix,
        (depth, page): (usize, &mut Page),
    ) -> Result<(), Unsearched> {
        let mut lexer = Lexer::new(content, 0);
        let mut state = State::new(plane);
        let mut kept = Vec::new();
        let mut fonts: BTreeMap<String, Option<Rc<Font>>> = BTreeMap::new();
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.next() {
            let Object::Word(word) = object else {
                if operands.len() < OPERANDS_LIMIT {
                    operands.push(object);
                }
                continue;
            };
            self.left = self.left.checked_sub(1).ok_or(Unsearched::TooLong)?;
            match word.as_slice() {
                b"q" if kept.len() < 200 => kept.push(state.clone()),
                b"Q" => {
                    if let Some(last) = kept.pop() {
                        state = last;
                    }
                }
                b"Tf" => {
                    let [Object::Name(name), Object::Number(size)] = operands.as_slice() else {
                        operands.clear();
                        continue;
                    };
                    if !fonts.contains_key(name) {
                        fonts.insert(name.clone(), self.font(name, resources)?);
                    }
                    state.font = fonts.get(name).cloned().flatten();
                    state.size = *size;
                }
                b"Do" => {
                    let name = operands.last().and_then(Object::name).unwrap_or_default();
                    self.draw(name, resources, state.plane, (depth, page))?;
                }
                b"ID" => {
                    page.has_picture = true;
                    skip_picture(content, &mut lexer);
                }
                other => text_operator(other, &operands, &mut state, page),
            }
            operands.clear();
        }
        Ok(())
    }

    fn font(&mut self, name: &str, resources: &Dict) -> Result<Option<Rc<Font>>, Unsearched> {
        let fonts = self.file.dict(resources, "Font");
        let Some(entry) = fonts.as_ref().and_then(|fonts| fonts.get(name)) else {
            return Ok(None);
        };
        let number = match entry {
            Object::Reference(number) => *number,
            _ => 0,
        };
        if let Some(font) = self.fonts.get(&number) {
            return Ok(Some(Rc::clone(font)));
        }
        let Some(Object::Dict(dict)) = self.file.resolve(entry) else {
            return Ok(None);
        };
        let font = Rc::new(Font::read(self.file, &dict)?);
        if number > 0 {
            self.fonts.insert(number, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// A picture, or a form: content of its own that is drawn here.
    fn draw(
        &mut self,
        name: &str,
        resources: &Dict,
        plane: Matrix,
        (depth, page): (usize, &mut Page),
    ) -> Result<(), Unsearched> {
        let objects = self.file.dict(resources, "XObject");
        let Some(Object::Reference(number)) = objects.as_ref().and_then(|all| all.get(name)) else {
            return Ok(());
        };
        let Some(Object::Dict(dict)) = self.file.object(*number) else {
            return Ok(());
        };
        if dict.get("Subtype").and_then(Object::name) == Some("Image") {
            page.has_picture = true;
            return Ok(());
        }
        if depth >= DEPTH_LIMIT {
            return Ok(());
        }
        self.left = self
            .left
            .checked_sub(FORM_COST)
            .ok_or(Unsearched::TooLong)?;
        let Some(content) = self.file.stream(*number)? else {
            return Ok(());
        };
        let own = self.file.dict(&dict, "Resources");
        let matrix = self.file.get(&dict, "Matrix");
        let plane = matrix
            .and_then(|six| matrix_of(six.elements()))
            .unwrap_or(IDENTITY)
            .then(plane);
        self.run(
            &content,
            own.as_ref().unwrap_or(resources),
            plane,
            (depth + 1, page),
        )
    }
}

fn matrix_of(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<i64> = operands.iter().map(number).collect();
    Some(Matrix(numbers.try_into().ok()?))
}

fn number(object: &Object) -> i64 {
    match object {
        Object::Number(number) => *number,
        _ => 0,
    }
}

/// The operators that place and show text, and the one that moves the plane.
fn text_operator(operator: &[u8], operands: &[Object], state: &mut State, page: &mut Page) {
    let at = |index: usize| operands.get(index).map_or(0, number);
    match operator {
        b"cm" => {
            if let Some(matrix) = matrix_of(operands) {
                state.plane = matrix.then(state.plane);
            }
        }
        b"BT" => {
            state.pen = IDENTITY;
            state.line = IDENTITY;
        }
        b"Tm" => {
            if let Some(matrix) = matrix_of(operands) {
                state.line = matrix;
                state.pen = matrix;
            }
        }
        b"Td" => state.move_line(at(0), at(1)),
        b"TD" => {
            state.leading = -at(1);
            state.move_line(at(0), at(1));
        }
        b"T*" => state.move_line(0, -state.leading),
        b"TL" => state.leading = at(0),
        b"Tc" => state.spacing = at(0),
        b"Tw" => state.word_spacing = at(0),
        b"Tj" => show(operands, state, page),
        b"'" => {
            state.move_line(0, -state.leading);
            show(operands, state, page);
        }
        b"\"" => {
            state.word_spacing = at(0);
            state.spacing = at(1);
            state.move_line(0, -state.leading);
            show(operands, state, page);
        }
        b"TJ" => show(operands.last().map_or(&[], Object::elements), state, page),
        _ => {}
    }
}

fn show(pieces: &[Object], state: &mut State, page: &mut Page) {
    for piece in pieces {
        match piece {
            Object::Text(bytes) => state.show(bytes, page),
            Object::Number(back) => {
                let by = i128::from(*back) * i128::from(state.size) / 1_000_000;
                state.advance(-i64::try_from(by).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// The bytes of a picture within the content, up to `EI`.
fn skip_picture(content: &[u8], lexer: &mut Lexer<'_>) {
    let end = crate::attachment::bytes::find(content, b"EI", lexer.at);
    lexer.at = end.map_or(content.len(), |end| end + 2);
}
