//! The server of a kiosk: finished pages on this machine alone, each handed out by whoever knows what may be.

use std::net::TcpListener;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::percent_decode_str;

use crate::serve::page::content_type;
use crate::serve::port;

/// What there is under a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A file.
    Bytes(Vec<u8>),
    /// A file whose content cannot be trusted.
    Altered,
    /// Nothing.
    Missing,
}

/// Finds the file of a path.
pub(crate) type Find = Arc<dyn Fn(&str) -> Found + Send + Sync>;

/// Serves on this machine until the listener fails; `tell` hears the address.
///
/// # Errors
/// When no port is free.
pub(crate) fn run(port: u16, find: Find, tell: &dyn Fn(&str)) -> anyhow::Result<()> {
    let (listener, port) = port::listen(port, false)?;
    tell(&format!("http://127.0.0.1:{port}/"));
    serve(listener, App { port, find })
}

fn serve(listener: TcpListener, app: App) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .context("网页服务起不来")?;
    let router = Router::new().fallback(file).with_state(app);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    })?;
    Ok(())
}

#[derive(Clone)]
struct App {
    port: u16,
    find: Find,
}

async fn file(State(app): State<App>, request: Request) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok());
    let own = ["127.0.0.1", "localhost", "[::1]"];
    // A page somewhere on the network may give its own name this address; its name is then in the request.
    if !host.is_some_and(|host| {
        own.iter()
            .any(|name| host == format!("{name}:{}", app.port))
    }) {
        return said(StatusCode::FORBIDDEN, "请用 http://127.0.0.1 打开");
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return said(StatusCode::METHOD_NOT_ALLOWED, "只能查看");
    }
    let path = request.uri().path();
    let Ok(decoded) = percent_decode_str(path.trim_start_matches('/')).decode_utf8() else {
        return said(StatusCode::NOT_FOUND, "没有这一页");
    };
    let is_folder = decoded.is_empty() || decoded.ends_with('/');
    let name = if is_folder {
        format!("{decoded}index.html")
    } else {
        decoded.clone().into_owned()
    };
    match (app.find)(&name) {
        Found::Bytes(bytes) => answer(&name, bytes),
        Found::Altered => said(
            StatusCode::INTERNAL_SERVER_ERROR,
            "这一页和封存时的内容不一样，没有显示；请告诉村（居）委会",
        ),
        Found::Missing if !is_folder => {
            let below = (app.find)(&format!("{decoded}/index.html"));
            let place = HeaderValue::from_str(&format!("/{}/", path.trim_matches('/')));
            match (below, place) {
                (Found::Bytes(_), Ok(place)) => {
                    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, place)]).into_response()
                }
                _ => said(StatusCode::NOT_FOUND, "没有这一页"),
            }
        }
        Found::Missing => said(StatusCode::NOT_FOUND, "没有这一页"),
    }
}

fn answer(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type(name)),
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (StatusCode::OK, headers, Body::from(bytes)).into_response()
}

fn said(status: StatusCode, text: &'static str) -> Response {
    let page = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>{text}</title>\
         <body><h1>{text}</h1><p><a href=\"/index.html\">回首页</a></p></body></html>"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, page).into_response()
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::sync::Arc;

    use super::{App, Found, serve};
    use crate::serve::port;

    fn ask(port: u16, requests: &[(&str, &str)]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        // One connection for all: the last request asks to close it.
        for (index, (path, host)) in requests.iter().enumerate() {
            let end = if index + 1 == requests.len() {
                "close"
            } else {
                "keep-alive"
            };
            let text = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: {end}\r\n\r\n");
            stream.write_all(text.as_bytes()).unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn hands_out_what_is_found_and_keeps_the_connection() {
        let (listener, port) = port::listen(18_000, false).unwrap();
        let find = Arc::new(|path: &str| match path {
            "index.html" | "a/index.html" => Found::Bytes("页".as_bytes().to_vec()),
            "bad.html" => Found::Altered,
            _ => Found::Missing,
        });
        std::thread::spawn(move || serve(listener, App { port, find }));
        let own = format!("127.0.0.1:{port}");
        let answer = ask(port, &[("/", &own), ("/%61/?kiosk", &own)]);
        assert_eq!(answer.matches("HTTP/1.1 200").count(), 2, "{answer}");
        assert!(answer.contains("text/html; charset=utf-8"), "{answer}");
        for (path, host, status) in [
            ("/bad.html", own.as_str(), "500"),
            ("/a", &own, "307"),
            ("/../x", &own, "404"),
            ("/%ff", &own, "404"),
            ("/", "evil.example", "403"),
        ] {
            let answer = ask(port, &[(path, host)]);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status}")),
                "{path} {answer}"
            );
        }
    }
}
