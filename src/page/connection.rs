//! Connections: one request each, bounded in number and in time, so that nobody who is slow or silent keeps others waiting.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The head of a request.
    pub head: Duration,
    /// A form without files.
    pub form: Duration,
    /// A request with its answer: the largest upload from a slow disk.
    pub whole: Duration,
    /// The rest of what is sent to us after we have answered.
    pub rest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            form: Duration::from_secs(20),
            whole: Duration::from_secs(15 * 60),
            rest: Duration::from_secs(60),
        }
    }
}

/// Connections at a time; a browser opens six.
const MOST: usize = 64;
/// Bytes of a head: that of a browser has a few hundred.
const HEAD: usize = 16 << 10;
/// How long after an answer somebody who sends nothing is waited for.
const SILENCE: Duration = Duration::from_secs(2);
/// How long it is waited before a connection is taken again, after that could not be done.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers whoever comes, for ever.
pub async fn serve(listener: TcpListener, router: Router, patience: Patience) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        // Never closed: there is always a place to wait for.
        let place = Arc::clone(&places).acquire_owned().await;
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let _place = place;
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new());
            server.header_read_timeout(patience.head);
            server.keep_alive(false).max_buf_size(HEAD);
            let answer = server.serve_connection(TokioIo::new(stream), service);
            if let Ok(Ok(parts)) = timeout(patience.whole, answer.without_shutdown()).await {
                let _ = timeout(patience.rest, drain(parts.io.into_inner())).await;
            }
        });
    }
}

/// Says that the answer is at its end, and takes what is still sent: closed at once, the connection would be reset, and a
/// browser that has not sent all of an upload would show that in place of the answer.
async fn drain(mut stream: TcpStream) {
    if stream.shutdown().await.is_err() {
        return;
    }
    let mut thrown_away = vec![0; HEAD];
    while let Ok(Ok(1..)) = timeout(SILENCE, stream.read(&mut thrown_away)).await {}
}
