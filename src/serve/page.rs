//! A file as it is served: its type, and for pages the script that reloads them and shows findings.

/// Below this address stands what belongs to the preview and to no site.
pub(super) const OWN: &str = "/.sanwu/";

const TAGS: &str = "<link rel=\"stylesheet\" href=\"/.sanwu/preview.css\">\
    <script src=\"/.sanwu/preview.js\"></script>";

/// What the preview adds, by name.
pub(super) const FILES: &[(&str, &str)] = &[
    ("preview.js", include_str!("preview.js")),
    ("preview.css", include_str!("preview.css")),
];

/// The type of a file by its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "yaml" | "yml" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "mp3" => "audio/mpeg",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// A page with the tags of the preview, and with leave to ask the server what is new: the pages themselves forbid
/// every request.
pub(super) fn with_preview(page: &str) -> String {
    let page = page
        .replacen(
            "default-src 'none'",
            "default-src 'none'; connect-src 'self'",
            1,
        )
        .replacen(
            "default-src &#39;none&#39;",
            "default-src 'none'; connect-src 'self'",
            1,
        )
        .replacen(
            "default-src &#x27;none&#x27;",
            "default-src 'none'; connect-src 'self'",
            1,
        );
    match page.rsplit_once("</body>") {
        Some((before, after)) => format!("{before}{TAGS}</body>{after}"),
        None => page + TAGS,
    }
}
