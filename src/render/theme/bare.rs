//! Styles and scripts as browsers get them: without indents and comments, which people read in the source.

/// The text without lines that are only comment, empty lines and indents. Lines stay lines, so that a fault of a script
/// tells a place that can be found.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut is_comment = false;
    for line in text.lines() {
        let line = line.trim();
        is_comment = is_comment || line.starts_with("/*");
        if !is_comment && !line.is_empty() {
            bare.push_str(line);
            bare.push('\n');
        }
        // What follows a comment on its line is kept.
        if is_comment && let Some((_, rest)) = line.split_once("*/") {
            is_comment = false;
            if !rest.trim().is_empty() {
                bare.push_str(rest.trim());
                bare.push('\n');
            }
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn leaves_what_counts() {
        let text = "/* head\n   of two lines */\n(function () {\n  var a = '/* no comment */';\n\n  /* why */\n  go(a); /* here */\n  /* so */ stay();\n}());\n";
        assert_eq!(
            bare(text),
            "(function () {\nvar a = '/* no comment */';\ngo(a); /* here */\nstay();\n}());\n"
        );
    }
}
