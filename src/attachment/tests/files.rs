//! Makes small files of every format.

use std::fmt::Write as _;

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

/// A zip file with these members, deflated.
pub(crate) fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut folder = Vec::new();
    for (name, content) in members {
        let packed = compress_to_vec(content.as_bytes(), 6);
        let at = bytes.len();
        let sizes = [0, packed.len(), content.len()].map(|size| u32::try_from(size).unwrap());
        let sizes: Vec<u8> = sizes.iter().flat_map(|size| size.to_le_bytes()).collect();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        bytes.extend(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0");
        bytes.extend(&sizes);
        bytes.extend(length);
        bytes.extend([0, 0]);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
        folder.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0");
        folder.extend(&sizes);
        folder.extend(length);
        folder.extend([0; 12]);
        folder.extend(u32::try_from(at).unwrap().to_le_bytes());
        folder.extend(name.as_bytes());
    }
    let count = u16::try_from(members.len()).unwrap().to_le_bytes();
    let sizes = [folder.len(), bytes.len()].map(|size| u32::try_from(size).unwrap());
    bytes.extend(&folder);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of sheets with rows of cells; numbers are stored as numbers, other cells as shared texts.
pub(crate) fn xlsx(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut strings = Vec::new();
    let mut members = Vec::new();
    let (mut list, mut relations) = (String::new(), String::new());
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let number = index + 1;
        write!(
            list,
            "<sheet name=\"{name}\" sheetId=\"{number}\" state=\"hidden\" r:id=\"r{number}\"/>"
        )
        .unwrap();
        write!(
            relations,
            "<Relationship Id=\"r{number}\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
        let mut xml = "<worksheet><sheetData>".to_owned();
        for (index, row) in rows.iter().enumerate() {
            write!(xml, "<row r=\"{}\">", index + 1).unwrap();
            for (column, cell) in row.iter().enumerate() {
                let place = format!(
                    "{}{}",
                    char::from(b'A' + u8::try_from(column).unwrap()),
                    index + 1
                );
                if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()) {
                    write!(xml, "<c r=\"{place}\"><v>{cell}</v></c>").unwrap();
                } else if !cell.is_empty() {
                    write!(xml, "<c r=\"{place}\" t=\"s\"><v>{}</v></c>", strings.len()).unwrap();
                    strings.push(escape(cell));
                }
            }
            xml.push_str("</row>");
        }
        members.push((
            format!("xl/worksheets/sheet{number}.xml"),
            xml + "</sheetData></worksheet>",
        ));
    }
    let strings: String = strings
        .iter()
        .map(|text| format!("<si><t>{text}</t><rPh><t>x</t></rPh></si>"))
        .collect();
    members.push((
        "xl/workbook.xml".into(),
        format!("<workbook><sheets>{list}</sheets></workbook>"),
    ));
    members.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    members.push((
        "xl/sharedStrings.xml".into(),
        format!("<sst>{strings}</sst>"),
    ));
    let members: Vec<(&str, &str)> = members
        .iter()
        .map(|(name, xml)| (name.as_str(), xml.as_str()))
        .collect();
    zip(&members)
}

/// A document of Word with paragraphs and one table.
pub(crate) fn docx(paragraphs: &[&str], rows: &[&[&str]]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escape(text));
    let mut xml: String = paragraphs.iter().map(paragraph).collect();
    xml.push_str("<w:tbl>");
    for row in rows {
        let cells: String = row
            .iter()
            .map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell)))
            .collect();
        write!(xml, "<w:tr>{cells}</w:tr>").unwrap();
    }
    zip(&[(
        "word/document.xml",
        &format!("<w:document><w:body>{xml}</w:tbl></w:body></w:document>"),
    )])
}

/// A PDF of one page for each text; a line for each line, shown as programs do: by the number of the glyph.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    let mut characters: Vec<char> = pages.iter().flat_map(|page| page.chars()).collect();
    characters.sort_unstable();
    characters.dedup();
    let mut table = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n".to_owned();
    for (index, c) in characters.iter().enumerate() {
        let mut units = [0; 2];
        let units: String = c
            .encode_utf16(&mut units)
            .iter()
            .map(|unit| format!("{unit:04X}"))
            .collect();
        writeln!(table, "1 beginbfchar <{index:04X}> <{units}> endbfchar").unwrap();
    }
    let glyphs = |line: &str| -> String {
        line.chars()
            .map(|c| format!("{:04X}", characters.binary_search(&c).unwrap()))
            .collect()
    };
    let mut file = Pdf(b"%PDF-1.4\n".to_vec());
    let kids: String = (0..pages.len())
        .map(|index| format!("{} 0 R ", 10 + index * 2))
        .collect();
    file.object(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.object(
        2,
        &format!("<</Type/Pages/Kids[{kids}]/Resources<</Font<</F1 3 0 R>>>>>>"),
    );
    file.object(
        3,
        "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[5 0 R]>>",
    );
    file.stream(4, table.as_bytes());
    file.object(5, "<</Type/Font/Subtype/CIDFontType2/DW 1000>>");
    for (index, page) in pages.iter().enumerate() {
        let lines: String = page
            .lines()
            .map(|line| format!("<{}> Tj 0 -20 Td\n", glyphs(line)))
            .collect();
        file.object(
            10 + index * 2,
            &format!(
                "<</Type/Page/Parent 2 0 R/Contents {} 0 R>>",
                11 + index * 2
            ),
        );
        file.stream(
            11 + index * 2,
            format!("BT /F1 12 Tf 50 700 Td\n{lines}ET").as_bytes(),
        );
    }
    file.0.extend(b"trailer <</Root 1 0 R>>\n%%EOF");
    file.0
}

/// A PDF in the making.
pub(crate) struct Pdf(pub(crate) Vec<u8>);

impl Pdf {
    pub(crate) fn object(&mut self, number: usize, text: &str) {
        self.0
            .extend(format!("{number} 0 obj\n{text}\nendobj\n").as_bytes());
    }

    pub(crate) fn stream(&mut self, number: usize, content: &[u8]) {
        let packed = compress_to_vec_zlib(content, 6);
        let head = format!(
            "{number} 0 obj\n<</Length {}/Filter/FlateDecode>>\nstream\n",
            packed.len()
        );
        self.0.extend(head.as_bytes());
        self.0.extend(packed);
        self.0.extend(b"\nendstream\nendobj\n");
    }
}

/// An old workbook of one sheet: texts that are shared, the rest as numbers.
pub(crate) fn xls(rows: &[&[&str]]) -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    };
    let wide = |text: &str| -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let count = u16::try_from(units.len()).unwrap().to_le_bytes();
        let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
        count.into_iter().chain([1]).chain(bytes).collect()
    };
    let texts: Vec<&str> = rows.iter().flat_map(|row| row.iter().copied()).collect();
    let table: Vec<u8> = [0; 8]
        .into_iter()
        .chain(texts.iter().flat_map(|text| wide(text)))
        .collect();
    // The shared table is cut in the middle of a text, where the rest begins with a mark of its own.
    let cut = 13.min(table.len());
    let rest: Vec<u8> = [1]
        .into_iter()
        .chain(table[cut..].iter().copied())
        .collect();
    let bof = record(0x0809, &[0, 6, 5, 0]);
    let strings = [record(0x00fc, &table[..cut]), record(0x003c, &rest)].concat();
    let end = record(0x000a, &[]);
    let name = [
        &[0, 0, 2, 1][..],
        "名单"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
            .as_slice(),
    ]
    .concat();
    let at = bof.len() + 4 + 4 + name.len() + strings.len() + end.len();
    let bound = record(
        0x0085,
        &[&u32::try_from(at).unwrap().to_le_bytes()[..], &name].concat(),
    );
    let mut stream = [bof.clone(), bound, strings, end.clone(), bof].concat();
    let mut index = 0_u32;
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, _) in (0_u16..).zip(cells.iter()) {
            let cell = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
            stream.extend(record(0x00fd, &[&cell[..], &index.to_le_bytes()].concat()));
            index += 1;
        }
    }
    stream.extend(end);
    compound("Workbook", stream)
}

/// A compound file with one stream.
pub(crate) fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    let mut bytes = crate::attachment::compound::MAGIC.to_vec();
    bytes.resize(512, 0xff);
    bytes[30..34].copy_from_slice(&[9, 0, 6, 0]);
    bytes[44..52].copy_from_slice(&[1, 0, 0, 0, 1, 0, 0, 0]);
    bytes[76..80].copy_from_slice(&[0; 4]);
    // The table, the folder, the stream.
    let mut next = vec![0xffff_fffd_u32, 0xffff_fffe];
    next.extend((3..).take(sectors));
    next[1 + sectors] = 0xffff_fffe;
    next.resize(128, 0xffff_ffff);
    bytes.extend(next.iter().flat_map(|sector| sector.to_le_bytes()));
    let mut folder = entry("Root Entry", 0xffff_fffe, 0);
    folder.extend(entry(name, 2, stream.len()));
    folder.resize(512, 0);
    bytes.extend(folder);
    bytes.extend(stream);
    bytes
}

fn entry(name: &str, start: u32, size: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(128, 0);
    entry[64..66].copy_from_slice(&length.to_le_bytes());
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
    entry
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
