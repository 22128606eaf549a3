//! Optional texts, numbers and booleans.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// Reads 0 and 1 as booleans, because the API's database has none, and a value of another type as
/// absent.
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
