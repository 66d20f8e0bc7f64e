//! Equality of errors that contain errors of other crates. Two errors of other crates are equal if their texts are equal.

use std::error::Error as StdError;

use crate::runtime::error::store_error::StoreError;
use crate::runtime::error::types::{ExportCause, Timeout, Transport};

fn prints_same(one: &dyn StdError, other: &dyn StdError) -> bool {
    one.to_string() == other.to_string()
}

impl PartialEq for Transport {
    fn eq(&self, other: &Self) -> bool {
        let Self { operation, status, log_id, source, peer, acted_before } = self;
        (operation, status, log_id, peer, acted_before)
            == (&other.operation, &other.status, &other.log_id, &other.peer, &other.acted_before)
            && prints_same(source, &other.source)
    }
}

impl PartialEq for Timeout {
    fn eq(&self, other: &Self) -> bool {
        let Self { operation, limit, stage, status, log_id, source, option, peer, acted_before } = self;
        let same_source = match (source, &other.source) {
            (Some(one), Some(other)) => prints_same(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        (operation, limit, stage, status) == (&other.operation, &other.limit, &other.stage, &other.status)
            && (log_id, option, peer, acted_before) == (&other.log_id, &other.option, &other.peer, &other.acted_before)
            && same_source
    }
}

impl PartialEq for ExportCause {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Failed { reason: one }, Self::Failed { reason: other }) => one == other,
            (Self::Unfinished { waited: one }, Self::Unfinished { waited: other }) => one == other,
            (Self::Call(one), Self::Call(other)) => one == other,
            (Self::File(one), Self::File(other)) => one.kind() == other.kind(),
            _ => false,
        }
    }
}

impl PartialEq for StoreError {
    fn eq(&self, other: &Self) -> bool {
        prints_same(self, other)
    }
}
