//! Every line of an export, against the JSON Schema of the record; and a
//! validator of as much of JSON Schema 2020-12 as that schema uses.

use serde_json::Value;

/// The schema that the project publishes.
pub(crate) fn record_schema() -> Value {
    let schema = include_str!("../../src/protocol/record.schema.json");
    serde_json::from_str(schema).expect("the schema is JSON")
}

/// What in `value` is not as `schema` says, each with its path.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "$", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    let mut fault = |what: String| faults.push(format!("{path}: {what}"));
    let mut inner: Vec<(Value, Value, String)> = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule
                    .as_str()
                    .and_then(|r| r.strip_prefix('#'))
                    .expect("a local reference");
                let target = root.pointer(name).expect("a reference to something");
                inner.push((target.clone(), value.clone(), path.to_owned()));
            }
            "const" if value != rule => fault(format!("{value} is not {rule}")),
            "enum" if !rule.as_array().expect("a list").contains(value) => {
                fault(format!("{value} is none of {rule}"));
            }
            "type" => {
                let kinds = rule
                    .as_array()
                    .cloned()
                    .unwrap_or_else(|| vec![rule.clone()]);
                if !kinds
                    .iter()
                    .any(|kind| is_a(value, kind.as_str().expect("a name")))
                {
                    fault(format!("{value} is not of type {rule}"));
                }
            }
            "minimum" if value.as_f64() < rule.as_f64() => fault(format!("{value} < {rule}")),
            "minLength" | "maxLength" | "minItems" | "maxItems" => {
                let n = match value {
                    Value::String(words) => words.chars().count(),
                    Value::Array(list) => list.len(),
                    _ => continue,
                };
                let limit = rule.as_u64().expect("a number") as usize;
                let is_wrong = if keyword.starts_with("min") {
                    n < limit
                } else {
                    n > limit
                };
                if is_wrong {
                    fault(format!("length {n}, {keyword} {limit}"));
                }
            }
            "required" => {
                for key in rule.as_array().expect("a list") {
                    if value.get(key.as_str().expect("a name")).is_none() {
                        fault(format!("has no {key}"));
                    }
                }
            }
            "additionalProperties" if *rule == Value::Bool(false) => {
                for key in value.as_object().into_iter().flat_map(|o| o.keys()) {
                    if schema["properties"].get(key).is_none() {
                        fault(format!("has an unknown key {key}"));
                    }
                }
            }
            "properties" => {
                for (key, rule) in rule.as_object().expect("an object") {
                    if let Some(value) = value.get(key) {
                        inner.push((rule.clone(), value.clone(), format!("{path}.{key}")));
                    }
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    inner.push((rule.clone(), item.clone(), format!("{path}[{at}]")));
                }
            }
            "oneOf" => {
                let fits = |rule: &&Value| {
                    let mut faults = Vec::new();
                    check(root, rule, value, path, &mut faults);
                    faults.is_empty()
                };
                // One alternative is told by its "schema"; its faults say most.
                let rules = rule.as_array().expect("a list");
                if rules.iter().filter(fits).count() != 1 {
                    let is_record = value["schema"] == "chancery-record/1";
                    let rule = &rules[usize::from(!is_record)];
                    inner.push((rule.clone(), value.clone(), path.to_owned()));
                }
            }
            "const" | "enum" | "minimum" | "additionalProperties" => {}
            unknown => fault(format!("the schema's keyword {unknown} is not known here")),
        }
    }
    for (schema, value, path) in inner {
        check(root, &schema, &value, &path, faults);
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

#[test]
fn records_of_all_articles_keep_to_the_schema() {
    let schema = record_schema();
    let articles = chancery_tests::gold::articles().expect("gold that can be read");
    let records = chancery_tests::gold::records(&articles).expect("every article is read");
    for (article, record) in articles.iter().zip(&records) {
        assert_eq!(
            faults(&schema, record),
            Vec::<String>::new(),
            "{}",
            article.id
        );
    }
}

#[test]
fn what_spans_articles_keeps_to_the_schema() {
    let all = crate::together::sample_as_collection();
    assert!(!all["ledger"].as_array().expect("rows").is_empty());
    assert_eq!(faults(&record_schema(), &all), Vec::<String>::new());
}

#[test]
fn the_schema_lists_the_keys_of_a_record_in_their_order() {
    let schema = record_schema();
    let required = schema["$defs"]["record"]["required"]
        .as_array()
        .expect("a list");
    let keys: Vec<&str> = required.iter().filter_map(Value::as_str).collect();
    assert_eq!(keys, chancery_protocol::record::KEYS);
}

#[test]
fn what_breaks_the_schema_is_found() {
    let schema = record_schema();
    let articles = chancery_tests::gold::articles().expect("gold that can be read");
    let records = chancery_tests::gold::records(&articles[..1]).expect("an article is read");
    type Break = fn(&mut Value);
    let breaks: [(&str, Break); 5] = [
        ("$: has no \"sha256\"", |r| {
            r.as_object_mut().expect("an object").remove("sha256");
        }),
        ("$.offset_unit:", |r| r["offset_unit"] = "word".into()),
        ("$: has an unknown key extra", |r| r["extra"] = 1.into()),
        ("$.sentences[0].start:", |r| {
            r["sentences"][0]["start"] = (-1).into();
        }),
        ("$.bytes:", |r| r["bytes"] = "many".into()),
    ];
    for (expected, break_it) in breaks {
        let mut record = records[0].clone();
        break_it(&mut record);
        let faults = faults(&schema, &record);
        assert!(
            faults.iter().any(|f| f.starts_with(expected)),
            "{expected}: {faults:?}"
        );
    }
}
