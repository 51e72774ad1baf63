//! How one record names another: by its path, with or without what a path may carry.

/// A reference as written, as an address: without extension, `./` and the way up.
pub(crate) fn normal(reference: &str) -> String {
    let reference = reference.trim().replace('\\', "/");
    let mut rest = reference.as_str();
    while let Some(shorter) = rest.strip_prefix("./").or_else(|| rest.strip_prefix("../")) {
        rest = shorter;
    }
    let rest = rest.trim_start_matches('/');
    let rest = rest.strip_suffix("/index.html").unwrap_or(rest);
    for extension in [".yaml", ".yml", ".md"] {
        if let Some(stem) = rest.strip_suffix(extension) {
            return stem.to_owned();
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn reads_references() {
        assert_eq!(normal("../decision/2025-road.md"), "decision/2025-road");
        assert_eq!(normal("decision/2025-road"), "decision/2025-road");
        assert_eq!(normal("./decision\\2025-road.yaml"), "decision/2025-road");
    }
}
