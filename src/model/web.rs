//! How a site is registered (网站域名, 网站标识码): for the tags that public-sector sites carry. Nothing of it is invented.

/// What `village.yaml` or `board.yaml` says of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Web {
    /// 网站地址: where the site stands, with `/` at its end; empty where it has none.
    pub(crate) address: String,
    /// 网站域名; empty where none is registered.
    pub(crate) domain: String,
    /// 网站标识码; empty where none is registered.
    pub(crate) code: String,
}

impl Web {
    /// The site of a village: what it says itself, else its place below the town's. The town's code is the town's alone.
    pub(crate) fn below(&self, town: &Self, id: Option<&str>) -> Self {
        let address = match id {
            Some(id) if !town.address.is_empty() => format!("{}{id}/", town.address),
            _ => town.address.clone(),
        };
        let own = |own: &String, other: &str| {
            let text = if own.is_empty() { other } else { own };
            text.to_owned()
        };
        Self {
            // A domain of its own without an address says that it does not stand below the town.
            address: if self.domain.is_empty() {
                own(&self.address, &address)
            } else {
                self.address.clone()
            },
            domain: own(&self.domain, &town.domain),
            code: self.code.clone(),
        }
    }

    /// The whole address of a page, where the site has one; the home page is its folder.
    pub(crate) fn page(&self, path: &str) -> Option<String> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        (!self.address.is_empty()).then(|| format!("{}{path}", self.address))
    }
}

#[cfg(test)]
mod tests {
    use super::Web;

    fn web(address: &str, domain: &str, code: &str) -> Web {
        Web {
            address: address.to_owned(),
            domain: domain.to_owned(),
            code: code.to_owned(),
        }
    }

    #[test]
    fn a_village_stands_below_its_town() {
        let town = web("https://lx.gov.cn/sanwu/", "lx.gov.cn", "3799020003");
        let village = Web::default().below(&town, Some("dong"));
        let expected = web("https://lx.gov.cn/sanwu/dong/", "lx.gov.cn", "");
        assert_eq!(village, expected, "the town's code is not the village's");
        let page = village.page("finance/2025-09/index.html");
        assert_eq!(
            page.unwrap(),
            "https://lx.gov.cn/sanwu/dong/finance/2025-09/"
        );
        let own = web("https://dong.cn/", "dong.cn", "").below(&town, Some("dong"));
        assert_eq!(own.address, "https://dong.cn/");
        let apart = web("", "dong.cn", "").below(&town, Some("dong"));
        assert_eq!(apart.page("index.html"), None);
    }
}
