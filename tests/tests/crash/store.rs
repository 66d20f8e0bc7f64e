//! Access to the store from other processes. The store itself runs in the process of the test.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use vc_api::{Secret, StoreEntry, StoreError, StoreFuture, TokenStore};

use crate::notes::ProcessName;
use crate::wire;

/// Connection from a process to the test. It carries one request at a time.
#[derive(Clone)]
pub(crate) struct Line {
    address: SocketAddr,
    who: ProcessName,
    stream: Arc<Mutex<Option<TcpStream>>>,
}

impl Line {
    pub(crate) fn new(address: SocketAddr, who: &ProcessName) -> Self {
        Self { address, who: who.clone(), stream: Arc::default() }
    }

    pub(crate) async fn ask(&self, message: &Value) -> io::Result<Value> {
        let mut kept = self.stream.lock().await;
        // A cancelled request closes its stream. If the stream stayed open, the next request would read the late response of
        // the cancelled request.
        let mut stream = match kept.take() {
            Some(stream) => stream,
            None => {
                let mut stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                wire::send(&mut stream, &json!(self.who.to_string())).await?;
                stream
            }
        };
        wire::send(&mut stream, message).await?;
        let answer = wire::receive(&mut stream).await?;
        *kept = Some(stream);
        Ok(answer)
    }
}

/// Store that runs in the process of the test. Another process uses the store through a [`Line`].
#[derive(Clone)]
pub(crate) struct RemoteStore(pub(crate) Line);

impl TokenStore for RemoteStore {
    fn get<'a>(&'a self, key: &'a str) -> StoreFuture<'a, Option<StoreEntry>> {
        Box::pin(async move {
            let found = self.0.ask(&json!({ "do": "get", "key": key })).await.map_err(StoreError::new)?;
            Ok(entry(&found))
        })
    }

    fn compare_and_set<'a>(
        &'a self,
        key: &'a str,
        expected: Option<&'a Secret>,
        new: Option<StoreEntry>,
    ) -> StoreFuture<'a, bool> {
        Box::pin(async move {
            let new = new.as_ref().map(entry_json);
            let set = json!({ "do": "set", "key": key, "expected": expected.map(Secret::expose), "new": new });
            Ok(self.0.ask(&set).await.map_err(StoreError::new)? == true)
        })
    }
}

pub(crate) fn entry_json(entry: &StoreEntry) -> Value {
    let millis = u64::try_from(entry.expires_in.as_millis()).unwrap_or(u64::MAX);
    json!({ "value": entry.value.expose(), "millis": millis })
}

pub(crate) fn entry(json: &Value) -> Option<StoreEntry> {
    let (value, millis) = (json["value"].as_str()?, json["millis"].as_u64()?);
    Some(StoreEntry { value: value.into(), expires_in: Duration::from_millis(millis) })
}
