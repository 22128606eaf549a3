//! Generates the client from openapi.yaml, with types that can hold every answer of the API.

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
    let named = contract["components"]["schemas"].clone();
    write_out(&mut contract, &named);
    let schemas = &mut contract["components"]["schemas"];
    schemas
        .as_object_mut()
        .unwrap()
        .retain(|_, schema| is_object(schema));
    loosen(schemas);

    let mut settings = GenerationSettings::new();
    settings.with_interface(InterfaceStyle::Builder);
    for (schema, name) in [
        (
            json!({"type": "string", "format": "date-time"}),
            "crate::Moment",
        ),
        // A second Option around these is for an omitted value, so that the inner one can be null.
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

fn is_object(schema: &Value) -> bool {
    schema["type"] == "object"
}

/// Puts the named schemas that are no objects where they are used, so that a text stays a `String`.
fn write_out(value: &mut Value, named: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| write_out(item, named)),
        Value::Object(members) => {
            // A reference with keys beside it stands in an `allOf`.
            let holder = members
                .get("allOf")
                .map_or(&*members, |parts| parts[0].as_object().unwrap());
            let reference = holder.get("$ref").and_then(Value::as_str);
            let name = reference.and_then(|path| path.strip_prefix("#/components/schemas/"));
            let schema = &named[name.unwrap_or_default()];
            if schema["type"].is_string() && !is_object(schema) {
                let mut whole = schema.as_object().unwrap().clone();
                members.retain(|key, _| key != "$ref" && key != "allOf");
                whole.append(members);
                *members = whole;
            }
            members
                .values_mut()
                .for_each(|member| write_out(member, named));
        }
        _ => {}
    }
}

/// Removes the rules from all schemas that would give types that refuse or invent values.
fn loosen(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(loosen),
        Value::Object(members) => {
            // A property may have the name `type`, but its value is not a text.
            if members.get("type").is_some_and(Value::is_string) {
                // Answers can have values that the contract does not know, and lack members that have
                // a default. The API checks requests itself.
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
                // A list may be null or absent in an answer. In a request, empty differs from omitted.
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

/// Makes `crate::scalar` read the optional scalar fields.
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
