//! Events by long connection: every event comes and is acknowledged, whatever the gateway and the network do.

mod acknowledgements;
mod bad_input;
mod every_event;
mod fragments;
mod load;
mod meeting_activity;
mod order;
mod reconnect;
mod refusals;
mod secrecy;
mod shutdown;
mod state;
mod support;
