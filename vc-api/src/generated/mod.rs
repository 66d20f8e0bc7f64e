// Generated from spec/ by `cargo xtask regen`; do not edit.
//! Generated code: one module for each resource, and shared modules.
//!
//! Generated code may use only generated code and the facade `crate::runtime`.

#![allow(
    clippy::doc_lazy_continuation,
    clippy::enum_variant_names,
    clippy::new_without_default,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    deprecated,
    reason = "names and docs come from the platform"
)]

pub mod alert;
pub mod bot;
pub mod endpoints;
pub mod events;
pub mod export;
pub mod meeting;
pub mod meeting_list;
pub mod meeting_recording;
pub mod note;
pub mod participant_list;
pub mod participant_quality_list;
pub mod realtime;
pub mod recording;
pub mod report;
pub mod reserve;
pub mod reserve_config;
pub mod resource_reservation_list;
pub mod room;
pub mod room_config;
pub mod room_level;
pub mod scope_config;
pub mod scopes;
pub mod tokens;
pub mod types;
