//! Makes the client of openapi.yaml, with types that can hold what the API answers.

use std::{env, error::Error, fs, path::Path};

use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use quote::ToTokens;
use serde_json::{Value, json};
use syn::visit_mut::{VisitMut, visit_file_mut};

const CONTRACT: &str = "../../openapi.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={CONTRACT}");
    let mut contract: Value = serde_norway::from_str(&fs::read_to_string(CONTRACT)?)?;
    let base_url = contract["servers"][0]["url"].clone();
    loosen(&mut contract["components"]["schemas"]);

    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    for (schema, name) in [
        (
            json!({"type": "string", "format": "date-time"}),
            "crate::Moment",
        ),
        // What is not given is an Option around these, so that null can be sent.
        (json!({"type": ["string", "null"]}), "Option<String>"),
        (json!({"type": ["boolean", "null"]}), "Option<bool>"),
    ] {
        settings.with_conversion(serde_json::from_value(schema)?, name, [].into_iter());
    }
    let client = Generator::new(&settings).generate_tokens(&serde_json::from_value(contract)?)?;
    let mut client = syn::parse2(client)?;
    visit_file_mut(&mut Optional, &mut client);
    let client = client.into_token_stream();
    let code = format!("{client}\npub const BASE_URL: &str = {base_url};\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("client.rs"), code)?;
    Ok(())
}

/// Takes from all schemas what would become types that refuse values, or that invent them.
fn loosen(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(loosen),
        Value::Object(members) => {
            // A property may be called type, but what it holds is no text.
            if members.get("type").is_some_and(Value::is_string) {
                // Values newer than the contract come all the same, and the API checks what it is
                // sent. A default would be sent unasked, and so reset what an update leaves out.
                for rule in [
                    "default",
                    "enum",
                    "maximum",
                    "maxLength",
                    "minimum",
                    "minLength",
                    "pattern",
                ] {
                    members.remove(rule);
                }
                // A list may come as null or not at all; sent, an empty one must be told from none.
                if members["type"] == "array" {
                    members.insert("nullable".into(), true.into());
                }
                if let Some(Value::Array(mut required)) = members.remove("required") {
                    let properties = members.get("properties").unwrap_or(&Value::Null);
                    required.retain(|name| properties[name.as_str().unwrap()]["type"] != "array");
                    members.insert("required".into(), required.into());
                }
            }
            members.values_mut().for_each(loosen);
        }
        _ => {}
    }
}

/// Lets the fields that may be absent be read by `crate::scalar`, unless they hold other fields.
struct Optional;

const SCALARS: [&str; 7] = [
    "::std::string::String",
    "Option<String>",
    "Option<bool>",
    "bool",
    "crate::Moment",
    "f64",
    "i64",
];

impl VisitMut for Optional {
    fn visit_field_mut(&mut self, field: &mut syn::Field) {
        let kind = field.ty.to_token_stream().to_string().replace(' ', "");
        if SCALARS
            .iter()
            .any(|scalar| kind == format!("::std::option::Option<{scalar}>"))
        {
            field.attrs.push(syn::parse_quote!(
                #[serde(default, deserialize_with = "crate::scalar::read")]
            ));
        }
    }
}
