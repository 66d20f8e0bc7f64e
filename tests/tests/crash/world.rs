//! The platform, the store and the processes of a test.

use std::time::Duration;

use serde_json::json;
use vc_api::testing::Platform;
use vc_api::{TokenStore, scopes};

use crate::child::{call, client};
use crate::counters::Steps;
use crate::front::{Reason, RenewalProxy};
use crate::notes::{Notes, ProcessName};
use crate::process::Process;
use crate::store::{Line, RemoteStore};
use crate::store_server::{Next, StoreServer};

/// Letter in the name of the process that runs the test. This process logs the user in.
const FIRST: char = 's';

/// Maximum delays before and after each step of the platform and of the store.
pub(crate) struct Delays {
    pub(crate) platform: Duration,
    pub(crate) store: Duration,
}

pub(crate) struct World {
    pub(crate) notes: Notes,
    pub(crate) counters: Steps,
    pub(crate) front: RenewalProxy,
    pub(crate) store: StoreServer,
    platform: Platform,
    /// Address of Redis, if Redis is the store.
    redis: Option<String>,
}

/// Login that is in the store.
#[derive(Clone)]
pub(crate) struct LoggedIn {
    pub(crate) number: usize,
    id: String,
    reason: Reason,
}

impl World {
    pub(crate) async fn start(delays: &Delays) -> Self {
        let (notes, counters, platform) = (Notes::new(), Steps::default(), Platform::start().await);
        let front = RenewalProxy::start(platform.url(), &notes, &counters, delays.platform).await;
        let store = StoreServer::start(&notes, &counters, delays.store).await;
        Self { notes, counters, front, store, platform, redis: None }
    }

    #[cfg(all(feature = "redis", unix))]
    pub(crate) fn with_redis(self, url: &str) -> Self {
        Self { redis: Some(url.to_owned()), ..self }
    }

    /// Logs a user in, and waits until the login is in the store.
    pub(crate) async fn log_in(&self, number: usize, reason: Reason) -> LoggedIn {
        let who = ProcessName::new(number, FIRST);
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

    async fn log_in_by(&self, who: &ProcessName, reason: Reason, store: impl TokenStore) -> LoggedIn {
        self.front.add_login(who.login, reason);
        let client = client(&self.front.url, who, store);
        let begun = client.login("https://shop.example/callback").scopes([scopes::VC_ROOM]).offline_access();
        let begun = begun.begin().expect("it can begin");
        let (code, state) = self.platform.log_in(begun.url());
        let grant = client.finish_login(&begun, code, state).await.expect("the code is good");
        let id = grant.id().to_owned();
        let session = client.user(grant);
        // With many concurrent processes, a call may time out, so the test repeats the call.
        let mut tries = 0;
        while let Err(error) = call(&session).await {
            tries += 1;
            assert!(tries < 20, "{error}");
        }
        LoggedIn { number: who.login, id, reason }
    }

    /// Starts a process that makes calls with a login.
    pub(crate) fn process(&self, login: &LoggedIn, process: char, next: Next) -> Process {
        let who = ProcessName::new(login.number, process);
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

    /// Ends processes. Each process first finishes its call and its background tasks.
    pub(crate) async fn stop(&self, processes: Vec<Process>) {
        for process in &processes {
            self.store.tell(&process.who, Next::Stop);
        }
        for mut process in processes {
            assert!(process.ended(Duration::from_secs(60)).await, "{} does not end", process.who);
        }
    }
}
