//! The platform, the store and the processes of a test.

use std::time::Duration;

use serde_json::json;
use vc_api::testing::Platform;
use vc_api::{TokenStore, scopes};

use crate::child::{call, client};
use crate::front::{Front, Reason};
use crate::gates::Gates;
use crate::notes::{Notes, Who};
use crate::process::Process;
use crate::store::{Line, RemoteStore};
use crate::store_server::{Next, StoreServer};

/// Name of the process of the user's login: the test itself.
const FIRST: char = 's';

/// Maximum delays of the platform and of the store, each before and after.
pub(crate) struct Delays {
    pub(crate) platform: Duration,
    pub(crate) store: Duration,
}

pub(crate) struct World {
    pub(crate) notes: Notes,
    pub(crate) gates: Gates,
    pub(crate) front: Front,
    pub(crate) store: StoreServer,
    platform: Platform,
    /// Address of Redis, if Redis is the store.
    redis: Option<String>,
}

/// Login in the store.
#[derive(Clone)]
pub(crate) struct LoggedIn {
    pub(crate) number: usize,
    id: String,
    reason: Reason,
}

impl World {
    pub(crate) async fn start(delays: &Delays) -> Self {
        let (notes, gates, platform) = (Notes::new(), Gates::default(), Platform::start().await);
        let front = Front::start(platform.url(), &notes, &gates, delays.platform).await;
        let store = StoreServer::start(&notes, &gates, delays.store).await;
        Self { notes, gates, front, store, platform, redis: None }
    }

    #[cfg(all(feature = "redis", unix))]
    pub(crate) fn with_redis(self, url: &str) -> Self {
        Self { redis: Some(url.to_owned()), ..self }
    }

    /// Logs a user in, and waits until the login is in the store.
    pub(crate) async fn log_in(&self, number: usize, reason: Reason) -> LoggedIn {
        let who = Who::new(number, FIRST);
        match &self.redis {
            #[cfg(feature = "redis")]
            Some(url) => {
                let line = Line::new(self.store.address, &who);
                let store = crate::redis_server::NotedStore::connect(url, line).await;
                self.log_in_by(&who, reason, store).await
            }
            _ => self.log_in_by(&who, reason, RemoteStore(Line::new(self.store.address, &who))).await,
        }
    }

    async fn log_in_by(&self, who: &Who, reason: Reason, store: impl TokenStore) -> LoggedIn {
        self.front.add_login(who.login, reason);
        let client = client(&self.front.url, who, store);
        let begun = client.login("https://shop.example/callback").scopes([scopes::VC_ROOM]).offline_access();
        let begun = begun.begin().expect("it can begin");
        let (code, state) = self.platform.log_in(begun.url());
        let grant = client.finish_login(&begun, code, state).await.expect("the code is good");
        let id = grant.id().to_owned();
        let session = client.user(grant);
        // With many concurrent processes, a call may time out.
        let mut tries = 0;
        while let Err(error) = call(&session).await {
            tries += 1;
            assert!(tries < 20, "{error}");
        }
        LoggedIn { number: who.login, id, reason }
    }

    /// Starts a process that continues with a login.
    pub(crate) fn process(&self, login: &LoggedIn, process: char, next: Next) -> Process {
        let who = Who::new(login.number, process);
        self.store.tell(&who, next);
        let arguments = json!({
            "who": who.to_string(),
            "url": self.front.url,
            "store": self.store.address.to_string(),
            "login": login.id,
            "anew": login.reason == Reason::Background,
            "redis": self.redis,
        });
        Process::start(&who, &arguments, &self.notes)
    }

    /// Ends processes between two calls, and without unfinished work.
    pub(crate) async fn stop(&self, processes: Vec<Process>) {
        for process in &processes {
            self.store.tell(&process.who, Next::Stop);
        }
        for mut process in processes {
            assert!(process.ended(Duration::from_secs(60)).await, "{} does not end", process.who);
        }
    }
}
