//! Table of all kinds of change, with the meaning and the rating of each kind. The comparison and the help of the command
//! share this table.

use codegen::ir::Direction;

/// Effect on calls and events of deployed programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wire {
    /// Deployed programs work as before.
    Compatible,
    /// Deployed programs fail or work worse until they use the new release. Their code needs no change.
    Update,
    /// Deployed programs fail until people change what the programs send or expect, or the rights of the app.
    Breaking,
}

impl Wire {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Update => "update",
            Self::Breaking => "breaking",
        }
    }
}

/// Effect on code that calls the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rust {
    /// The code compiles with the same meaning, and the client has nothing new.
    Compatible,
    /// The code compiles with the same meaning, and the client has something new.
    Addition,
    /// Some code does not compile, or has another meaning.
    Breaking,
}

impl Rust {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Addition => "addition",
            Self::Breaking => "breaking",
        }
    }
}

/// Kind of change.
#[derive(Debug)]
pub(super) struct Kind {
    /// Stable name.
    pub(super) name: &'static str,
    /// Description of the change, and the reason for the rating.
    pub(super) meaning: &'static str,
    /// Effect on the wire, if callers send the changed item.
    pub(super) sent: Wire,
    /// Effect on the wire, if callers receive the changed item.
    pub(super) received: Wire,
    /// Effect on code that calls the client.
    pub(super) rust: Rust,
}

impl Kind {
    /// Returns the effect on the wire for an item that travels in this direction.
    pub(super) fn wire(&self, direction: Direction) -> Wire {
        let ways = [(direction.sent, self.sent), (direction.received, self.received)];
        ways.into_iter().filter(|(travels, _)| *travels).map(|(_, wire)| wire).max().unwrap_or(Wire::Compatible)
    }
}

/// Declares the kinds and lists them. Every kind then has a line in the table.
macro_rules! kinds {
    ($($constant:ident $name:literal sent $sent:ident received $received:ident rust $rust:ident $meaning:literal)*) => {
        $(pub(super) static $constant: Kind = Kind {
            name: $name, meaning: $meaning, sent: Wire::$sent, received: Wire::$received, rust: Rust::$rust,
        };)*
        /// All kinds.
        pub(super) static KINDS: &[&Kind] = &[$(&$constant),*];
    };
}

kinds! {
    // Resources and operations.
    ACCESSOR_RENAMED "accessor-renamed" sent Compatible received Compatible rust Breaking
        "a resource has another accessor, which renames the session's method and the Rust type"
    OPERATION_ADDED "operation-added" sent Compatible received Compatible rust Addition
        "an operation is new"
    OPERATION_REMOVED "operation-removed" sent Breaking received Breaking rust Breaking
        "an operation was removed"
    OPERATION_RENAMED "operation-renamed" sent Compatible received Compatible rust Breaking
        "an operation has another method and type in Rust, and the same endpoint"
    OPERATION_MOVED "operation-moved" sent Update received Update rust Compatible
        "an operation has another HTTP method or path, or its JSON body was added or removed; the client adapts, and \
         callers do not"
    RESPONSE_CHANGED "response-changed" sent Breaking received Breaking rust Breaking
        "the response of an operation is different"
    RESPONSE_RESHAPED "response-reshaped" sent Compatible received Compatible rust Breaking
        "callers get another type, and the response has the same data on the wire"
    PAGING_ADDED "paging-added" sent Compatible received Compatible rust Addition
        "a call now has `.pages()` and `.items()`"
    PAGING_CHANGED "paging-changed" sent Compatible received Compatible rust Breaking
        "a call no longer has `.pages()` and `.items()`, or they list other items"
    IDEMPOTENT "idempotent" sent Compatible received Compatible rust Compatible
        "an operation is now idempotent: the client may retry it, even if the platform may have carried it out"
    NOT_IDEMPOTENT "not-idempotent" sent Update received Update rust Compatible
        "an operation is no longer idempotent; older releases still retry it"
    RATE_LIMIT_LOWERED "rate-limit-lowered" sent Update received Update rust Compatible
        "fewer calls are allowed; older releases keep the former pace"
    RATE_LIMIT_RAISED "rate-limit-raised" sent Compatible received Compatible rust Compatible
        "more calls are allowed"
    ERRORS_CHANGED "errors-changed" sent Compatible received Compatible rust Compatible
        "an operation lists other errors"
    ERROR_NAME_ADDED "error-name-added" sent Compatible received Compatible rust Addition
        "a listed error has a new constant"
    ERROR_NAME_REMOVED "error-name-removed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error was removed"
    ERROR_RENAMED "error-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error has another name"

    // Access.
    SCOPE_NEEDED "scope-needed" sent Breaking received Breaking rust Compatible
        "a scope is no longer sufficient, or an operation or event needs a scope for the first time; apps may have to \
         request another scope"
    SCOPE_ACCEPTED "scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope is sufficient, or no scope is needed anymore"
    FIELD_SCOPE_NEEDED "field-scope-needed" sent Breaking received Breaking rust Compatible
        "a field is now empty without a scope, or a scope is no longer sufficient for it"
    FIELD_SCOPE_ACCEPTED "field-scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope fills a field, or no scope is needed anymore"
    TOKEN_ACCEPTED "token-accepted" sent Compatible received Compatible rust Breaking
        "an operation accepts one more kind of token; code that is generic over the kinds needs the new bound"
    TOKEN_REFUSED "token-refused" sent Breaking received Breaking rust Breaking
        "an operation no longer accepts a kind of token; that session cannot call it"
    APP_TYPE_ACCEPTED "app-type-accepted" sent Compatible received Compatible rust Compatible
        "one more kind of app may call the operation or receive the event"
    APP_TYPE_REFUSED "app-type-refused" sent Breaking received Breaking rust Compatible
        "a kind of app may no longer call the operation or receive the event"
    SCOPE_ADDED "scope-added" sent Compatible received Compatible rust Addition
        "a scope is new, with its constant"
    SCOPE_REMOVED "scope-removed" sent Compatible received Compatible rust Breaking
        "the constant of a scope was removed; changes of the operations with that scope are listed on their own"
    SCOPE_RENAMED "scope-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a scope has another name"
    TOKEN_TYPE_ADDED "token-type-added" sent Compatible received Compatible rust Addition
        "a kind of token is new"
    TOKEN_TYPE_REMOVED "token-type-removed" sent Breaking received Breaking rust Breaking
        "a kind of token was removed, with its session"
    TOKEN_TYPE_CHANGED "token-type-changed" sent Update received Update rust Compatible
        "the client obtains or sends a kind of token in another way; callers need no change"
    TOKEN_TYPE_RENAMED "token-type-renamed" sent Compatible received Compatible rust Breaking
        "the Rust type of a kind of token, its sessions and its bounds have another name"
    TOKEN_SET_RENAMED "token-set-renamed" sent Compatible received Compatible rust Breaking
        "the trait of an operation's kinds of token has another name, because the spec declares the kinds in another order"

    // Inputs of operations, and fields of models.
    FIELD_ADDED "field-added" sent Compatible received Compatible rust Addition
        "a field or setter is new; structs are `#[non_exhaustive]`"
    FIELD_ADDED_REQUIRED "field-added-required" sent Breaking received Compatible rust Breaking
        "callers must pass one more argument to the method or to `new`"
    FIELD_REMOVED "field-removed" sent Breaking received Breaking rust Breaking
        "a field, setter or argument was removed"
    FIELD_REQUIRED "field-required" sent Breaking received Compatible rust Breaking
        "an optional input is now required: its setter becomes an argument"
    FIELD_OPTIONAL "field-optional" sent Compatible received Compatible rust Breaking
        "a required input is now optional: its argument becomes a setter"
    FIELD_MAY_BE_ABSENT "field-may-be-absent" sent Compatible received Breaking rust Breaking
        "a received field may now be absent: it becomes an `Option`; older releases cannot read such a response"
    FIELD_ALWAYS_THERE "field-always-there" sent Compatible received Compatible rust Breaking
        "a received field is now always present: it is no longer an `Option`"
    FIELD_MOVED "field-moved" sent Update received Update rust Compatible
        "an input is in another part of the request; the client adapts, and callers do not"
    ARGUMENTS_REORDERED "arguments-reordered" sent Compatible received Compatible rust Breaking
        "a method or `new` takes its arguments in another order; old code may still compile, with swapped values"
    NULL_ACCEPTED "null-accepted" sent Compatible received Compatible rust Breaking
        "an input now accepts `null`: the argument or setter takes an `Option`"
    NULL_REFUSED "null-refused" sent Breaking received Compatible rust Breaking
        "an input no longer accepts `null`: the argument or setter takes no `Option`"
    TYPE_CHANGED "type-changed" sent Breaking received Breaking rust Breaking
        "a value has another type, on the wire and in Rust"
    RUST_TYPE_CHANGED "rust-type-changed" sent Compatible received Compatible rust Breaking
        "a value has another type in Rust, and the same type on the wire"
    WIRE_TYPE_CHANGED "wire-type-changed" sent Update received Update rust Compatible
        "a value has another type on the wire, and the same type in Rust"
    WIRE_NAME_CHANGED "wire-name-changed" sent Update received Update rust Compatible
        "a value has another name on the wire, and the same name in Rust"
    FIELD_RENAMED "field-renamed" sent Compatible received Compatible rust Breaking
        "a field, setter or argument has another name in Rust, and the same name on the wire"
    ALIAS_ADDED "alias-added" sent Compatible received Compatible rust Compatible
        "the client reads a field under one more name"
    ALIAS_REMOVED "alias-removed" sent Compatible received Breaking rust Compatible
        "the client no longer reads a field under one of its names"
    UNKNOWN_FIELDS_KEPT "unknown-fields-kept" sent Compatible received Compatible rust Addition
        "a model now keeps unknown fields"
    UNKNOWN_FIELDS_DROPPED "unknown-fields-dropped" sent Compatible received Compatible rust Breaking
        "a model no longer keeps unknown fields"
    BOUNDS_TIGHTENED "bounds-tightened" sent Breaking received Compatible rust Compatible
        "the platform refuses values that it accepted before"
    BOUNDS_LOOSENED "bounds-loosened" sent Compatible received Compatible rust Compatible
        "the platform accepts values that it refused before"
    DEFAULT_CHANGED "default-changed" sent Breaking received Compatible rust Compatible
        "a call without the value has another meaning"
    DEPRECATED "deprecated" sent Compatible received Compatible rust Addition
        "the platform deprecated an item; the compiler warns about its use"
    NOT_DEPRECATED "not-deprecated" sent Compatible received Compatible rust Compatible
        "an item is no longer deprecated"

    // Types.
    TYPE_ADDED "type-added" sent Compatible received Compatible rust Addition
        "a type is new"
    TYPE_REMOVED "type-removed" sent Compatible received Compatible rust Breaking
        "a type was removed; changes of its users are listed on their own"
    TYPE_RENAMED "type-renamed" sent Compatible received Compatible rust Breaking
        "a type has another name or another module"
    DIRECTION_ADDED "direction-added" sent Compatible received Compatible rust Addition
        "a type is now also sent or also received, with the same fields; a sent type has `new` and setters"
    DIRECTION_CHANGED "direction-changed" sent Compatible received Compatible rust Breaking
        "a type is no longer sent or no longer received, or a new direction changes how it holds its fields"
    NO_DEFAULT "no-default" sent Compatible received Compatible rust Breaking
        "a model no longer implements `Default`, because it has a required field"
    VALUE_ADDED "value-added" sent Compatible received Compatible rust Addition
        "an enum has a new value; code that matches it as `Unknown(…)` must match the variant"
    VALUE_REMOVED "value-removed" sent Breaking received Compatible rust Breaking
        "a value of an enum was removed; if received, it is `Unknown(…)`"
    VALUE_RENAMED "value-renamed" sent Compatible received Compatible rust Breaking
        "a value of an enum has another name in Rust"
    VALUE_CHANGED "value-changed" sent Update received Update rust Compatible
        "a variant stands for another value on the wire"

    // Events.
    EVENT_ADDED "event-added" sent Compatible received Compatible rust Addition
        "an event is new; code that matches it as `Event::Other` must match the variant"
    EVENT_REMOVED "event-removed" sent Breaking received Breaking rust Breaking
        "an event was removed"
    EVENT_RENAMED "event-renamed" sent Compatible received Compatible rust Breaking
        "the variant and the type of an event have another name or another module"
    SUBSCRIPTION_NEEDED "subscription-needed" sent Compatible received Breaking rust Compatible
        "the platform sends an event only for subscribed users, or another call now subscribes"
    SUBSCRIPTION_DROPPED "subscription-dropped" sent Compatible received Compatible rust Compatible
        "an event no longer needs a subscription"
    EVENT_MOVED "event-moved" sent Update received Update rust Compatible
        "an event has another event type on the platform; older releases receive it as `Event::Other`"
}

/// Renders the table as Markdown.
pub(super) fn table() -> String {
    let mut rows =
        vec!["| kind | sent | received | Rust | meaning |".to_owned(), "| --- | --- | --- | --- | --- |".to_owned()];
    rows.extend(KINDS.iter().map(|kind| {
        let (sent, received, rust) = (kind.sent.name(), kind.received.name(), kind.rust.name());
        format!("| `{}` | {sent} | {received} | {rust} | {} |", kind.name, kind.meaning)
    }));
    rows.join("\n")
}
