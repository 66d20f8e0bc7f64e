//! Events: the body of each event, and the enum of all events.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::links::link;
use super::names::ident;
use super::{docs, model, samples, tables};
use crate::ir::{Api, Event, Item, Reference, Shape};

/// Emits the Rust type of an event's body, and the metadata of the event.
pub(super) fn emit(context: Context<'_>, event: &Event) -> TokenStream {
    let Some(item) = context.api.item(event.item) else { return TokenStream::new() };
    let Shape::Model(fields) = &item.shape else { return TokenStream::new() };
    let (name, words) = (ident(&item.name), docs::attributes(&words(context, event)));
    let deprecated = event.deprecated.then(docs::deprecated);
    let model = model::emit_described(context, item, fields, &quote!(#words #deprecated));
    let info = tables::event_info(context.api, event);
    quote! {
        #model
        impl rt::EventType for #name {
            const INFO: &'static rt::EventInfo = &#info;
        }
    }
}

fn words(context: Context<'_>, event: &Event) -> String {
    let mut text = docs::markdown(&docs::paragraphs([Some(event.summary.as_str()), event.description.as_deref()]));
    text.push_str(&format!("\n\n# Platform\n\n- event `{}`\n", event.wire));
    if !event.scopes.is_empty() {
        text.push_str(&format!("- scope, any one of: {}\n", docs::names(&event.scopes, ", ")));
    }
    if !event.app_types.is_empty() {
        text.push_str(&format!("- apps: {}\n", docs::apps(&event.app_types)));
    }
    if let Some(subscription) = &event.subscription {
        let link = |id: &Reference| link(context, &id.name);
        let (subscribe, unsubscribe) = (link(&subscription.subscribe), link(&subscription.unsubscribe));
        text.push_str(&format!("- delivered for a user between the calls of {subscribe} and {unsubscribe}\n"));
    }
    text.push_str(&docs::contradictions(&event.contradictions));
    text.push_str(&docs::origin(&event.documentation, event.source.as_ref()));
    text
}

/// Emits the enum `Event`, and the table of all events.
pub(super) fn events(api: &Api) -> TokenStream {
    let known: Vec<(&Event, &Item)> =
        api.events().filter_map(|(_, event)| Some((event, api.item(event.item)?))).collect();
    let paths: Vec<TokenStream> = known
        .iter()
        .map(|(_, item)| {
            let (module, name) = (ident(&item.module), ident(&item.name));
            quote!(super::#module::#name)
        })
        .collect();
    let names: Vec<_> = known.iter().map(|(_, item)| ident(&item.name)).collect();
    let wires: Vec<&str> = known.iter().map(|(event, _)| event.wire.as_str()).collect();
    let words: Vec<TokenStream> = known
        .iter()
        .map(|(event, _)| docs::attributes(&docs::markdown(&docs::paragraphs([Some(event.summary.as_str())]))))
        .collect();
    let samples = samples::of_events(api);
    quote! {
        use crate::runtime as rt;

        /// Event, with one variant for each type. The platform adds types without notice. An event of an unknown type is an
        /// [`Event::Other`].
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#words #names(#paths),)*
            /// Event of an unknown type, or event whose body cannot be read.
            Other(rt::OtherEvent),
        }

        impl Event {
            /// Decodes the body of an event. If the body cannot be read, [`Event::Other`] contains the unchanged body.
            #[doc(hidden)]
            pub fn decode(body: rt::EventBody<'_>) -> Self {
                match body.event_type() {
                    #(#wires => body.decode(Self::#names, Self::Other),)*
                    _ => Self::Other(body.unknown()),
                }
            }

            /// Returns the type of the event, such as `vc.meeting.meeting_started_v1`.
            pub fn event_type(&self) -> &str {
                match self {
                    #(Self::#names(_) => #wires,)*
                    Self::Other(other) => &other.event_type,
                }
            }

            /// Returns the body of the event as JSON.
            ///
            /// # Errors
            ///
            /// Fails if a value cannot be written as JSON.
            #[cfg(feature = "encode-responses")]
            pub fn encode(&self) -> Result<rt::Json, rt::JsonError> {
                match self {
                    #(Self::#names(event) => rt::to_json(event),)*
                    Self::Other(other) => other.json(),
                }
            }
        }

        #(rt::event_body!(#paths, Event::#names);)*

        /// Every event, in the order of the spec.
        pub const ALL: &[&rt::EventInfo] = &[#(<#paths as rt::EventType>::INFO),*];
        #samples
    }
}
