//! Prints a YAML file as JSON.

fn main() {
    let file = std::env::args().nth(1).expect("a file");
    let text = std::fs::read_to_string(file).expect("text");
    let value: serde_json::Value = serde_norway::from_str(&text).expect("YAML");
    println!("{value}");
}
