//! Link between the client and a server. The test can break the link.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use vc_tests::time::TICK;

/// State of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkState {
    Good,
    /// The link drops all bytes in both directions. Neither side gets an error.
    Silent,
    /// The link resets the connection.
    Reset,
    /// The link forwards the bytes slowly, one by one.
    Slow,
}

/// Connection of a client to the server. All bytes of the connection pass through the link.
#[derive(Debug)]
pub(crate) struct LinkConnection {
    state: watch::Sender<LinkState>,
    /// Address from which the link connects to the server. The server sees it as the address of the client.
    upstream: SocketAddr,
}

impl LinkConnection {
    pub(crate) fn set_state(&self, state: LinkState) {
        self.state.send_replace(state);
    }
}

/// Running link. Dropping this value stops the link.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) address: SocketAddr,
    pub(crate) connections: LinkConnections,
    running: JoinHandle<()>,
}

/// Connections through a link. Clones share their state.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinkConnections {
    open: Arc<Mutex<Vec<Arc<LinkConnection>>>>,
    all: Arc<AtomicUsize>,
}

impl LinkConnections {
    fn add(&self, connection: LinkConnection) {
        self.all.fetch_add(1, Ordering::Relaxed);
        self.connections().push(Arc::new(connection));
    }

    /// Returns the open connections.
    fn connections(&self) -> MutexGuard<'_, Vec<Arc<LinkConnection>>> {
        let mut connections = self.open.lock().expect("nothing panics with it");
        connections.retain(|connection| connection.state.receiver_count() > 0);
        connections
    }

    /// Returns the number of all connections since the start, including closed connections.
    pub(crate) fn count(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// Returns the open connection that reaches the server from the given address.
    pub(crate) fn at(&self, upstream: SocketAddr) -> Option<Arc<LinkConnection>> {
        self.connections().iter().find(|connection| connection.upstream == upstream).map(Arc::clone)
    }

    pub(crate) fn set_all(&self, state: LinkState) {
        self.connections().iter().for_each(|connection| connection.set_state(state));
    }

    /// Returns the number of open connections.
    pub(crate) fn open(&self) -> usize {
        self.connections().len()
    }
}

impl Link {
    /// Starts a link to a server. `begin` returns the first state of the connection with the given index.
    pub(crate) async fn to(server: SocketAddr, begin: impl Fn(usize) -> LinkState + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let connections = LinkConnections::default();
        let all = connections.clone();
        let running = tokio::spawn(async move {
            for index in 0.. {
                let Ok((client, _)) = listener.accept().await else { continue };
                let upstream = TcpStream::connect(server).await.expect("the server is there");
                let state = watch::Sender::new(begin(index));
                let watched = state.subscribe();
                let connection = LinkConnection { state, upstream: upstream.local_addr().expect("it has an address") };
                all.add(connection);
                tokio::spawn(carry(client, upstream, watched));
            }
        });
        Self { address, connections, running }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn carry(mut client: TcpStream, mut upstream: TcpStream, mut state: watch::Receiver<LinkState>) {
    let is_reset = {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = upstream.split();
        let mut reset = state.clone();
        tokio::select! {
            _ = reset.wait_for(|state| *state == LinkState::Reset) => true,
            () = copy(&mut from_client, &mut to_server, state.clone()) => false,
            () = copy(&mut from_server, &mut to_client, state.clone()) => false,
        }
    };
    if is_reset {
        client.set_zero_linger().ok();
        return;
    }
    // A silent link hides that the server has closed the connection. So the connection to the client stays open.
    if *state.borrow_and_update() == LinkState::Silent {
        let mut lost = [0; 1024];
        while client.read(&mut lost).await.is_ok_and(|read| read > 0) {}
    }
}

/// Copies bytes until the end of the connection.
async fn copy(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    state: watch::Receiver<LinkState>,
) {
    let mut bytes = [0; 4096];
    loop {
        let Ok(read @ 1..) = from.read(&mut bytes).await else { return };
        let now = *state.borrow();
        match now {
            LinkState::Silent => {}
            LinkState::Slow => {
                for byte in &bytes[..read] {
                    sleep(TICK).await;
                    if to.write_all(&[*byte]).await.is_err() {
                        return;
                    }
                }
            }
            LinkState::Good | LinkState::Reset => {
                if to.write_all(&bytes[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
