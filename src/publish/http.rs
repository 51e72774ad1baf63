//! A small HTTP/1.1 client for the local network: one file at a time, with limits on time and size.
//!
//! Plain HTTP is enough, since nothing is used before it was held against the ledger. No address that a server names is
//! ever followed.

use std::fmt;
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::publish::layout::POINTER;

/// How long a connection may take, and silence on it.
const CONNECT: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(20);

/// How long one file may take as a whole.
const PATIENCE: Duration = Duration::from_mins(10);

const HEAD_MAX_BYTES: u64 = 16 << 10;

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

/// A folder on a server of the local network: `http://192.168.1.7:8000/dong/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    host: String,
    port: u16,
    folder: String,
}

impl Address {
    /// Reads an address; `None` where it is no plain one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let rest = text.trim().strip_prefix("http://")?;
        let (server, folder) = rest.split_once('/').unwrap_or((rest, ""));
        let is_plain = |c: char| c.is_ascii_graphic() && !"@?#\\\"<>".contains(c);
        if server.is_empty() || !rest.chars().all(is_plain) {
            return None;
        }
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() && !port.ends_with(']') => {
                (host, port.parse().ok()?)
            }
            _ => (server, 80),
        };
        let folder = folder.strip_suffix(POINTER).unwrap_or(folder);
        let folder = folder.trim_matches('/');
        Some(Self {
            host: host.to_owned(),
            port,
            folder: if folder.is_empty() {
                "/".to_owned()
            } else {
                format!("/{folder}/")
            },
        })
    }

    /// A file below the folder; `None` where there is none.
    ///
    /// # Errors
    /// When the server cannot be reached, answers otherwise than expected, or sends more than it may.
    #[expect(
        clippy::disallowed_methods,
        reason = "a server that sends a byte a minute is given up"
    )]
    pub(crate) fn get(&self, path: &str, max_bytes: u64) -> io::Result<Option<Vec<u8>>> {
        let end = Instant::now() + PATIENCE;
        let stream = self.connect()?;
        let path = utf8_percent_encode(path, PLAIN);
        let request = format!(
            "GET {}{path} HTTP/1.1\r\nHost: {}:{}\r\nUser-Agent: sanwu\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n",
            self.folder, self.host, self.port
        );
        (&stream).write_all(request.as_bytes())?;
        let mut reader = BufReader::new(Patient { stream, end });
        let answer = Answer::read(&mut reader)?;
        match answer.status {
            200 => body(&mut reader, &answer, max_bytes).map(Some),
            404 | 410 => Ok(None),
            status => Err(wrong(format!("服务器回答 {status}"))),
        }
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let mut last = wrong(format!("找不到 {}", self.host));
        for address in (host, self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(SILENCE))?;
                    stream.set_write_timeout(Some(SILENCE))?;
                    return Ok(stream);
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}:{}{}", self.host, self.port, self.folder)
    }
}

/// A connection that ends at a time.
struct Patient {
    stream: TcpStream,
    end: Instant,
}

impl Read for Patient {
    #[expect(
        clippy::disallowed_methods,
        reason = "a server that sends a byte a minute is given up"
    )]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if Instant::now() > self.end {
            return Err(Error::new(ErrorKind::TimedOut, "太慢"));
        }
        self.stream.read(buffer)
    }
}

/// What stands before the content.
struct Answer {
    status: u16,
    length: Option<u64>,
    chunked: bool,
}

impl Answer {
    fn read(reader: &mut impl BufRead) -> io::Result<Self> {
        let mut left = HEAD_MAX_BYTES;
        let first = line(reader, &mut left)?;
        let status = first
            .strip_prefix("HTTP/1.")
            .and_then(|rest| rest.get(2..5))
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| wrong("不是网页服务器".to_owned()))?;
        let mut answer = Self {
            status,
            length: None,
            chunked: false,
        };
        loop {
            let line = line(reader, &mut left)?;
            if line.is_empty() {
                return Ok(answer);
            }
            let Some((name, value)) = line.split_once(':') else {
                return Err(wrong("服务器的回答读不懂".to_owned()));
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => {
                    let length = value.parse().ok();
                    answer.length = Some(length.ok_or_else(|| wrong("长度读不懂".to_owned()))?);
                }
                "transfer-encoding" => answer.chunked = value.eq_ignore_ascii_case("chunked"),
                "content-encoding" if !value.eq_ignore_ascii_case("identity") => {
                    return Err(wrong("服务器送来的是压缩过的".to_owned()));
                }
                _ => {}
            }
        }
    }
}

fn line(reader: &mut impl BufRead, left: &mut u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    let read = reader.by_ref().take(*left).read_until(b'\n', &mut bytes)?;
    *left = left.saturating_sub(u64::try_from(read).unwrap_or(u64::MAX));
    if bytes.pop() != Some(b'\n') {
        return Err(wrong("服务器的回答断了或太长".to_owned()));
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    String::from_utf8(bytes).map_err(|_| wrong("服务器的回答读不懂".to_owned()))
}

fn body(reader: &mut impl BufRead, answer: &Answer, max_bytes: u64) -> io::Result<Vec<u8>> {
    if answer.chunked {
        return chunks(reader, max_bytes);
    }
    let mut bytes = Vec::new();
    if answer.length.is_some_and(|length| length > max_bytes) {
        return Err(wrong("比清单写的大".to_owned()));
    }
    let limit = answer.length.unwrap_or(max_bytes.saturating_add(1));
    reader.take(limit).read_to_end(&mut bytes)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > max_bytes {
        return Err(wrong("比清单写的大".to_owned()));
    }
    if answer.length.is_some_and(|expected| expected != length) {
        return Err(wrong("传到一半断了".to_owned()));
    }
    Ok(bytes)
}

fn chunks(reader: &mut impl BufRead, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut left = 1024;
        let size = line(reader, &mut left)?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| wrong("分块读不懂".to_owned()))?;
        let sum = size.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if sum > max_bytes {
            return Err(wrong("比清单写的大".to_owned()));
        }
        if size == 0 {
            return Ok(bytes);
        }
        let before = bytes.len();
        reader.by_ref().take(size).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len() - before).unwrap_or(u64::MAX) != size
            || !line(reader, &mut left)?.is_empty()
        {
            return Err(wrong("传到一半断了".to_owned()));
        }
    }
}

fn wrong(text: String) -> Error {
    Error::new(ErrorKind::InvalidData, text)
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Address, Answer, body};

    #[test]
    fn reads_plain_addresses_only() {
        for (text, shown) in [
            ("http://192.168.1.7", "http://192.168.1.7:80/"),
            ("http://board.lan:8000/dong", "http://board.lan:8000/dong/"),
            ("http://a/b/index.html", "http://a:80/b/"),
            ("http://[::1]:81/", "http://[::1]:81/"),
        ] {
            assert_eq!(Address::read(text).unwrap().to_string(), shown);
        }
        for wrong in [
            "https://a/",
            "http://",
            "http:///x",
            "http://user@a/",
            "http://a b/",
            "http://a:x/",
            "D:\\stick",
            "http://a/\r\nX: 1",
        ] {
            assert_eq!(Address::read(wrong), None, "{wrong}");
        }
    }

    fn got(text: &str, max: u64) -> Option<String> {
        let mut reader = BufReader::new(text.as_bytes());
        let answer = Answer::read(&mut reader).ok()?;
        let bytes = body(&mut reader, &answer, max).ok()?;
        Some(format!(
            "{} {}",
            answer.status,
            String::from_utf8(bytes).unwrap()
        ))
    }

    #[test]
    fn reads_answers_and_stops_at_their_limits() {
        let plain = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        assert_eq!(got(plain, 5).as_deref(), Some("200 hello"));
        assert_eq!(got(plain, 4), None);
        assert_eq!(got(&plain.replace("5\r", "6\r"), 9), None, "cut off");
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x\r\nlo\r\n0\r\n\r\n";
        assert_eq!(got(chunked, 5).as_deref(), Some("200 hello"));
        assert_eq!(got(chunked, 4), None);
        assert_eq!(
            got(&chunked.replace("\r\n2;x", "\r\nffffffffffffffff"), 99),
            None
        );
        assert_eq!(
            got("HTTP/1.0 200 OK\n\nhello", 9).as_deref(),
            Some("200 hello")
        );
        assert_eq!(got("HTTP/1.0 200 OK\n\nhello", 3), None);
        assert_eq!(got("SSH-2.0\r\n\r\n", 9), None);
        let packed = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello";
        assert_eq!(got(packed, 9), None);
        let endless = format!("HTTP/1.1 200 OK\r\nX: {}", "a".repeat(20_000));
        assert_eq!(got(&endless, 9), None);
    }
}
