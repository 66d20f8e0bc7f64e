//! Spans and events of the client, as an exporter sees them.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// Fields of a `tracing` span or of a `tracing` event, by their names.
pub type Fields = BTreeMap<String, String>;

/// Spans and events of the client in this thread, captured until this value is dropped.
#[derive(Debug)]
pub struct CapturedSpans {
    closed: Closed,
    _guard: DefaultGuard,
}

/// Closed spans, and events of the crate `tracing`. Each span and each event has a name and fields.
#[derive(Debug, Clone, Default)]
struct Closed(Arc<Mutex<Vec<(String, Fields)>>>);

/// Second subscriber, which ignores everything. The comment of `OTHER` in `crate::logs` gives the reason.
static OTHER: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(tracing::subscriber::NoSubscriber::new()));

impl CapturedSpans {
    /// Starts to capture spans and events.
    pub fn start() -> Self {
        LazyLock::force(&OTHER);
        let closed = Closed::default();
        let guard = tracing::subscriber::set_default(Registry::default().with(closed.clone()));
        Self { closed, _guard: guard }
    }

    /// Returns the fields of the closed spans with the given name, or of the events with the given message.
    pub fn named(&self, name: &str) -> Vec<Fields> {
        let closed = self.closed.0.lock().expect("no one panicked");
        closed.iter().filter(|(found, _)| found == name).map(|(_, fields)| fields.clone()).collect()
    }
}

/// Fields of a span or event that is still being recorded.
#[derive(Default)]
struct Reading(Fields);

impl Visit for Reading {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        let before = self.0.insert(field.name().to_owned(), value.to_owned());
        assert!(before.is_none(), "{} is recorded twice", field.name());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Closed {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut reading = Reading::default();
        attributes.record(&mut reading);
        context.span(id).expect("it is there").extensions_mut().insert(reading);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let span = context.span(id).expect("it is there");
        values.record(span.extensions_mut().get_mut::<Reading>().expect("it is there"));
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target().starts_with("vc_api") {
            let mut reading = Reading::default();
            event.record(&mut reading);
            let message = reading.0.remove("message").expect("each has one");
            self.0.lock().expect("no one panicked").push((message, reading.0));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let span = context.span(&id).expect("it is there");
        if span.metadata().target().starts_with("vc_api") {
            let reading = span.extensions_mut().remove::<Reading>().expect("it is there");
            self.0.lock().expect("no one panicked").push((span.name().to_owned(), reading.0));
        }
    }
}
