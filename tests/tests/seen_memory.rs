//! Memory that a store of seen events uses, measured in a separate process.

use std::alloc::System;
use std::time::Duration;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use vc_api::{MemorySeen, Seen, SeenStore};

const OWNER: &str = "5e37d2f00a3b4c1d9e8f7a6b5c4d3e2f";
const LEASE: Duration = Duration::from_secs(60);
const HOURS: Duration = Duration::from_secs(8 * 60 * 60);
const MIB: usize = 1 << 20;

#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Returns the number of allocated bytes of this process.
fn in_use() -> usize {
    let stats = MEMORY.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

async fn begin(store: &MemorySeen, event: &str) {
    assert_eq!(store.begin(event, OWNER, LEASE).await.expect("there is room"), Seen::New);
}

/// This test program has only one test, because another test would use memory at the same time.
#[tokio::test]
async fn memory_is_as_documented() {
    // First case: the store contains one event. Forgotten events must not use memory.
    let before = in_use();
    let store = MemorySeen::default();
    begin(&store, "stays").await;
    for event in 0..300_000_u32 {
        let event = event.to_string();
        begin(&store, &event).await;
        store.forget(&event, OWNER).await.expect("it forgets");
    }
    let taken = in_use() - before;
    assert!(taken < MIB / 8, "{taken} bytes for one event");
    drop(store);

    // Second case: the store gets more handled events than its default capacity.
    let before = in_use();
    let store = MemorySeen::default();
    for event in 0..1_300_000_u32 {
        let name = event.to_string();
        begin(&store, &name).await;
        store.handled(&name, HOURS).await.expect("there is room");
        let known = usize::try_from(event).expect("it is small") + 1;
        if known.is_multiple_of(1000) && known >= 50_000 {
            let taken = in_use() - before;
            assert!(taken < 150 * known.min(1_000_000), "{taken} bytes for {known} events");
        }
    }
    let taken = in_use() - before;
    assert!((100 * MIB..115 * MIB).contains(&taken), "{taken} bytes for a million events");
}
