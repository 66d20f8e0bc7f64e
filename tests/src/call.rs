//! One type for the calls of all operations. Its responses are JSON.

use std::fmt;
use std::pin::Pin;

use serde::Serialize;
use serde_json::Value;
use vc_api::{Download, Error, Sending, SkippedValues};

/// Call of any operation. Its future returns the response as JSON.
pub struct Call(Pin<Box<dyn Future<Output = Result<JsonResponse, Error>> + Send>>);

/// Response of a call, as JSON.
#[derive(Debug)]
pub struct JsonResponse {
    /// Decoded data of the response, converted to JSON.
    pub json: Value,
    /// Odd values that the client left out.
    pub skipped: SkippedValues,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Call")
    }
}

impl IntoFuture for Call {
    type Output = Result<JsonResponse, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        self.0
    }
}

/// Returns a call whose response contains data. The decoded data is converted to JSON.
pub fn send<C, A>(call: C) -> Call
where
    C: IntoFuture<Output = Result<A, Error>, IntoFuture = Sending<A>>,
    A: Serialize + 'static,
{
    let sent = call.into_future().with_metadata();
    Call(Box::pin(async move {
        let response = sent.await?;
        let json = serde_json::to_value(response.data).expect("a response can be written as JSON");
        Ok(JsonResponse { json, skipped: response.metadata.skipped })
    }))
}

/// Returns a call that downloads a file. The result of the call is a JSON string with the content of the file.
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
        let json = Value::String(String::from_utf8(text).expect("the file is text"));
        Ok(JsonResponse { json, skipped: SkippedValues::default() })
    }))
}
