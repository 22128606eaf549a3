//! Date-times in the forms that the API sends.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A moment. Without a zone it is in UTC, and it can have a space for the T.
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
