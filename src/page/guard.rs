//! Who may ask, and what every answer says of itself. The server listens to this machine alone, yet any page of any site that
//! is open in the browser can send it requests, and any program of any user of the machine: so the host and the origin of
//! each are checked, and whoever asks must have had the address the program printed.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::assets;
use super::failure::Failure;
use super::meant::parameter;
use super::secret::Secret;
use crate::error::Error;

/// How long a browser keeps the cookie: longer than a day's work, so that closing the window loses nothing.
const LASTS: u32 = 16 * 60 * 60;

/// What every answer says: nothing is fetched from anywhere else, no script or style stands in a page, no other page shows
/// ours in itself or is told of it. Without a referrer to itself the browser would not name the origin of a form either.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Who may ask.
#[derive(Debug)]
pub struct Guard {
    host: String,
    origin: String,
    cookie: String,
    token: Mutex<Option<Secret>>,
    session: (String, Secret),
}

impl Guard {
    /// For a server at this port, with the token that lets one in, once.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn new(port: u16) -> Result<(Arc<Self>, String), Error> {
        let (token, kept) = Secret::new()?;
        // That of the web's own port is not named.
        let host = match port {
            80 => "127.0.0.1".to_owned(),
            port => format!("127.0.0.1:{port}"),
        };
        let guard = Self {
            origin: format!("http://{host}"),
            // Cookies know no ports: that of another folder's page must not be taken for this one's.
            cookie: format!("qingfeng-{port}"),
            host,
            token: Mutex::new(Some(kept)),
            session: Secret::new()?,
        };
        Ok((Arc::new(guard), token))
    }

    /// A new token, in place of the one before.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn renew(&self) -> Result<String, Error> {
        let (token, kept) = Secret::new()?;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok(token)
    }

    /// The address that lets one in who bears this token.
    pub fn address(&self, token: &str) -> String {
        format!("{}/?token={token}", self.origin)
    }

    /// Whether the request comes from the page itself, as far as its head says so.
    fn is_own(&self, request: &Request) -> bool {
        let headers = request.headers();
        let says = |name: HeaderName, own: &str| {
            let mut values = headers.get_all(name).iter();
            values.all(|value| value.as_bytes() == own.as_bytes())
        };
        let hosts = headers.get_all(header::HOST).iter().count();
        // One that is sent along by another site; a link that leads here shows a page and changes nothing.
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        let mode = headers.get("sec-fetch-mode").map(HeaderValue::as_bytes);
        let foreign = matches!(site, Some(b"cross-site" | b"same-site"));
        let leads_here = mode == Some(b"navigate") && request.method() == Method::GET;
        let target = request.uri().authority();
        hosts == 1
            && says(header::HOST, &self.host)
            && says(header::ORIGIN, &self.origin)
            && target.is_none_or(|target| target.as_str() == self.host)
            && (!foreign || leads_here)
    }

    /// Whether this is the token, which it then is no more.
    fn takes(&self, said: &str) -> bool {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        token.take_if(|token| token.is(said)).is_some()
    }

    fn is_known(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter();
        let cookies = cookies.filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|all| all.split(';'));
        pairs.any(|pair| {
            let pair = pair.trim().split_once('=');
            pair.is_some_and(|(name, said)| name == self.cookie && self.session.1.is(said))
        })
    }

    fn welcome(&self) -> Response {
        let cookie = format!(
            "{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={LASTS}",
            self.cookie, self.session.0
        );
        ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
    }

    fn admits(&self, request: &Request) -> Result<Option<Response>, Failure> {
        if !self.is_own(request) {
            let said = format!(
                "这个请求不是从清风的网页发来的，没有办。请直接打开 {}/。",
                self.origin
            );
            return Err(Failure::new(StatusCode::FORBIDDEN, said));
        }
        let method = request.method();
        if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
            let said = "不认识这样的请求，没有办。";
            return Err(Failure::new(StatusCode::METHOD_NOT_ALLOWED, said));
        }
        if let Some(said) = parameter(request, "token") {
            if request.uri().path() == "/" && method == Method::GET && self.takes(said) {
                return Ok(Some(self.welcome()));
            }
            let said = "这个网址只能用一次，已经用过了，或者抄错了。\n网页还开着的，请回到那个网页，或者在同一个浏览器里打开没有问号后面一段的网址；打不开的，退出程序再启动一次，用新的网址打开。";
            return Err(Failure::new(StatusCode::FORBIDDEN, said));
        }
        if self.is_known(request.headers()) || request.uri().path().starts_with(assets::UNDER) {
            return Ok(None);
        }
        let said = "只有用程序启动时给出的网址打开的浏览器才能用。\n请把程序窗口里的整个网址（含问号后面一段）复制到浏览器的地址栏；那个网址用过了的，退出程序再启动一次。";
        Err(Failure::new(StatusCode::UNAUTHORIZED, said))
    }
}

/// Lets a request through that may ask, and says of the answer what every answer says.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut answer = match guard.admits(&request) {
        Ok(None) => in_words(next.run(request).await),
        Ok(Some(answer)) => answer,
        Err(failure) => failure.into_response(),
    };
    for (name, value) in HEADERS {
        let own = answer.headers_mut().entry(name);
        own.or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// What the server's own parts refuse they say in a line of English: it becomes a page.
fn in_words(answer: Response) -> Response {
    let status = answer.status();
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !plain || !(status.is_client_error() || status.is_server_error()) {
        return answer;
    }
    let said = "送来的内容不全，或者写得不对，这一步没有办。请回到网页，刷新以后再做一次。";
    Failure::new(status, said).into_response()
}
