//! The client that progenitor generates from openapi.yaml, and the parts that it lacks.

mod credentials;
mod envelope;
mod failure;
mod moment;
mod pages;
mod scalar;

pub use envelope::Refusal;
pub use failure::{Failure, printable};
pub use moment::Moment;
pub use pages::is_last;

include!(concat!(env!("OUT_DIR"), "/client.rs"));
