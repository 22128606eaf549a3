//! The client that progenitor makes of openapi.yaml, and what it leaves to be done.

mod credentials;
mod envelope;
mod failure;
mod moment;
mod pages;
mod scalar;

pub use envelope::Refusal;
pub use failure::Failure;
pub use moment::Moment;
pub use pages::is_last;

include!(concat!(env!("OUT_DIR"), "/client.rs"));
