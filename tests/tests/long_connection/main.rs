//! Events by long connection: every event is delivered and acknowledged, despite faults of the gateway and the network.

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
