//! The reason why a call failed.

use std::{error::Error as _, fmt, iter};

use regress::Regex;

use crate::{Error, envelope::Refusal, types::error::ConversionError};

pub enum Failure {
    /// Credentials are missing, contradictory or invalid in a header; nothing was sent.
    Credentials(String),
    /// An argument is missing or breaks a rule of the contract; nothing was sent.
    Argument(String),
    /// No answer came.
    Connection(String),
    /// The API reports a failure.
    Refused(Refusal),
    /// The status is 2xx, but the answer breaks the contract.
    Answer(String),
    /// The server sent another page than the requested one.
    Paging(String),
}

impl fmt::Display for Failure {
    /// Always writes one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = match self {
            Self::Refused(refusal) => refusal.to_string(),
            Self::Credentials(reason)
            | Self::Argument(reason)
            | Self::Connection(reason)
            | Self::Answer(reason)
            | Self::Paging(reason) => reason.clone(),
        };
        write!(f, "{:.300}", printable(&line))
    }
}

/// Makes one line of a text that other people may have written: a terminal would obey its escapes.
pub fn printable(text: &str) -> String {
    let unprintable = Regex::with_flags(r"[\p{C}\p{Z}]+", "u").unwrap();
    unprintable.replace_all(text, " ")
}

impl fmt::Debug for Failure {
    /// Writes the text that `main` prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Failure {}

impl<E> From<Error<E>> for Failure {
    fn from(error: Error<E>) -> Self {
        match error {
            Error::InvalidRequest(reason) | Error::Custom(reason) => Self::Argument(reason),
            Error::CommunicationError(error)
            | Error::InvalidUpgrade(error)
            | Error::ResponseBodyError(error) => error.into(),
            Error::InvalidResponsePayload(_, error) => {
                Self::Answer(format!("the answer is not as the contract says: {error}"))
            }
            // This does not happen: the hook refuses such an answer first.
            Error::ErrorResponse(answer) => Self::Answer(answer.status().to_string()),
            Error::UnexpectedResponse(mut answer) => {
                let status = answer.status();
                match answer.extensions_mut().remove() {
                    Some(refusal) => Self::Refused(refusal),
                    None => Self::Answer(format!("{status} is not in the contract")),
                }
            }
        }
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        let causes = iter::successors(error.source(), |&cause| cause.source());
        let all = iter::once(error.to_string()).chain(causes.map(ToString::to_string));
        Self::Connection(all.collect::<Vec<_>>().join(": "))
    }
}

impl From<ConversionError> for Failure {
    fn from(error: ConversionError) -> Self {
        Self::Argument(error.to_string())
    }
}
