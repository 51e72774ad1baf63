//! Links and images as HTML, or as text with the address in brackets.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::markdown::address::{self, Address};
use crate::markdown::html::Writer;
use crate::markdown::{Link, Picture, escape};

/// What the end of a link writes.
pub(super) struct LinkEnd<'t> {
    dest: CowStr<'t>,
    /// Length of the output where the text began.
    from: usize,
    pub(super) anchor: bool,
    /// The text is the address itself.
    automatic: bool,
}

pub(super) struct Image<'t> {
    dest: CowStr<'t>,
    title: CowStr<'t>,
    alt: String,
    /// Images inside the description of this one.
    depth: usize,
}

impl<'t> Image<'t> {
    pub(super) fn new(dest: CowStr<'t>, title: CowStr<'t>) -> Self {
        Self {
            dest,
            title,
            alt: String::new(),
            depth: 0,
        }
    }
}

impl<'t> Writer<'t, '_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, dest: CowStr<'t>, title: &str) {
        let automatic = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let href = if link_type == LinkType::Email {
            Some(format!("mailto:{dest}"))
        } else {
            self.href(&dest)
        };
        let anchor = href.is_some();
        if let Some(href) = href {
            self.out.push_str("<a href=\"");
            escape::push_address(&mut self.out, &href);
            self.push_title(title);
            self.out.push_str("\">");
        }
        self.links.push(LinkEnd {
            dest,
            from: self.out.len(),
            anchor,
            automatic,
        });
    }

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if self.out.len() == link.from {
            escape::push(&mut self.out, &link.dest);
        } else if !link.anchor && !link.automatic && self.out.get(link.from..) != Some(&*link.dest)
        {
            self.push_dest(&link.dest);
        }
        if link.anchor {
            self.out.push_str("</a>");
        }
        self.last = ')';
    }

    /// Inside an image all is description.
    pub(super) fn describe(&mut self, event: Event<'t>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                image.alt.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) if image.depth > 0 => image.depth -= 1,
            Event::End(TagEnd::Image) => self.end_image(),
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else {
            return;
        };
        self.line_start = false;
        self.last = ')';
        let alt = match (image.alt.trim(), image.title.trim()) {
            ("", "") => image
                .dest
                .rsplit('/')
                .find(|part| !part.is_empty())
                .unwrap_or("图片"),
            ("", title) => title,
            (alt, _) => alt,
        };
        let (source, shown) = match self.resolved(&image.dest) {
            Some(Link::To(href)) => (Some(href), None),
            Some(Link::Picture(picture)) => (Some(picture.src.clone()), Some(picture)),
            Some(Link::Text) | None => (None, None),
        };
        let source = source.filter(|href| address::kind(href) == Address::Relative);
        let Some(source) = source else {
            escape::push(&mut self.out, alt);
            self.push_dest(&image.dest);
            return;
        };
        // A picture inside a link leads where the link does.
        let page = shown.as_ref().map(|picture| picture.href.as_str());
        let page = page.filter(|_| !self.links.iter().any(|link| link.anchor));
        if let Some(page) = page {
            self.out.push_str("<a class=\"pic\" href=\"");
            escape::push_address(&mut self.out, page);
            self.out.push_str("\">");
        }
        self.out.push_str("<img src=\"");
        escape::push_address(&mut self.out, &source);
        if let Some(picture) = &shown {
            let (width, height) = picture.size;
            let size = format!("\" width=\"{width}\" height=\"{height}");
            self.out.push_str(&size);
        }
        self.out.push_str("\" alt=\"");
        escape::push(&mut self.out, alt);
        self.push_title(&image.title);
        self.out.push_str("\" loading=\"lazy\">");
        if page.is_some() {
            self.out.push_str("</a>");
        }
    }

    /// The address to write, or none where the text is shown instead. What `resolve` answers is judged again.
    fn href(&self, dest: &str) -> Option<String> {
        match self.resolved(dest)? {
            Link::To(href) | Link::Picture(Picture { href, .. }) => Some(href),
            Link::Text => None,
        }
    }

    fn resolved(&self, dest: &str) -> Option<Link> {
        match address::kind(dest) {
            Address::Relative => Some((self.resolve)(dest)).filter(|link| match link {
                Link::To(href) => address::is_writable(href),
                Link::Picture(picture) => {
                    address::is_writable(&picture.href) && address::is_writable(&picture.src)
                }
                Link::Text => false,
            }),
            Address::Contact => Some(Link::To(dest.to_owned())),
            Address::Outside | Address::Unsafe => None,
        }
    }

    fn push_title(&mut self, title: &str) {
        if !title.trim().is_empty() {
            self.out.push_str("\" title=\"");
            escape::push(&mut self.out, title);
        }
    }

    fn push_dest(&mut self, dest: &str) {
        self.out.push('（');
        escape::push(&mut self.out, dest);
        self.out.push('）');
    }
}
