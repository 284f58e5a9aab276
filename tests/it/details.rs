//! What claims say besides that they are so: shares, sums, the word for a kinship; and where other programs take it.

use std::fs;

use serde_json::Value;

use crate::support::{kg, kg_with_input};

/// Claims of a text as `subject kind object: detail`, in names.
fn told(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let line = serde_json::json!({ "id": "a", "text": text }).to_string();
    let run = kg_with_input(folder.path(), &["extract"], &line);
    let record: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let said = |claim: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or("nothing").to_owned();
        let (subject, object) = (text(&claim["subject"]["name"]), text(&claim["object"]["name"]));
        format!("{subject} {} {object}: {}", text(&claim["relation"]), text(&claim["detail"]))
    };
    record["claims"].as_array().expect("claims").iter().map(said).collect()
}

#[test]
fn shares_sums_and_kinships_are_told_in_the_words_of_the_text() {
    for (text, wanted) in [
        ("Ada Brandt owns 51 percent of Acme.", "Ada Brandt owns Acme: 51 percent"),
        ("Ada Brandt holds a 51% stake in the airline Acme.", "Ada Brandt owns Acme: 51%"),
        ("Ada Brandt owns Acme.", "Ada Brandt owns Acme: nothing"),
        ("Acme paid Carl Winter 2 million dollars.", "Acme paid Carl Winter: 2 million dollars"),
        ("Acme paid $2.5 million to Carl Winter in 2019.", "Acme paid Carl Winter: $2.5 million"),
        ("Carl Winter, the brother of Ada Brandt, fled.", "Carl Winter related_to Ada Brandt: brother"),
        ("Ada Brandt was hired by Acme.", "Ada Brandt employed_by Acme: nothing"),
        ("Kenya allowed Uganda to attack Rwanda.", "Kenya allowed Uganda: nothing"),
    ] {
        let told = told(text);
        assert!(told.iter().any(|claim| claim == wanted), "`{wanted}` is not among {told:?}");
    }
    // What is paid to nobody, and what is no money, is no payment.
    for text in ["Ada Brandt paid the fine.", "Ada Brandt paid a visit to Carl Winter."] {
        let told = told(text);
        assert!(!told.iter().any(|claim| claim.contains(" paid ")), "{text}: {told:?}");
    }
}

const GRAPH: &str = "(actors: [
    (key: \"acme\", kind: \"company\", name: \"Acme\"),
    (key: \"ada-brandt\", kind: \"person\", name: \"Ada Brandt\"),
], claims: [
    (subject: \"ada-brandt\", kind: \"owns\", object: \"acme\", detail: \"a half\", cite: (text: \"Register\")),
])";

#[test]
fn details_outlive_an_export_and_reach_followthemoney() {
    let project = tempfile::tempdir().expect("a temporary folder can be made");
    for folder in ["data", "seeds"] {
        fs::create_dir_all(project.path().join(folder)).expect("a folder can be made");
    }
    fs::write(project.path().join("data/graph.ron"), GRAPH).expect("writable");
    let text = "Carl Winter, the brother of Ada Brandt, fled. Acme paid Carl Winter 2 million dollars. Acme hired him.";
    fs::write(project.path().join("seeds/a.txt"), text).expect("writable");
    let ftm = kg(project.path(), &["export", "--ftm"]);
    let schemas = |name: &str| -> Vec<Value> {
        let entities = ftm.stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        entities.filter(|entity| entity["schema"] == name).collect()
    };
    assert_eq!(schemas("Ownership")[0]["properties"]["percentage"][0], "a half");
    assert_eq!(schemas("Family")[0]["properties"]["relationship"][0], "brother");
    assert_eq!(schemas("Payment")[0]["properties"]["summary"][0], "2 million dollars");
    assert_eq!(schemas("Employment").len(), 1);
    let exported = kg(project.path(), &["export", "--json"]).stdout;
    let file = project.path().join("graph.jsonl");
    fs::write(&file, &exported).expect("writable");
    let again = kg(project.path(), &["--graph", file.to_str().expect("UTF-8"), "export", "--json"]).stdout;
    assert_eq!(exported, again, "an export of an export is the same");
    assert!(exported.contains("\"detail\":\"a half\""));
    let explained = kg(project.path(), &["explain", "acme", "Carl Winter"]).stdout;
    assert!(explained.contains("namely: 2 million dollars"), "{explained}");
}
