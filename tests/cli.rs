//! What the program prints, as transcripts in `tests/cli/`; `TRYCMD=overwrite` rewrites them.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .case("tests/cli/*.trycmd");
}
