//! What the tests share: the spec, the calls of every operation, and samples made from the bundle.

pub mod call;
pub mod diary;
#[rustfmt::skip]
pub mod generated {
    //! Made from the spec by `cargo xtask regen`.
    pub mod calls;
}
#[cfg(feature = "long-connection")]
pub mod gateway;
pub mod odd;
pub mod platform;
pub mod printed;
pub mod sample;
pub mod sender;
pub mod server;
pub mod spec;
pub mod traffic;
