//! Exports telemetry: prints the client's spans and events as lines of JSON, and counts attempts with a hook.
//!
//! Run the example with `cargo run -p vc-api --features testing --example telemetry`.
//!
//! docs/operating.md lists all spans, events and fields. The names follow the conventions of OpenTelemetry. In place of the
//! layer in this file, a program can use any layer of `tracing`, such as the layer of the crate tracing-opentelemetry.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Debug;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde_json::{Map, Value, json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;
use vc_api::testing::{Fault, HttpReply, Platform, Received};
use vc_api::{AttemptHook, AttemptOutcome, AttemptRequest, Client, room};

/// Layer of `tracing` that writes each closed span and each event as a line of JSON.
struct JsonLines;

/// Open span: its fields, and its start time.
struct Open(Map<String, Value>, Instant);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for JsonLines {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(Open(fields.0, Instant::now()));
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(span) = context.span(id)
            && let Some(open) = span.extensions_mut().get_mut::<Open>()
        {
            open.0.extend(fields.0);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let span = context.event_span(event).map(|span| span.name());
        print(&json!({ "event": event.metadata().level().as_str(), "in": span, "fields": fields.0 }));
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        if let Some(Open(fields, began)) = span.extensions_mut().remove::<Open>() {
            let parent = span.parent().map(|parent| parent.name());
            let millis = began.elapsed().as_secs_f64() * 1000.0;
            print(&json!({ "span": span.name(), "in": parent, "ms": millis.round(), "fields": fields }));
        }
    }
}

#[derive(Default)]
struct Fields(Map<String, Value>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}").into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name().to_owned(), value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

fn print(line: &Value) {
    // The program must continue if its standard output is closed.
    writeln!(std::io::stdout(), "{line}").ok();
}

/// Hook that counts attempts by operation and outcome.
#[derive(Clone, Default)]
struct Counts(Arc<Mutex<BTreeMap<(String, &'static str), u32>>>);

impl AttemptHook for Counts {
    fn after(&self, request: &AttemptRequest, outcome: &AttemptOutcome) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((request.operation().to_owned(), outcome.error.unwrap_or("good"))).or_default() += 1;
    }
}

/// Makes a call that succeeds at the second attempt, and a call that fails.
async fn calls(client: &Client) -> Result<(), vc_api::Error> {
    let org = client.tenant();
    let room = org.rooms().get("omm_1").await?;
    println!("# found {}", room.room_id);
    if let Err(error) = org.rooms().delete("omm_2").await {
        println!("# {error}");
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The filter selects the spans and events of `vc_api`. The HTTP client inside `vc_api` emits other spans and events.
    let of_client = Targets::new().with_target("vc_api", tracing::Level::DEBUG);
    tracing_subscriber::registry().with(JsonLines.with_filter(of_client)).init();

    let platform = Platform::start().await;
    let outage = HttpReply::html(503).header("Retry-After", "1");
    platform.fault(Fault::reply(outage).only::<room::Get>());
    platform.on(|call: Received<room::Delete>| Err(call.refuse(room::Delete::NOT_FOUND)));

    let counts = Counts::default();
    let client = platform.client_builder().hook(counts.clone()).build()?;
    calls(&client).await?;
    for ((operation, outcome), count) in counts.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        println!("# {operation}: {outcome}: {count}");
    }
    Ok(())
}
