//! Relative links and images.

use pulldown_cmark::{Event, LinkType, Tag};

use crate::markdown::Reference;
use crate::markdown::address::{self, Address};
use crate::markdown::events::Events;

/// See [`super::references`].
pub(super) fn find(events: Events<'_>) -> Vec<Reference> {
    let mut references: Vec<Reference> = Vec::new();
    for (event, range) in events {
        if let Event::Text(text) | Event::Code(text) = &event {
            // Links and images end after what stands in them; a picture may stand in a link.
            let around = references.iter_mut().rev();
            for reference in around.take_while(|one| one.end >= range.end) {
                reference.words.push_str(text);
            }
        }
        let (dest, image) = match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if link_type != LinkType::Email => (dest_url, false),
            Event::Start(Tag::Image { dest_url, .. }) => (dest_url, true),
            _ => continue,
        };
        if address::kind(&dest) == Address::Relative {
            references.push(Reference {
                dest: dest.into_string(),
                words: String::new(),
                start: range.start,
                end: range.end,
                image,
            });
        }
    }
    references
}
