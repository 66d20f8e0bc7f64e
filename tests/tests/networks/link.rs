//! A link between the client and a server that the test can break.

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
pub(crate) enum Fate {
    Good,
    /// All bytes are lost, in both directions, without an error on either side.
    Silent,
    /// The connection is reset.
    Reset,
    /// Bytes arrive one by one.
    Slow,
}

/// Connection over the link.
#[derive(Debug)]
pub(crate) struct Wire {
    fate: watch::Sender<Fate>,
    /// Address of the client on the side of the server.
    upstream: SocketAddr,
}

impl Wire {
    pub(crate) fn become_(&self, fate: Fate) {
        self.fate.send_replace(fate);
    }
}

/// A link, until it is dropped.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) address: SocketAddr,
    pub(crate) wires: Wires,
    running: JoinHandle<()>,
}

/// Connections of a link.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wires {
    open: Arc<Mutex<Vec<Arc<Wire>>>>,
    all: Arc<AtomicUsize>,
}

impl Wires {
    fn add(&self, wire: Wire) {
        self.all.fetch_add(1, Ordering::Relaxed);
        self.wires().push(Arc::new(wire));
    }

    /// Returns the open connections.
    fn wires(&self) -> MutexGuard<'_, Vec<Arc<Wire>>> {
        let mut wires = self.open.lock().expect("nothing panics with it");
        wires.retain(|wire| wire.fate.receiver_count() > 0);
        wires
    }

    /// Returns the number of all connections so far.
    pub(crate) fn count(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// Returns the connection with that address on the side of the server.
    pub(crate) fn at(&self, upstream: SocketAddr) -> Option<Arc<Wire>> {
        self.wires().iter().find(|wire| wire.upstream == upstream).map(Arc::clone)
    }

    pub(crate) fn all_become(&self, fate: Fate) {
        self.wires().iter().for_each(|wire| wire.become_(fate));
    }

    /// Returns the number of open connections.
    pub(crate) fn open(&self) -> usize {
        self.wires().len()
    }
}

impl Link {
    /// Starts a link to a server. `begin` gives the first state of each connection from its number.
    pub(crate) async fn to(server: SocketAddr, begin: impl Fn(usize) -> Fate + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let wires = Wires::default();
        let all = wires.clone();
        let running = tokio::spawn(async move {
            for index in 0.. {
                let Ok((client, _)) = listener.accept().await else { continue };
                let upstream = TcpStream::connect(server).await.expect("the server is there");
                let fate = watch::Sender::new(begin(index));
                let watched = fate.subscribe();
                let wire = Wire { fate, upstream: upstream.local_addr().expect("it has an address") };
                all.add(wire);
                tokio::spawn(carry(client, upstream, watched));
            }
        });
        Self { address, wires, running }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn carry(mut client: TcpStream, mut upstream: TcpStream, mut fate: watch::Receiver<Fate>) {
    let is_reset = {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = upstream.split();
        let mut reset = fate.clone();
        tokio::select! {
            _ = reset.wait_for(|fate| *fate == Fate::Reset) => true,
            () = copy(&mut from_client, &mut to_server, fate.clone()) => false,
            () = copy(&mut from_server, &mut to_client, fate.clone()) => false,
        }
    };
    if is_reset {
        client.set_zero_linger().ok();
        return;
    }
    // A silent connection stays open after the other side has closed.
    if *fate.borrow_and_update() == Fate::Silent {
        let mut lost = [0; 1024];
        while client.read(&mut lost).await.is_ok_and(|read| read > 0) {}
    }
}

/// Copies bytes until the end of the connection.
async fn copy(from: &mut (impl AsyncRead + Unpin), to: &mut (impl AsyncWrite + Unpin), fate: watch::Receiver<Fate>) {
    let mut bytes = [0; 4096];
    loop {
        let Ok(read @ 1..) = from.read(&mut bytes).await else { return };
        let now = *fate.borrow();
        match now {
            Fate::Silent => {}
            Fate::Slow => {
                for byte in &bytes[..read] {
                    sleep(TICK).await;
                    if to.write_all(&[*byte]).await.is_err() {
                        return;
                    }
                }
            }
            Fate::Good | Fate::Reset => {
                if to.write_all(&bytes[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
