//! Texts, numbers and booleans that may be absent.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// Takes 0 and 1 for booleans, which the API's database does not have, and nothing for what is of
/// another type.
pub(crate) fn read<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let value = Value::deserialize(deserializer)?;
    let flag = value.as_u64().filter(|&number| number < 2);
    Ok(T::deserialize(&value)
        .ok()
        .or_else(|| T::deserialize(Value::from(flag? == 1)).ok()))
}
