//! The server: a port of this machine, the folder it is for, and who may ask.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::runtime;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::connection::{Patience, serve};
use super::desk::{Desk, Open};
use super::guard::{Guard, guard};
use super::meant::meant;
use super::opener;
use super::pages;
use super::upload::Limits;
use crate::app::{Hold, plain_reason};
use crate::error::Error;

/// How often it is looked whether somebody wants in.
const LISTENS: Duration = Duration::from_millis(500);

/// What to serve.
#[derive(Debug)]
pub struct ServeOptions {
    /// The working folder.
    pub folder: PathBuf,
    /// The port; none for one that is free.
    pub port: Option<u16>,
    /// Whether the browser is opened again when the program is started a second time on the folder.
    pub reopens: bool,
    /// How much may be sent at once.
    pub limits: Limits,
    /// How long requests may take.
    pub patience: Patience,
}

/// A server that has its port and its folder, and answers nobody yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    guard: Arc<Guard>,
    open: Open,
    patience: Patience,
    reopens: bool,
    url: String,
}

impl Server {
    /// Takes the folder and the port.
    ///
    /// # Errors
    /// The folder cannot be made or written, another page is open on it, or the port is taken.
    pub fn open(options: &ServeOptions) -> Result<Self, Error> {
        let desk = Desk::open(&options.folder, options.limits);
        let desk = desk.inspect_err(|error| {
            if let Error::Open(folder) = error {
                Hold::knock(folder);
            }
        })?;
        let port = options.port.unwrap_or(0);
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| taken(port, &e))?;
        let address = listener.local_addr().map_err(|e| taken(port, &e))?;
        let (guard, token) = Guard::new(address.port())?;
        Ok(Self {
            url: guard.address(&token),
            listener,
            guard,
            open: Open::new(desk),
            patience: options.patience,
            reopens: options.reopens,
        })
    }

    /// The address that lets a browser in, once.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Answers until the page is told to end.
    ///
    /// # Errors
    /// The system gives no threads or no network.
    pub fn run(self) -> Result<(), Error> {
        let failed = |e: std::io::Error| Error::Page(plain_reason(&e));
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        self.listener.set_nonblocking(true).map_err(failed)?;
        let end = self.open.end();
        let doorkeeper = doorkeeper(self.open.clone(), Arc::clone(&self.guard));
        let router = router(self.open, self.guard, self.patience.form);
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
            let serving = tokio::spawn(serve(listener, router, self.patience));
            let keeping = self.reopens.then(|| tokio::spawn(doorkeeper));
            end.notified().await;
            serving.abort();
            keeping.inspect(JoinHandle::abort);
            Ok(())
        })
    }
}

/// Opens the browser for whoever starts the program again.
async fn doorkeeper(open: Open, guard: Arc<Guard>) {
    loop {
        sleep(LISTENS).await;
        if open.desk().hold().knocked()
            && let Ok(token) = guard.renew()
        {
            opener::open(guard.address(&token).as_ref());
        }
    }
}

/// All addresses, behind the guard.
fn router(open: Open, keeper: Arc<Guard>, patience: Duration) -> Router {
    let pages = pages::routes().with_state(open.clone());
    let pages = pages.layer(from_fn_with_state((open, patience), meant));
    pages.layer(from_fn_with_state(keeper, guard))
}

fn taken(port: u16, error: &std::io::Error) -> Error {
    let why = match error.kind() {
        ErrorKind::AddrInUse => "已经有别的程序在用".to_owned(),
        _ => plain_reason(error),
    };
    let said =
        format!("端口 {port} 用不了（{why}）。请换一个，或者由程序自己选（命令行：不写 --port）");
    Error::Page(said)
}
