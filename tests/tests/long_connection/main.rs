//! Events by long connection: every event comes and is answered, whatever the gateway and the network do.

mod acknowledgements;
mod broken;
mod every_event;
mod load;
mod parts;
mod reconnect;
mod refusals;
mod secrecy;
mod shutdown;
mod support;
mod traffic;
