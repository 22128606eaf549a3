//! Date-times as the API writes them.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A moment; without a zone it is UTC, and a blank may stand for the T.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Moment(DateTime<Utc>);

impl Deref for Moment {
    type Target = DateTime<Utc>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let moment = text.parse().or_else(|_| format!("{text}Z").parse());
        moment
            .map(Self)
            .map_err(|error| D::Error::custom(format!("{text:?}: {error}")))
    }
}
