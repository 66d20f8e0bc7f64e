//! Lowers operations and events.

use std::sync::Arc;

use super::lowering::{Lowering, Position};
use super::names;
use super::reference::{references, source, sourced};
use super::types::{self, is_empty_object};
use crate::diagnostic::{Diagnostic, suggest};
use crate::ir::{
    Contradiction, Event, Field, Input, ItemId, ListedError, Location, Operation, Paging, Reference, Response, Shape,
    Subscription, Type,
};
use crate::load::document::{self, File, Schema};
use crate::source::Place;

impl<'d> Lowering<'d> {
    /// Lowers the operations of a file.
    pub(super) fn operations(&mut self, file: &'d File, root: &Place, module: &Arc<str>) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in &file.paths {
            let path = Reference::new(path, root.key("paths").key(path));
            for (method, operation) in item.operations() {
                operations.push(self.operation(operation, &path, method, module));
            }
        }
        operations
    }

    fn operation(
        &mut self,
        operation: &'d document::Operation,
        path: &Reference,
        method: &'static str,
        module: &Arc<str>,
    ) -> Operation {
        let place = path.place.key(method);
        let id = operation.operation_id.clone().unwrap_or_default();
        let (resource, name) = id.split_once('.').unwrap_or(("", &id));
        let position = Position { module: Arc::clone(module), name: names::pascal(name), place: place.clone() };
        let before = self.items.len();
        self.require_access(operation.scopes.is_some(), &operation.app_types, "an operation", &place);
        let mut inputs = self.parameters(operation, &path.name, &position);
        if let Some(body) = &operation.body {
            let fields = self.body_fields(body, &position.at(place.key("x-body")));
            inputs.extend(fields.into_iter().map(|field| Input { location: Location::Body, field }));
        }
        let response = self.response(operation.response.as_ref(), &position.at(place.key("x-response")));
        Operation {
            resource: resource.to_owned(),
            name: names::snake(name),
            type_name: position.name,
            method: capitals(method),
            path: path.clone(),
            summary: operation.summary.clone().unwrap_or_default(),
            description: operation.description.clone(),
            deprecated: operation.deprecated,
            documentation: page(&operation.external_docs),
            source: source(operation.source.as_ref(), &place),
            tokens: sourced(&operation.tokens, &place.key("x-tokens")),
            scopes: sourced(operation.scopes.as_deref().unwrap_or_default(), &place.key("x-scopes")),
            field_scopes: references(&operation.field_scopes, &place.key("x-field-scopes")),
            per_minute: operation.rate_limit.as_ref().and_then(|limit| limit.per_minute),
            per_second: operation.rate_limit.as_ref().and_then(|limit| limit.per_second),
            app_types: references(&operation.app_types, &place.key("x-app-types")),
            idempotent: operation.idempotent.unwrap_or(matches!(method, "get" | "put" | "delete")),
            contradictions: operation.contradictions.iter().map(contradiction).collect(),
            inputs,
            has_body: operation.body.is_some(),
            response,
            paging: operation.paging.as_ref().map(|one| paging(one, &place.key("x-paging"))),
            errors: listed_errors(&operation.errors, &place.key("x-errors")),
            items: (before..self.items.len()).map(ItemId).collect(),
            id: Reference::new(&id, place.key("operationId")),
            place,
        }
    }

    /// Reports a missing `x-scopes`, and a missing or empty `x-app-types`. An empty `x-scopes` is valid: no scope is needed.
    fn require_access(&mut self, has_scopes: bool, app_types: &[String], whose: &str, place: &Place) {
        if !has_scopes {
            self.report(
                Diagnostic::new("scopes-missing", format!("{whose} needs `x-scopes`"))
                    .at_key(place.clone())
                    .help("list the scopes (an app needs only one of them), or write `x-scopes: []` if none is needed"),
            );
        }
        if app_types.is_empty() {
            self.report(
                Diagnostic::new("app-types-missing", format!("{whose} needs `x-app-types`"))
                    .at_key(place.clone())
                    .help("list the kinds of app: `x-app-types: [custom, isv]`"),
            );
        }
    }

    /// Returns the path parameters in the order of the path, then the query parameters in the order of the spec.
    fn parameters(&mut self, operation: &'d document::Operation, path: &str, position: &Position) -> Vec<Input> {
        let mut inputs = Vec::new();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let place = position.place.key("parameters").index(index);
            let Some((parameter, declared)) = self.parameter(parameter, place) else { continue };
            inputs.extend(self.input(parameter, declared, position));
        }
        inputs.sort_by_key(|input| match input.location {
            Location::Path => path.find(&format!("{{{}}}", input.field.wire)).unwrap_or(path.len()),
            Location::Query | Location::Body => usize::MAX,
        });
        inputs
    }

    fn input(&mut self, parameter: &'d document::Parameter, place: Place, position: &Position) -> Option<Input> {
        let Some(name) = parameter.name.as_deref().filter(|name| !name.is_empty()) else {
            self.report(
                Diagnostic::new("name-missing", "a parameter needs a `name`")
                    .at(place)
                    .help("write the name that the parameter has on the wire, such as `name: page_size`"),
            );
            return None;
        };
        let location = match parameter.location.as_deref() {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            other => {
                let diagnostic =
                    Diagnostic::new("unsupported-parameter", "a parameter must be in the `path` or in the `query`")
                        .at(if other.is_some() { place.key("in") } else { place });
                let near = other.and_then(|other| suggest(other, ["path", "query"].into_iter()));
                self.report(match near {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help("write `in: path` or `in: query`"),
                });
                return None;
            }
        };
        let Some(schema) = &parameter.schema else {
            self.report(
                Diagnostic::new("type-missing", format!("parameter `{name}` needs a `schema`"))
                    .at(place)
                    .help("add a schema, such as `schema: {type: string}`"),
            );
            return None;
        };
        if location == Location::Path && !parameter.required {
            self.report(
                Diagnostic::new("path-parameter", format!("the path parameter `{name}` must be required"))
                    .at(place.clone())
                    .help("write `required: true`"),
            );
        }
        let is_required = parameter.required || location == Location::Path;
        let (mut field, failed) =
            self.tried(|lowering| lowering.parameter_field(name, schema, &position.inner(name, place), is_required));
        if let Some(description) = parameter.description.as_ref().filter(|text| !text.trim().is_empty()) {
            field.docs.description = Some(description.clone());
        }
        field.docs.deprecated |= parameter.deprecated;
        field.docs.source = source(parameter.source.as_ref(), &field.place).or(field.docs.source);
        field.rename(parameter.rust_name.as_deref());
        // If the schema has a mistake, the type is only a placeholder, and the mistake is already reported.
        if !failed {
            self.refuse_structure(&field, location);
        }
        Some(Input { location, field })
    }

    /// Refuses parameters that are objects, maps or nested lists. A path parameter must be a plain value. A query parameter
    /// may also be a list of plain values.
    fn refuse_structure(&mut self, field: &Field, location: Location) {
        let plain = match &field.ty {
            Type::List(inner) if location == Location::Query => inner,
            other => other,
        };
        let structured = match plain {
            Type::List(_) | Type::Map(_) | Type::Json | Type::Boxed(_) => true,
            Type::Item(id) => {
                self.items.get(id.0).is_some_and(|item| matches!(item.shape, Shape::Model(_) | Shape::Union(_)))
            }
            _ => false,
        };
        if structured {
            self.report(
                Diagnostic::new("unsupported-parameter", format!("parameter `{}` is not a plain value", field.wire))
                    .at(field.place.key("schema"))
                    .help("use a plain value; a query parameter may also be a list of plain values"),
            );
        }
    }

    fn response(&mut self, response: Option<&'d document::Response>, position: &Position) -> Response {
        let Some(response) = response else { return Response::Nothing };
        if response.file {
            if response.data.is_some() || response.unwrap.is_some() {
                self.report(
                    Diagnostic::new("response-both", "a response cannot be both a file and data")
                        .at_key(position.place.key("file"))
                        .help("remove `file`, or both `data` and `unwrap`"),
                );
            }
            return Response::File;
        }
        let Some(data) = &response.data else {
            self.report(
                Diagnostic::new("response-empty", "a response needs `data` or `file: true`")
                    .at_key(position.place.clone())
                    .help("remove `x-response` if the response is empty"),
            );
            return Response::Nothing;
        };
        let place = position.place.key("data");
        match &response.unwrap {
            Some(name) => self.unwrapped(data, name, position, &place),
            None if is_empty_object(data) => Response::Nothing,
            None => {
                let named = Position { name: format!("{}Response", position.name), ..position.at(place.clone()) };
                match self.tried(|lowering| lowering.type_of(data, &named)) {
                    (Type::Item(item), _) if self.is_model(item) => Response::Whole(item),
                    (_, true) => Response::Nothing,
                    _ => {
                        self.report(
                            Diagnostic::new("unsupported-response", "`data` must be an object with `properties`")
                                .at_key(place)
                                .help("declare its properties: `{type: object, properties: …}`"),
                        );
                        Response::Nothing
                    }
                }
            }
        }
    }

    fn is_model(&self, item: ItemId) -> bool {
        self.items.get(item.0).is_some_and(|item| matches!(item.shape, Shape::Model(_)))
    }

    /// Returns the response of an operation with the key `unwrap`. Callers get the property `name` of `data` in place of
    /// `data`. `data` must have no other property.
    fn unwrapped(&mut self, data: &'d Schema, name: &'d str, position: &Position, place: &Place) -> Response {
        let properties = &data.properties;
        let Some(schema) = properties.get(name).filter(|_| properties.len() == 1) else {
            let diagnostic = Diagnostic::new("unwrap", format!("`data` must have `{name}` and no other property"))
                .at(position.place.key("unwrap"));
            let only = properties.keys().next().filter(|_| properties.len() == 1);
            self.report(match only {
                Some(only) => diagnostic.help(format!("did you mean `{only}`?")),
                None => diagnostic.help("remove `unwrap`; callers then get all of `data`"),
            });
            return Response::Nothing;
        };
        let inner = position.inner(name, place.key("properties").key(name));
        let ty = self.type_of(schema, &inner);
        if matches!(ty, Type::Map(_)) {
            self.report(
                Diagnostic::new("unwrap", "the property in `unwrap` must not be a map")
                    .at(position.place.key("unwrap"))
                    .help("remove `unwrap`"),
            );
        }
        match ty {
            Type::List(inner) => Response::List(name.to_owned(), *inner),
            other => Response::Field(name.to_owned(), other),
        }
    }

    /// Lowers the events of a file.
    pub(super) fn events(&mut self, file: &'d File, root: &Place, module: &Arc<str>) -> Vec<Event> {
        let mut events = Vec::new();
        for (wire, webhook) in &file.webhooks {
            let place = root.key("webhooks").key(wire).key("post");
            let Some(event) = &webhook.post else { continue };
            events.extend(self.event(wire, event, place, module));
        }
        events
    }

    fn event(
        &mut self,
        wire: &str,
        event: &'d document::EventOperation,
        place: Place,
        module: &Arc<str>,
    ) -> Option<Event> {
        let id = event.operation_id.clone().unwrap_or_default();
        let name = names::pascal(id.strip_prefix("event.").unwrap_or(&id));
        let before = self.items.len();
        self.require_access(event.scopes.is_some(), &event.app_types, "an event", &place);
        let position = Position { module: Arc::clone(module), name: name.clone(), place: place.key("x-event") };
        let item = self.reserve(module, &name, &place);
        let Some(body) = event.event.as_ref().filter(|body| types::is_inline_object(body)) else {
            self.report(
                Diagnostic::new("event-body", "an event needs an inline object as `x-event`")
                    .at_key(place.key("x-event"))
                    .help("write `x-event: {type: object, properties: …}`"),
            );
            return None;
        };
        let fields = self.fields(body, &position);
        if let Some(item) = self.items.get_mut(item.0) {
            item.shape = Shape::Model(fields);
            item.docs.description = event.summary.clone();
            item.docs.deprecated = event.deprecated;
            item.keeps_unknown = types::keeps_unknown(body);
        }
        Some(Event {
            wire: wire.to_owned(),
            id: Reference::new(&id, place.key("operationId")),
            item,
            summary: event.summary.clone().unwrap_or_default(),
            description: event.description.clone(),
            deprecated: event.deprecated,
            documentation: page(&event.external_docs),
            source: source(event.source.as_ref(), &place),
            contradictions: event.contradictions.iter().map(contradiction).collect(),
            subscription: event.subscription.as_ref().map(|one| subscription(one, &place.key("x-subscription"))),
            scopes: sourced(event.scopes.as_deref().unwrap_or_default(), &place.key("x-scopes")),
            app_types: references(&event.app_types, &place.key("x-app-types")),
            items: (before..self.items.len()).map(ItemId).collect(),
            place,
        })
    }
}

fn capitals(method: &str) -> &'static str {
    match method {
        "get" => "GET",
        "put" => "PUT",
        "post" => "POST",
        "delete" => "DELETE",
        _ => "PATCH",
    }
}

fn page(docs: &Option<document::ExternalDocs>) -> String {
    docs.as_ref().and_then(|docs| docs.url.clone()).unwrap_or_default()
}

fn paging(paging: &document::Paging, place: &Place) -> Paging {
    let named = |name: &Option<String>, key| Reference::new(name.as_deref().unwrap_or("page_token"), place.key(key));
    Paging {
        items: Reference::new(paging.items.as_deref().unwrap_or_default(), place.key("items")),
        token: named(&paging.token, "token"),
        next: named(&paging.next, "next"),
    }
}

fn subscription(subscription: &document::Subscription, place: &Place) -> Subscription {
    let named = |id: &Option<String>, key| Reference::new(id.as_deref().unwrap_or_default(), place.key(key));
    Subscription {
        subscribe: named(&subscription.subscribe, "subscribe"),
        unsubscribe: named(&subscription.unsubscribe, "unsubscribe"),
    }
}

fn contradiction(contradiction: &document::Contradiction) -> Contradiction {
    Contradiction {
        about: contradiction.about.clone().unwrap_or_default(),
        page: contradiction.page.clone(),
        overview: contradiction.overview.clone(),
        sources: contradiction.sources.iter().map(|(name, said)| (name.clone(), said.clone())).collect(),
        decision: contradiction.decision.clone().unwrap_or_default(),
    }
}

fn listed_errors(errors: &[document::ListedError], place: &Place) -> Vec<ListedError> {
    let listed = errors.iter().enumerate().map(|(index, error)| ListedError {
        http: error.http,
        code: error.code,
        message: error.message.clone(),
        constant: names::shouty(&error.name),
        name: error.name.clone(),
        help: error.help.clone(),
        source: source(error.source.as_ref(), &place.index(index)),
        place: place.index(index),
    });
    listed.collect()
}
