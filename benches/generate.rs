//! Writes a board to be built by hand: `cargo bench --bench generate -- DIR VILLAGES RECORDS [plain]`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "writes a folder and says so"
)]

mod generator;

use std::path::PathBuf;

use generator::Mix;

fn main() -> std::io::Result<()> {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let [folder, villages, records, mix @ ..] = words.as_slice() else {
        println!("cargo bench --bench generate -- DIR VILLAGES RECORDS [plain]");
        return Ok(());
    };
    let count = |word: &str| word.parse().map_err(std::io::Error::other);
    let mix = if mix == ["plain"] {
        Mix::Plain
    } else {
        Mix::Whole
    };
    generator::write(
        &PathBuf::from(folder),
        count(villages)?,
        count(records)?,
        mix,
    )?;
    println!("{folder}: {villages} x {records}");
    Ok(())
}
