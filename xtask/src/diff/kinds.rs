//! Table of all kinds of change, with a description and the ratings of each kind. `cargo xtask diff --kinds` prints the
//! table.

use codegen::ir::Direction;

/// Effect of a change on the calls and events of deployed programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wire {
    /// Deployed programs work as before.
    Compatible,
    /// Deployed programs fail or work worse until they are rebuilt with the new release. The code of the programs needs no
    /// change.
    Update,
    /// Deployed programs fail until the code of the programs or the rights of the app change.
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
    /// Some code no longer compiles, or its meaning changes.
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
    /// Name of the kind. The name never changes.
    pub(super) name: &'static str,
    /// Description of the change, and the reason for the values of `sent`, `received` and `rust`.
    pub(super) meaning: &'static str,
    /// Effect on the wire, if callers send the changed item.
    pub(super) sent: Wire,
    /// Effect on the wire, if callers receive the changed item.
    pub(super) received: Wire,
    /// Effect on code that calls the client.
    pub(super) rust: Rust,
}

impl Kind {
    /// Returns the effect of a change on deployed programs. `direction` tells whether callers send or receive the changed
    /// item. If callers send and receive the item, the worse effect counts.
    pub(super) fn wire(&self, direction: Direction) -> Wire {
        let ways = [(direction.sent, self.sent), (direction.received, self.received)];
        ways.into_iter().filter(|(travels, _)| *travels).map(|(_, wire)| wire).max().unwrap_or(Wire::Compatible)
    }
}

/// Declares the kinds, and lists all kinds in the table.
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
        "the accessor of a resource changed; the session's method and the Rust type of the resource have new names"
    OPERATION_ADDED "operation-added" sent Compatible received Compatible rust Addition
        "an operation is new"
    OPERATION_REMOVED "operation-removed" sent Breaking received Breaking rust Breaking
        "an operation was removed"
    OPERATION_RENAMED "operation-renamed" sent Compatible received Compatible rust Breaking
        "the Rust method and the Rust type of an operation have new names; the HTTP method and the path are unchanged"
    OPERATION_MOVED "operation-moved" sent Update received Update rust Compatible
        "an operation has another HTTP method or path, or its JSON body was added or removed; \
         callers need no change"
    RESPONSE_CHANGED "response-changed" sent Breaking received Breaking rust Breaking
        "the response of an operation is different"
    RESPONSE_RESHAPED "response-reshaped" sent Compatible received Compatible rust Breaking
        "callers get another type, and the response has the same data on the wire"
    PAGING_ADDED "paging-added" sent Compatible received Compatible rust Addition
        "a call now has `.pages()` and `.items()`"
    PAGING_CHANGED "paging-changed" sent Compatible received Compatible rust Breaking
        "a call no longer has `.pages()` and `.items()`, or these methods list other items"
    IDEMPOTENT "idempotent" sent Compatible received Compatible rust Compatible
        "an operation is now idempotent: the client may retry a call that the platform may have carried out"
    NOT_IDEMPOTENT "not-idempotent" sent Update received Update rust Compatible
        "an operation is no longer idempotent; older releases still retry its calls"
    RATE_LIMIT_LOWERED "rate-limit-lowered" sent Update received Update rust Compatible
        "fewer calls are allowed; older releases still call at the former rate"
    RATE_LIMIT_RAISED "rate-limit-raised" sent Compatible received Compatible rust Compatible
        "more calls are allowed"
    ERRORS_CHANGED "errors-changed" sent Compatible received Compatible rust Compatible
        "the list of errors of an operation changed"
    ERROR_NAME_ADDED "error-name-added" sent Compatible received Compatible rust Addition
        "an error that an operation lists has a new constant"
    ERROR_NAME_REMOVED "error-name-removed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error was removed"
    ERROR_RENAMED "error-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a listed error was renamed"

    // Access.
    SCOPE_NEEDED "scope-needed" sent Breaking received Breaking rust Compatible
        "a scope is no longer sufficient, or an operation or event needs a scope for the first time; apps may have to \
         request another scope"
    SCOPE_ACCEPTED "scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope is accepted as an alternative, or no scope is needed anymore"
    FIELD_SCOPE_NEEDED "field-scope-needed" sent Breaking received Breaking rust Compatible
        "a scope is no longer sufficient for a field, or the platform now fills a field only if the app has a scope"
    FIELD_SCOPE_ACCEPTED "field-scope-accepted" sent Compatible received Compatible rust Compatible
        "one more scope is accepted as an alternative for a field, or a field needs no scope anymore"
    TOKEN_ACCEPTED "token-accepted" sent Compatible received Compatible rust Breaking
        "an operation accepts one more kind of token; generic code needs the new trait bound"
    TOKEN_REFUSED "token-refused" sent Breaking received Breaking rust Breaking
        "an operation no longer accepts a kind of token; sessions with this kind cannot call the operation"
    APP_TYPE_ACCEPTED "app-type-accepted" sent Compatible received Compatible rust Compatible
        "one more kind of app may call the operation or receive the event"
    APP_TYPE_REFUSED "app-type-refused" sent Breaking received Breaking rust Compatible
        "a kind of app may no longer call the operation or receive the event"
    SCOPE_ADDED "scope-added" sent Compatible received Compatible rust Addition
        "a scope and its constant are new"
    SCOPE_REMOVED "scope-removed" sent Compatible received Compatible rust Breaking
        "the constant of a scope was removed; changes of the operations with this scope are listed separately"
    SCOPE_RENAMED "scope-renamed" sent Compatible received Compatible rust Breaking
        "the constant of a scope was renamed"
    TOKEN_TYPE_ADDED "token-type-added" sent Compatible received Compatible rust Addition
        "a kind of token is new"
    TOKEN_TYPE_REMOVED "token-type-removed" sent Breaking received Breaking rust Breaking
        "a kind of token and its session were removed"
    TOKEN_TYPE_CHANGED "token-type-changed" sent Update received Update rust Compatible
        "the client obtains or sends a kind of token in another way; callers need no change"
    TOKEN_TYPE_RENAMED "token-type-renamed" sent Compatible received Compatible rust Breaking
        "the Rust type, the sessions and the trait bounds of a kind of token were renamed"
    TOKEN_SET_RENAMED "token-set-renamed" sent Compatible received Compatible rust Breaking
        "a trait such as `TenantOrUser` was renamed, because the order of the kinds of token in the spec changed"

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
        "an input is in another part of the request; callers need no change"
    ARGUMENTS_REORDERED "arguments-reordered" sent Compatible received Compatible rust Breaking
        "a method or `new` takes its arguments in another order; old code may still compile, with swapped values"
    NULL_ACCEPTED "null-accepted" sent Compatible received Compatible rust Breaking
        "an input now accepts `null`: the argument or setter takes an `Option`"
    NULL_REFUSED "null-refused" sent Breaking received Compatible rust Breaking
        "an input no longer accepts `null`: the argument or setter takes no `Option`"
    TYPE_CHANGED "type-changed" sent Breaking received Breaking rust Breaking
        "a value has another type, on the wire and in Rust"
    RUST_TYPE_CHANGED "rust-type-changed" sent Compatible received Compatible rust Breaking
        "the Rust type of a value changed; its type on the wire is unchanged"
    WIRE_TYPE_CHANGED "wire-type-changed" sent Update received Update rust Compatible
        "the type of a value on the wire changed; its Rust type is unchanged"
    WIRE_NAME_CHANGED "wire-name-changed" sent Update received Update rust Compatible
        "a value was renamed on the wire, but not in Rust"
    FIELD_RENAMED "field-renamed" sent Compatible received Compatible rust Breaking
        "a field, setter or argument was renamed in Rust, but not on the wire"
    ALIAS_ADDED "alias-added" sent Compatible received Compatible rust Compatible
        "the client reads a field under an additional name"
    ALIAS_REMOVED "alias-removed" sent Compatible received Breaking rust Compatible
        "a field lost an alias: the client no longer reads the field under this name"
    UNKNOWN_FIELDS_KEPT "unknown-fields-kept" sent Compatible received Compatible rust Addition
        "a model now keeps unknown fields"
    UNKNOWN_FIELDS_DROPPED "unknown-fields-dropped" sent Compatible received Compatible rust Breaking
        "a model no longer keeps unknown fields"
    BOUNDS_TIGHTENED "bounds-tightened" sent Breaking received Compatible rust Compatible
        "the platform refuses values that it accepted before"
    BOUNDS_LOOSENED "bounds-loosened" sent Compatible received Compatible rust Compatible
        "the platform accepts values that it refused before"
    DEFAULT_CHANGED "default-changed" sent Breaking received Compatible rust Compatible
        "the default of an input or field changed; a call that leaves out the value now has another effect"
    DEPRECATED "deprecated" sent Compatible received Compatible rust Addition
        "the platform deprecated an item; the compiler warns about its use"
    NOT_DEPRECATED "not-deprecated" sent Compatible received Compatible rust Compatible
        "an item is no longer deprecated"

    // Types.
    TYPE_ADDED "type-added" sent Compatible received Compatible rust Addition
        "a type is new"
    TYPE_REMOVED "type-removed" sent Compatible received Compatible rust Breaking
        "a type was removed; changes of the items that used the type are listed separately"
    TYPE_RENAMED "type-renamed" sent Compatible received Compatible rust Breaking
        "a type was renamed, or is now in another module"
    DIRECTION_ADDED "direction-added" sent Compatible received Compatible rust Addition
        "callers now both send and receive a type, and its fields stay the same in Rust; the type has `new` and setters"
    DIRECTION_CHANGED "direction-changed" sent Compatible received Compatible rust Breaking
        "callers no longer send a type, or no longer receive a type; or callers now both send and receive a type, and the \
         Rust type of some of its fields changes"
    NO_DEFAULT "no-default" sent Compatible received Compatible rust Breaking
        "a model no longer implements `Default`, because it has a required field"
    VALUE_ADDED "value-added" sent Compatible received Compatible rust Addition
        "an enum has a new value; code that matches this value as `Unknown(…)` must match the new variant"
    VALUE_REMOVED "value-removed" sent Breaking received Compatible rust Breaking
        "a value of an enum was removed; the client reads this value as `Unknown(…)`"
    VALUE_RENAMED "value-renamed" sent Compatible received Compatible rust Breaking
        "a value of an enum was renamed in Rust"
    VALUE_CHANGED "value-changed" sent Update received Update rust Compatible
        "the value of an enum's variant changed on the wire; the name of the variant is unchanged"

    // Events.
    EVENT_ADDED "event-added" sent Compatible received Compatible rust Addition
        "an event is new; code that matches this event as `Event::Other` must match the new variant"
    EVENT_REMOVED "event-removed" sent Breaking received Breaking rust Breaking
        "an event was removed"
    EVENT_RENAMED "event-renamed" sent Compatible received Compatible rust Breaking
        "the variant and the type of an event were renamed, or are now in another module"
    SUBSCRIPTION_NEEDED "subscription-needed" sent Compatible received Breaking rust Compatible
        "the platform now sends an event only for subscribed users, or another operation now subscribes users"
    SUBSCRIPTION_DROPPED "subscription-dropped" sent Compatible received Compatible rust Compatible
        "an event no longer needs a subscription"
    EVENT_MOVED "event-moved" sent Update received Update rust Compatible
        "the event type of an event changed on the platform; older releases receive the event as `Event::Other`"
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
