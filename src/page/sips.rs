//! The body of an upload in sips: so much of it lies in memory and no more, whether it is a file that comes faster than it is
//! written, or the head of a part that never ends.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Poll, ready};

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::Frame;

/// Bytes that are taken before what they say is looked at.
const SIP: usize = 256 << 10;
/// Bytes that may come before anything is made of them: the head of a part has a few hundred.
const MOST: usize = 1 << 20;

/// How much has come of which nothing is made yet.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    /// Something was made of it.
    pub fn done(&self) {
        self.0.store(0, SeqCst);
    }

    /// Whether that is more than anybody sends.
    pub fn is_too_much(&self) -> bool {
        self.0.load(SeqCst) > MOST
    }
}

/// A body that ends with an error once too much of it is waiting.
#[derive(Debug)]
pub struct Sips {
    body: Body,
    sip: usize,
    waiting: Waiting,
}

impl Sips {
    /// Of this body.
    pub fn of(body: Body, waiting: &Waiting) -> Body {
        Body::new(Self {
            body,
            sip: 0,
            waiting: waiting.clone(),
        })
    }
}

impl HttpBody for Sips {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        if this.sip >= SIP {
            this.sip = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        let came = frame
            .as_ref()
            .and_then(|frame| frame.as_ref().ok()?.data_ref());
        let came = came.map_or(0, Bytes::len);
        this.sip += came;
        this.waiting.0.fetch_add(came, SeqCst);
        if this.waiting.is_too_much() {
            return Poll::Ready(Some(Err(Error::new("too much is waiting"))));
        }
        Poll::Ready(frame)
    }
}
