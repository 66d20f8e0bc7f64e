//! Calls of any operation as one type.

use std::fmt;
use std::pin::Pin;

use serde::Serialize;
use serde_json::Value;
use vc_api::{Download, Error};

/// A call that gives its answer as JSON once it is awaited.
pub struct Call(Pin<Box<dyn Future<Output = Result<Value, Error>> + Send>>);

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}

impl IntoFuture for Call {
    type Output = Result<Value, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        self.0
    }
}

/// A call that answers with data, which is written as JSON again.
pub fn send<C, A>(call: C) -> Call
where
    C: IntoFuture<Output = Result<A, Error>>,
    C::IntoFuture: Send + 'static,
    A: Serialize,
{
    let sent = call.into_future();
    Call(Box::pin(async move { Ok(serde_json::to_value(sent.await?).expect("an answer can be written as JSON")) }))
}

/// A call that answers with a file, which is taken for text.
pub fn download<C>(call: C) -> Call
where
    C: IntoFuture<Output = Result<Download, Error>>,
    C::IntoFuture: Send + 'static,
{
    let sent = call.into_future();
    Call(Box::pin(async move {
        let mut file = sent.await?;
        let mut text = Vec::new();
        while let Some(bytes) = file.chunk().await? {
            text.extend_from_slice(&bytes);
        }
        Ok(Value::String(String::from_utf8(text).expect("the file is text")))
    }))
}
