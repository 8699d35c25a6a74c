//! The server: a port of this machine, the folder it is for, and who may ask.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::runtime;

use super::connection::{Patience, serve};
use super::desk::{Desk, Open};
use super::guard::{Guard, guard};
use super::pages;
use super::upload::Limits;
use crate::error::Error;

/// What to serve.
#[derive(Debug)]
pub struct ServeOptions {
    /// The working folder.
    pub folder: PathBuf,
    /// The port; none for one that is free.
    pub port: Option<u16>,
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
    url: String,
}

impl Server {
    /// Takes the folder and the port.
    ///
    /// # Errors
    /// The folder cannot be made or written, another page is open on it, or the port is taken.
    pub fn open(options: &ServeOptions) -> Result<Self, Error> {
        let desk = Desk::open(&options.folder, options.limits)?;
        let port = options.port.unwrap_or(0);
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| taken(port, &e))?;
        let address = listener.local_addr().map_err(|e| taken(port, &e))?;
        let (guard, token) = Guard::new(address.port())?;
        Ok(Self {
            url: format!("http://{address}/?token={token}"),
            listener,
            guard,
            open: Open::new(desk),
            patience: options.patience,
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
        let failed = |e: std::io::Error| Error::Page(format!("系统没有办成（{e}）"));
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(failed)?;
        self.listener.set_nonblocking(true).map_err(failed)?;
        let end = self.open.end();
        let router = router(self.open, self.guard);
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener).map_err(failed)?;
            let serving = tokio::spawn(serve(listener, router, self.patience));
            end.notified().await;
            serving.abort();
            Ok(())
        })
    }
}

/// All addresses, behind the guard.
fn router(open: Open, keeper: Arc<Guard>) -> Router {
    let pages = pages::routes().with_state(open);
    pages.layer(from_fn_with_state(keeper, guard))
}

fn taken(port: u16, error: &std::io::Error) -> Error {
    let said = format!("端口 {port} 用不了（{error}）。请换一个，或者不写 --port，由程序自己选");
    Error::Page(said)
}
