//! A kiosk that asks a server, one that is honest and some that are not.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use percent_encoding::percent_decode_str;

use super::{Village, refused, served, sound, today};
use crate::publish::kiosk::{Pulled, Source, init, pull};
use crate::storage::Disk;

/// What a server does with an answer before it sends it.
pub(super) type Spoil = fn(&str, Vec<u8>) -> Vec<u8>;

pub(super) struct Server {
    pub(super) source: Source,
    asked: Arc<Mutex<Vec<String>>>,
}

pub(super) fn server(folder: PathBuf, spoil: Spoil) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(&stream, &folder, spoil, &noted);
        }
    });
    let source = Source::read(&format!("http://127.0.0.1:{port}/")).unwrap();
    Server { source, asked }
}

fn answer(stream: &TcpStream, folder: &std::path::Path, spoil: Spoil, asked: &Mutex<Vec<String>>) {
    let mut first = String::new();
    let mut reader = BufReader::new(stream);
    if reader.read_line(&mut first).is_err() {
        return;
    }
    let path = first.split(' ').nth(1).unwrap_or("/").to_owned();
    let path = percent_decode_str(path.trim_start_matches('/'))
        .decode_utf8_lossy()
        .into_owned();
    asked.lock().unwrap().push(path.clone());
    let mut stream = stream;
    let _ = match std::fs::read(folder.join(&path)) {
        Ok(bytes) => {
            let bytes = spoil(&path, bytes);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", bytes.len());
            stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&bytes))
        }
        Err(_) => stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    };
}

#[test]
fn asks_for_what_is_new_and_nothing_else() {
    let (mut village, share) = Village::published(2, "share");
    let server = server(share.clone(), |_, bytes| bytes);
    let kiosk = village.path("kiosk");
    init(&Disk, &kiosk, (&server.source, "http", None), today()).unwrap();
    pull(&Disk, &kiosk, &server.source, today()).unwrap();
    assert_eq!(sound(&kiosk).served, Some(2));
    village.seal("第 3 号");
    village.publish(&Disk, &share).unwrap();
    server.asked.lock().unwrap().clear();
    let pulled = pull(&Disk, &kiosk, &server.source, today()).unwrap();
    assert!(matches!(pulled, Pulled::Shown(_)), "{pulled:?}");
    assert_eq!(sound(&kiosk).served, Some(3));
    let asked = server.asked.lock().unwrap().clone();
    assert!(asked.contains(&"releases/000003/index.html".to_owned()));
    for path in ["ledger/000001.txt", "releases/000003/files/对账 单.pdf"] {
        assert!(!asked.contains(&path.to_owned()), "{path} was here already");
    }
    let pulled = pull(&Disk, &kiosk, &server.source, today()).unwrap();
    assert!(matches!(pulled, Pulled::Same(3)), "{pulled:?}");
}

#[test]
fn lies_are_found_before_anything_is_used() {
    let lies: [(Spoil, &str); 5] = [
        (
            |path, bytes| {
                let is_page = path.ends_with("000003/index.html");
                if is_page {
                    b"\xe6\x94\xb9 3".to_vec()
                } else {
                    bytes
                }
            },
            "不一样",
        ),
        (
            |path, mut bytes| {
                if path.ends_with("print.html") {
                    bytes.extend_from_slice(b"more");
                }
                bytes
            },
            "比清单写的大",
        ),
        (
            |path, mut bytes| {
                if path.ends_with("SHA256SUMS") {
                    bytes[0] ^= 1;
                }
                bytes
            },
            "清单",
        ),
        (
            |path, bytes| {
                let is_list = path.ends_with("manifest.json");
                if is_list { b"{}".to_vec() } else { bytes }
            },
            "对不上",
        ),
        (
            |path, bytes| {
                let is_pointer = path == "index.html";
                if is_pointer { b"hello".to_vec() } else { bytes }
            },
            "没有指向",
        ),
    ];
    for (spoil, word) in lies {
        let (mut village, share) = Village::published(2, "share");
        let kiosk = village.path("kiosk");
        let honest = Source::Folder(share.clone());
        init(&Disk, &kiosk, (&honest, "share", None), today()).unwrap();
        pull(&Disk, &kiosk, &honest, today()).unwrap();
        village.seal("第 3 号");
        village.publish(&Disk, &share).unwrap();
        let liar = server(share, spoil);
        refused(pull(&Disk, &kiosk, &liar.source, today()), word);
        assert_eq!(served(&kiosk), 2);
    }
}

#[test]
fn two_stories_over_the_network_raise_the_alarm() {
    let (village, share) = Village::published(3, "share");
    let kiosk = village.path("kiosk");
    let honest = Source::Folder(share);
    init(&Disk, &kiosk, (&honest, "share", None), today()).unwrap();
    pull(&Disk, &kiosk, &honest, today()).unwrap();
    let mut other = Village::with(2);
    for text in ["另一个第 3 号", "第 4 号"] {
        other.seal(text);
    }
    let fork = other.path("fork");
    other.publish(&Disk, &fork).unwrap();
    let server = server(fork, |_, bytes| bytes);
    let pulled = pull(&Disk, &kiosk, &server.source, today()).unwrap();
    assert!(matches!(pulled, Pulled::Alarm(_)), "{pulled:?}");
    assert_eq!(served(&kiosk), 3);
}

#[test]
fn addresses_that_cannot_be_used_are_named() {
    refused(Source::read("https://a/"), "http://内网地址/");
    assert!(matches!(
        Source::read("E:\\发布.ZIP").unwrap(),
        Source::Zip(_)
    ));
}
