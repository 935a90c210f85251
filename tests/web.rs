//! Addresses, WARC files and time maps, against a server on this machine: what is read, and what each fault says.
#![cfg(all(feature = "cli", feature = "web"))]

use flate2::{Compression, write::GzEncoder};
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Command, Output},
    sync::mpsc,
    thread,
};

/// A page with one claim; `said` tells versions apart.
fn page(said: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Harbour levy | Gazette</title>\
         <meta property=og:type content=article><meta property=og:site_name content=Gazette></head><body><nav><a href=/>Home</a></nav>\
         <h1>Harbour levy</h1><p>Finance minister Mara Lindqvist said on Tuesday that the harbour levy would cost {said} crowns a ship.</p>\
         <p>She spoke at the west quay before an audience of captains, who listened in silence.</p></body></html>"
    )
}

/// Serves each request with what `answer` writes for its path; gives the address, and the requests as they come.
fn serve(
    answer: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static,
) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, requests) = mpsc::channel();
    let at = base.clone();
    thread::spawn(move || {
        let answer = std::sync::Arc::new(answer);
        for stream in listener.incoming() {
            let (answer, sender, at) = (answer.clone(), sender.clone(), at.clone());
            thread::spawn(move || {
                let mut stream = stream.expect("a connection");
                let mut head = String::new();
                let mut lines = BufReader::new(stream.try_clone().expect("a connection"));
                while !head.ends_with("\r\n\r\n") {
                    if lines.read_line(&mut head).unwrap_or(0) == 0 {
                        return;
                    }
                }
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let _ = sender.send(head);
                answer(&path, &at, &mut stream);
            });
        }
    });
    (base, requests)
}

/// A whole answer. That the other side has gone is its own affair.
fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

fn claimdiff(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    // A proxy of the surroundings would stand between the two.
    for name in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    command.current_dir(folder).args(args).output().expect("the program starts")
}

fn articles(output: &Output) -> Vec<Value> {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let article = |a: &Value| if a["article"].is_object() { a["article"].clone() } else { a.clone() };
    json["articles"].as_array().expect("articles").iter().map(article).collect()
}

/// The run fails with one line that has all of `parts`, and nothing on standard output.
fn fails(output: &Output, parts: &[&str]) {
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(output.stdout.is_empty());
    assert_eq!(err.lines().count(), 1, "{err}");
    for part in parts {
        assert!(err.contains(part), "{part:?} is not in {err}");
    }
}

#[test]
fn fetches_pages_with_what_the_server_says() {
    let (base, requests) = serve(|path, base, stream| match path {
        "/moved" => send(stream, &format!("301 Moved\r\nLocation: {base}/news/levy.html"), b""),
        "/news/levy.html" => send(stream, "200 OK\r\nContent-Type: text/html", page("900").as_bytes()),
        "/arabic" => {
            let text = "قال سامر لطفي إن القمح وصل إلى الميناء، وأضاف أن المخازن امتلأت.";
            let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(text);
            send(stream, "200 OK\r\nContent-Type: text/plain; charset=windows-1256", &bytes);
        }
        _ => send(
            stream,
            "200 OK\r\nContent-Type: application/json",
            b"{\"id\": \"j\", \"text\": \"Mara Lindqvist said so.\"}",
        ),
    });
    let folder = tempfile::tempdir().expect("a folder");
    let (moved, arabic, json) =
        (format!("{base}/moved"), format!("wire={base}/arabic"), format!("{base}/api"));
    let output = claimdiff(folder.path(), &["extract", "-f", "json", "-j", "1", &moved, &arabic, &json]);
    let found = articles(&output);
    assert_eq!(found[0]["label"], "Gazette");
    assert_eq!(found[0]["url"], format!("{base}/news/levy.html"), "where the redirect led");
    assert_eq!(found[0]["path"], moved);
    assert_eq!(found[1]["id"], "wire");
    assert!(found[1]["text"].as_str().is_some_and(|t| t.starts_with("قال سامر")), "{found:?}");
    assert_eq!(found[2]["id"], "j");
    let first = requests.recv().expect("a request").to_ascii_lowercase();
    let agent = format!("user-agent: claimdiff/{}\r\n", env!("CARGO_PKG_VERSION"));
    assert!(first.contains(&agent), "{first}");
}

#[test]
fn says_what_is_wrong_with_an_address() {
    let (base, _requests) = serve(|path, base, stream| match path {
        "/loop" => send(stream, &format!("302 Found\r\nLocation: {base}/loop"), b""),
        "/endless" => {
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10737418240\r\n\r\n<html><p>";
            let _ = stream.write_all(head.as_bytes());
            while stream.write_all(&[b'x'; 1 << 16]).is_ok() {}
        }
        "/cut" => {
            let head =
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><p>cut";
            let _ = stream.write_all(head);
        }
        "/nothing" => send(
            stream,
            "200 OK\r\nContent-Type: text/html",
            b"<html><body><nav><a href=/>Home</a></nav></body></html>",
        ),
        "/garbled" => send(
            stream,
            "200 OK\r\nContent-Type: text/plain; charset=utf-8",
            &(0..400u32).map(|n| (n * 167 % 255) as u8 + 1).collect::<Vec<u8>>(),
        ),
        "/picture" => send(stream, "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n\x1a\n"),
        _ => send(stream, "404 Not Found\r\nContent-Type: text/html", b"<html>none"),
    });
    let folder = tempfile::tempdir().expect("a folder");
    for (path, parts) in [
        ("/loop", ["/loop: more than 10 redirects", "loop"]),
        ("/endless", ["/endless: larger than 64 MiB", "give the file"]),
        ("/cut", ["/cut: ", "try again"]),
        ("/nothing", ["/nothing: no article in this page", "address of an article"]),
        ("/garbled", ["/garbled: said to be UTF-8, but is not", "convert it"]),
        ("/picture", ["/picture: the server sends image/png", "address of an article"]),
        ("/missing", ["/missing: the server answers 404 Not Found", "check the address"]),
    ] {
        fails(&claimdiff(folder.path(), &["extract", &format!("{base}{path}")]), &parts);
    }
    fails(
        &claimdiff(folder.path(), &["extract", "http://127.0.0.1:1/"]),
        &["http://127.0.0.1:1/: cannot be fetched"],
    );
}

fn record(kind: &str, url: &str, date: &str, block: &[u8]) -> Vec<u8> {
    let media =
        if kind == "response" { "application/http; msgtype=response" } else { "application/warc-fields" };
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A crawl: its description, two captures of a page (the later one first, in chunks and compressed), a picture, a redirect, a page without an article.
fn crawl() -> Vec<Vec<u8>> {
    let answer = |head: &str, body: &[u8]| [head.as_bytes(), b"\r\n\r\n", body].concat();
    let chunked = |body: &[u8]| [format!("{:x}\r\n", body.len()).as_bytes(), body, b"\r\n0\r\n\r\n"].concat();
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";
    let packed = chunked(&gzip(page("950").as_bytes()));
    let levy = "https://gazette.example/levy.html";
    vec![
        record("warcinfo", "", "2026-01-13T08:00:00Z", b"software: a crawler\r\n"),
        record(
            "response",
            levy,
            "2026-01-15T09:00:00Z",
            &answer(&format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"), &packed),
        ),
        record(
            "response",
            "https://gazette.example/a.png",
            "2026-01-13T09:00:01Z",
            &answer("HTTP/1.1 200 OK\r\nContent-Type: image/png", &[137, 80, 78, 71]),
        ),
        record(
            "response",
            "https://gazette.example/",
            "2026-01-13T09:00:02Z",
            &answer("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\nLocation: /levy.html", b""),
        ),
        record(
            "response",
            "https://gazette.example/log-in",
            "2026-01-13T09:00:03Z",
            &answer(html, b"<html><form><input></form></html>"),
        ),
        record("response", levy, "2026-01-13T09:00:00Z", &answer(html, page("900").as_bytes())),
    ]
}

#[test]
fn reads_the_captures_of_a_warc_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    write("a.warc", &crawl().concat());
    write("b.warc.gz", &crawl().iter().flat_map(|r| gzip(r)).collect::<Vec<_>>());
    for name in ["a.warc", "b.warc.gz"] {
        let output = claimdiff(folder.path(), &["extract", "-f", "json", name]);
        let found = articles(&output);
        let ids: Vec<_> = found.iter().map(|a| a["id"].as_str().expect("an id")).collect();
        assert_eq!(ids, ["levy@20260115090000", "levy@20260113090000"], "{name}");
        assert_eq!(found[0]["captured"], "2026-01-15T09:00:00Z");
        assert_eq!(found[0]["url"], "https://gazette.example/levy.html");
        assert!(found[0]["text"].as_str().is_some_and(|t| t.contains("950 crowns")));
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(
            err.contains(
                "pages without an article were passed over (1): https://gazette.example/log-in [passed-over]"
            ),
            "{err}"
        );
        let versions = articles(&claimdiff(folder.path(), &["versions", "-f", "json", name]));
        let labels: Vec<_> = versions.iter().map(|a| a["label"].as_str().expect("a label")).collect();
        assert_eq!(labels, ["2026-01-13T09:00:00Z", "2026-01-15T09:00:00Z"], "oldest first");
    }
}

/// A crawl holds what nobody chose; a page that cannot be read does not stand in the way of those that can.
#[test]
fn leaves_out_pages_in_languages_that_are_not_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let greek = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><h1>Λιμάνι</h1><article>{}</article></html>",
        "<p>Ο υπουργός δήλωσε ότι το λιμάνι θα ανοίξει ξανά την άνοιξη, και ότι τα τέλη δεν αλλάζουν.</p>"
            .repeat(3)
    );
    let greek = record("response", "https://gazette.example/el", "2026-01-14T09:00:00Z", greek.as_bytes());
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    write("mixed.warc", &[crawl().concat(), greek.clone()].concat());
    write("greek.warc", &greek);
    let output = claimdiff(folder.path(), &["extract", "-f", "json", "mixed.warc"]);
    assert_eq!(articles(&output).len(), 2);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        err.contains("left out: mixed.warc: https://gazette.example/el: its language is none of those known"),
        "{err}"
    );
    fails(
        &claimdiff(folder.path(), &["extract", "greek.warc"]),
        &["greek.warc: its language is none of those known", "choose one with --lang"],
    );
}

#[test]
fn says_where_a_warc_file_is_cut_off_or_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = crawl().concat();
    let packed: Vec<u8> = crawl().iter().flat_map(|r| gzip(r)).collect();
    let (first, second) = (crawl()[0].len(), crawl()[1].len());
    let mut broken = whole.clone();
    broken[first] = b'X';
    for (name, bytes, parts) in [
        ("body.warc", &whole[..whole.len() - 100], "cut off in record 6; fetch the file again"),
        ("head.warc", &whole[..first + 40], "cut off in record 2; fetch the file again"),
        ("c.warc.gz", &packed[..packed.len() - 50], "cut off in record 6; fetch the file again"),
        ("d.warc", &broken[..], "broken in record 2; fetch the file again"),
        ("e.warc", b"Nothing of the kind\n", "broken in record 1; fetch the file again"),
        ("f.warc", &whole[..first], "no article in this WARC file"),
        ("g.warc", &whole[first + second..whole.len() - crawl()[5].len()], "no article in this WARC file"),
    ] {
        fs::write(folder.path().join(name), bytes).expect("a file");
        fails(&claimdiff(folder.path(), &["extract", name]), &[name, parts]);
    }
}

#[test]
fn fetches_the_captures_of_a_time_map() {
    let (base, requests) = serve(|path, base, stream| {
        let html = "200 OK\r\nContent-Type: text/html";
        let url = "http://gazette.example/levy";
        match path {
            "/map" => {
                let map = format!(
                    "<{url}>; rel=\"original\",\n<{base}/map>; rel=\"self\"; type=\"application/link-format\",\n\
                     <{base}/web/20260115090000/{url}>; rel=\"last memento\"; datetime=\"Thu, 15 Jan 2026 09:00:00 GMT\",\n\
                     <{base}/map2>; rel=\"timemap\"; from=\"Tue, 13 Jan 2026 09:00:00 GMT\"\n"
                );
                send(stream, "200 OK\r\nContent-Type: application/link-format", map.as_bytes());
            }
            "/map2" => {
                let map = format!(
                    "<{base}/web/20260113090000/{url}>; rel=\"first memento\"; datetime=\"Tue, 13 Jan 2026 09:00:00 GMT\",\n\
                     <{base}/web/20260114090000/{url}>; rel=\"memento\"; datetime=\"Wed, 14 Jan 2026 09:00:00 GMT\"\n"
                );
                send(stream, "200 OK\r\nContent-Type: application/link-format", map.as_bytes());
            }
            p if p.starts_with("/web/20260113090000id_/") => send(stream, html, page("900").as_bytes()),
            // This capture can be had only as the archive shows it.
            p if p.starts_with("/web/20260114090000/") => send(stream, html, page("950").as_bytes()),
            p if p.starts_with("/web/20260115090000id_/") => send(stream, html, page("975").as_bytes()),
            _ => send(stream, "404 Not Found", b""),
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let map = format!("{base}/map");
    let found = articles(&claimdiff(folder.path(), &["versions", "-f", "json", &map]));
    let labels: Vec<_> = found.iter().map(|a| a["label"].as_str().expect("a label")).collect();
    assert_eq!(labels, ["2026-01-13T09:00:00Z", "2026-01-14T09:00:00Z", "2026-01-15T09:00:00Z"]);
    assert_eq!(found[1]["id"], "levy@20260114090000");
    assert!(found[1]["text"].as_str().is_some_and(|t| t.contains("950 crowns")));
    requests.try_iter().count();
    let later =
        articles(&claimdiff(folder.path(), &["versions", "-f", "json", "--since", "2026-01-15", &map]));
    assert_eq!(later.len(), 2, "the last one before is what the first is compared with");
    assert!(requests.try_iter().all(|r| !r.contains("20260113090000")), "what is not wanted is not fetched");
    let list = "<http://gazette.example/levy>; rel=\"original\"";
    fs::write(folder.path().join("a.timemap"), list).expect("a file");
    fails(&claimdiff(folder.path(), &["versions", "a.timemap"]), &["a.timemap: no capture in this time map"]);
}
