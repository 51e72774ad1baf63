//! The server of the preview. The only asynchronous file.
#![expect(
    clippy::disallowed_methods,
    reason = "built pages are read from the disk for each request"
)]

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use crate::serve::page::{self, OWN, content_type, with_preview};
use crate::serve::state::Shared;

/// Serves until the listener fails.
pub(super) fn serve(listener: TcpListener, port: u16, shared: &Arc<Shared>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .build()
        .context("网页服务起不来")?;
    let app = app(port, Arc::clone(shared));
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, app).await
    })?;
    Ok(())
}

#[derive(Debug, Clone)]
struct App {
    port: u16,
    shared: Arc<Shared>,
}

fn app(port: u16, shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/.sanwu/events", get(events))
        .fallback(file)
        .with_state(App { port, shared })
}

async fn events(State(app): State<App>, request: Request) -> Response {
    if !is_meant(&request, &app) {
        return refused();
    }
    let states = WatchStream::from_changes(app.shared.follow());
    let events = states.map(|state| Ok::<_, Infallible>(Event::default().data(state.text())));
    Sse::new(events)
        .keep_alive(KeepAlive::default())
        .into_response()
}

async fn file(State(app): State<App>, request: Request) -> Response {
    if !is_meant(&request, &app) {
        return refused();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return answer(
            StatusCode::METHOD_NOT_ALLOWED,
            "text/plain; charset=utf-8",
            "只能查看".into(),
        );
    }
    let path = request.uri().path();
    if let Some(name) = path.strip_prefix(OWN) {
        return match page::FILES.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => answer(StatusCode::OK, content_type(name), (*text).into()),
            None => missing(&app.shared),
        };
    }
    let Ok(decoded) = percent_decode_str(path.trim_start_matches('/')).decode_utf8() else {
        return missing(&app.shared);
    };
    found(&decoded, path, &app.shared)
}

/// Looks the path up among the built files; it is never joined to a folder as it came.
fn found(decoded: &str, path: &str, shared: &Shared) -> Response {
    let is_folder = decoded.is_empty() || decoded.ends_with('/');
    let name = if is_folder {
        format!("{decoded}index.html")
    } else {
        decoded.to_owned()
    };
    let Some(file) = shared.file(&name) else {
        if !is_folder && shared.file(&format!("{decoded}/index.html")).is_some() {
            return moved(path);
        }
        return missing(shared);
    };
    let Ok(bytes) = std::fs::read(file) else {
        return missing(shared);
    };
    answer(StatusCode::OK, content_type(&name), bytes)
}

/// Relative links need the stroke at the end of a folder.
fn moved(path: &str) -> Response {
    let place = format!("/{}/", path.trim_matches('/'));
    match HeaderValue::from_str(&place) {
        Ok(place) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, place)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn missing(shared: &Shared) -> Response {
    let page = shared
        .file("404.html")
        .and_then(|file| std::fs::read(file).ok());
    let plain = || {
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>没有这一页</title>\
         <body><h1>没有这一页</h1><p><a href=\"/index.html\">回首页</a></p></body></html>"
            .into()
    };
    answer(
        StatusCode::NOT_FOUND,
        content_type("404.html"),
        page.unwrap_or_else(plain),
    )
}

fn refused() -> Response {
    let text = "这个地址不能打开预览，请用程序显示的网址".into();
    answer(StatusCode::FORBIDDEN, "text/plain; charset=utf-8", text)
}

/// A page somewhere on the internet may give its own name the address 127.0.0.1 and read what is previewed here; its
/// name is then in the request.
fn is_meant(request: &Request, app: &App) -> bool {
    if app.shared.lan {
        return true;
    }
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let own = ["127.0.0.1", "localhost", "[::1]"];
    host.is_some_and(|host| {
        own.iter()
            .any(|name| host == format!("{name}:{}", app.port))
    })
}

fn answer(status: StatusCode, kind: &'static str, mut bytes: Vec<u8>) -> Response {
    if kind.starts_with("text/html")
        && let Ok(page) = std::str::from_utf8(&bytes)
    {
        bytes = with_preview(page).into_bytes();
    }
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use axum::body::Body;
    use axum::extract::{Request, State};
    use axum::http::{Method, StatusCode, header};
    use axum::response::Response;
    use tempfile::TempDir;

    use super::{App, file};
    use crate::diagnostic::Findings;
    use crate::serve::state::Shared;

    fn app(lan: bool) -> (TempDir, App) {
        let output = TempDir::new().unwrap();
        std::fs::create_dir(output.path().join("dong")).unwrap();
        for (path, text) in [
            ("dong/index.html", "<body>东村</body>"),
            ("secret.txt", "不公开"),
        ] {
            std::fs::write(output.path().join(path), text).unwrap();
        }
        let shared = Shared::new(output.path(), lan);
        let files = BTreeMap::from([("dong/index.html".to_owned(), String::new())]);
        shared.built(files, &Findings::default());
        let shared = Arc::new(shared);
        (output, App { port: 8000, shared })
    }

    fn ask(app: &App, path: &str, host: &str, method: Method) -> Response {
        let request = Request::builder()
            .uri(path)
            .method(method)
            .header(header::HOST, host);
        let request = request.body(Body::empty()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(file(State(app.clone()), request))
    }

    #[test]
    fn answers_only_with_what_was_built() {
        let (_output, app) = app(false);
        let status = |path: &str| ask(&app, path, "localhost:8000", Method::GET).status();
        for path in [
            "/dong/index.html",
            "/dong/",
            "/%64ong/",
            "/.sanwu/preview.js",
        ] {
            assert_eq!(status(path), StatusCode::OK, "{path}");
        }
        assert_eq!(status("/dong"), StatusCode::TEMPORARY_REDIRECT);
        for path in [
            "/secret.txt",
            "/dong/../secret.txt",
            "/dong/%2e%2e/secret.txt",
            "//etc/passwd",
            "/%ff",
            "/.sanwu/lock",
        ] {
            assert_eq!(status(path), StatusCode::NOT_FOUND, "{path}");
        }
        let written = ask(&app, "/dong/", "localhost:8000", Method::POST);
        assert_eq!(written.status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn is_asked_by_its_own_name() {
        let (_output, local) = app(false);
        let status = |app: &App, host: &str| ask(app, "/dong/", host, Method::GET).status();
        for host in ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"] {
            assert_eq!(status(&local, host), StatusCode::OK, "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example:8000",
            "127.0.0.1:80",
        ] {
            assert_eq!(status(&local, host), StatusCode::FORBIDDEN, "{host}");
        }
        let (_output, lan) = app(true);
        assert_eq!(status(&lan, "192.168.1.7:8000"), StatusCode::OK);
    }

    #[test]
    fn says_what_it_sends() {
        let (_output, app) = app(false);
        let page = ask(&app, "/dong/", "localhost:8000", Method::GET);
        let header = |name| page.headers().get(name).unwrap().to_str().unwrap();
        assert_eq!(header(header::CONTENT_TYPE), "text/html; charset=utf-8");
        assert_eq!(header(header::CACHE_CONTROL), "no-store");
    }
}
