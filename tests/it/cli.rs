//! Every command from outside, compared with `tests/cli/NAME.txt`: stdout, stderr and exit code.

use crate::support::{acme, golden, kg, kg_with_input, shown};

macro_rules! cases {
    ($($name:ident: $($argument:literal)*;)*) => {$(
        #[test]
        fn $name() {
            check(stringify!($name), &[$($argument),*]);
        }
    )*};
}

cases! {
    path: "path" "Brandt" "red brigade";
    path_in_json: "path" "ada-brandt" "southland" "--json";
    path_against_a_relation: "path" "red-brigade" "northland";
    path_with_alternatives: "path" "Northland" "Red Brigade" "-k" "3" "--include" "planned";
    path_closed_by_direction: "path" "Southland" "Ada Brandt" "--directed";
    path_closed_by_kind: "path" "Northland" "Southland" "--kind" "hosted,leads";
    path_closed_by_length: "path" "Brandt" "Red Brigade" "--max-hops" "1";
    path_closed_by_several_filters: "path" "Northland" "Acme" "--kind" "backed" "--directed" "--max-hops" "1";
    path_to_nobody_near: "path" "Northland" "Hermit";
    path_to_itself: "path" "Northland" "NL";
    path_to_an_unknown_name: "path" "Northland" "Red Brigde";
    path_to_an_ambiguous_name: "path" "Northland" "Carver";
    path_by_an_unknown_kind: "path" "Northland" "Southland" "--kind" "wraned";
    path_as_of_a_date: "path" "Northland" "Red Brigade" "--as-of" "2017-12";
    path_before_everything: "path" "Northland" "Red Brigade" "--as-of" "1900";
    path_between_reversed_dates: "path" "Northland" "Southland" "--between" "2018..2017";
    path_at_a_date_that_does_not_exist: "path" "Northland" "Southland" "--as-of" "2017-02-30";
    path_over_an_actor: "path" "Northland" "Red Brigade" "--via" "Southland";
    path_over_an_actor_on_none: "path" "Northland" "Red Brigade" "--via" "Hermit";
    path_around_an_actor: "path" "Brandt" "Red Brigade" "--avoid" "Southland";
    path_over_an_actor_to_be_avoided: "path" "Brandt" "Red Brigade" "--avoid" "Southland" "--via" "Southland";
    path_in_time_order: "path" "Brandt" "Red Brigade" "--in-time-order";
    path_by_few_publishers: "path" "Northland" "Southland" "--min-publishers" "9";
    paths_that_differ: "path" "Northland" "Red Brigade" "-k" "2" "--diverse";
    neighbors_at_a_time: "neighbors" "Southland" "--between" "2001..2002" "--not-kind" "hosted";
    neighbors: "neighbors" "Southland";
    neighbors_of_neighbors: "neighbors" "Northland" "--depth" "2" "--include" "denied,planned";
    neighbors_of_nobody: "neighbors" "Hermit";
    neighbors_hidden_by_a_filter: "neighbors" "Southland" "--kind" "killed";
    neighbors_in_json: "neighbors" "Northland" "--json";
    co_mentions: "neighbors" "Southland" "--co-mentions";
    co_mentions_in_json: "neighbors" "Acme" "--co-mentions" "--json";
    common: "common" "Ada Brandt" "Red Brigade";
    common_in_json: "common" "Brandt" "Red Brigade" "--kind" "leads,plotted_against" "--json";
    common_to_none: "common" "Brandt" "Acme";
    common_with_somebody_alone: "common" "Hermit" "Acme";
    timeline: "timeline" "Northland";
    timeline_of_two: "timeline" "Southland" "Red Brigade";
    timeline_between_dates: "timeline" "Northland" "--between" "2017-12..2018";
    timeline_at_no_time: "timeline" "Northland" "--between" "..1950";
    timeline_in_json: "timeline" "Northland" "Southland" "--between" "2017-12..2018" "--json";
    timeline_of_nobody: "timeline" "Hermit";
    match_two_variables: "match" "?x -warned-> ?y, ?y -hosted-> ?z:armed_group";
    match_with_words: "match" "?x -hosted-> \"red brigade\"" "--words";
    match_a_chain_in_json: "match" "?x -leads-> northland -[warned between=2017..]-> ?y" "--json";
    match_ways: "match" "?x:person -[*2..3]- red-brigade" "-n" "1";
    match_one_variable_of_two: "match" "?x -- ?y:armed_group" "--select" "x";
    match_nothing: "match" "?x -killed-> ?y, ?y -- northland";
    match_nothing_together: "match" "?x -leads-> northland, ?x -hosted-> red-brigade" "--as-of" "2017";
    match_left_out: "match" "?x -attacked-> northland";
    match_nonsense: "match" "?x -wraned-> ?y:stat, ?y -hosted- nortland, ?z";
    match_an_arrow_without_an_end: "match" "?x -warned-> ";
    match_an_arrow_that_is_none: "match" "northland-warned->?y";
    match_two_heads: "match" "?x <-met-> ?y";
    match_a_reversed_time: "match" "?x -[warned between=2018..2017]-> ?y";
    match_an_unknown_condition: "match" "?x -[warned stading=stated]-> ?y";
    match_an_unbound_variable: "match" "?x --> ?y" "--select" "x,z";
    rank: "rank";
    rank_by_betweenness: "rank" "--by" "betweenness" "-n" "3";
    rank_by_pagerank_in_json: "rank" "--by" "pagerank" "-n" "1" "--directed" "--json";
    rank_by_cut: "rank" "--by" "cut";
    rank_by_cut_in_json: "rank" "--by" "cut" "-n" "1" "--include" "planned" "--json";
    rank_by_cut_of_nothing: "rank" "--by" "cut" "--kind" "killed";
    rank_by_cut_where_nothing_falls_apart: "rank" "--by" "cut" "--avoid" "Acme" "--not-kind" "leads,member_of";
    rank_of_nothing: "rank" "--kind" "killed";
    groups: "groups";
    groups_in_json: "groups" "--include" "planned,denied" "--json";
    components: "groups" "--components";
    components_along_relations: "groups" "--components" "--directed";
    components_in_json: "groups" "--components" "--directed" "--include" "planned" "--json";
    components_along_no_relation: "groups" "--components" "--directed" "--kind" "leads,hosted";
    stats: "stats";
    stats_of_a_part: "stats" "--standing" "curated,reviewed,corroborated,stated" "--as-of" "2018";
    stats_in_json: "stats" "--json";
    show: "show" "Northland";
    show_somebody_who_speaks: "show" "Brandt";
    show_a_publisher: "show" "the gazette";
    explain: "explain" "Southland" "Red Brigade";
    explain_in_json: "explain" "Acme" "Red Brigade" "--json";
    explain_nothing: "explain" "Acme" "Hermit";
    search: "search" "carv";
    search_misspelt: "search" "nortland";
    search_nothing: "search" "zzzz";
    check_says_all: "check";
    check_in_json: "check" "--json";
    build: "build";
    export_dot: "export" "--dot";
    export_dot_around: "export" "--dot" "--around" "Acme" "--depth" "1" "--include" "denied";
    export_dot_in_groups: "export" "--dot" "--clusters" "community";
    export_dot_by_kind: "export" "--dot" "--clusters" "kind" "--kind" "hosted,warned,leads";
    export_mermaid: "export" "--mermaid" "--include" "planned,denied";
    export_gexf: "export" "--gexf" "--include" "planned";
    export_graphml: "export" "--graphml" "--around" "Brandt";
    export_graphml_for_yed: "export" "--graphml" "--flavor" "yed" "--around" "Red Brigade";
    export_flavor_of_another_format: "export" "--gexf" "--flavor" "yed";
    export_cypher: "export" "--cypher" "--around" "Acme" "--include" "denied";
    export_csv_into_nowhere: "export" "--csv";
    export_json: "export" "--json" "--around" "Brandt";
    export_turtle: "export" "--turtle" "--around" "Brandt";
    export_turtle_with_quoted_triples: "export" "--turtle" "--rdf12" "--kind" "hosted" "--include" "planned,denied";
    export_jsonld: "export" "--jsonld" "--kind" "hosted" "--include" "planned,denied";
    export_quoted_triples_of_another_format: "export" "--nquads" "--rdf12";
    export_nothing_said: "export";
    export_ftm: "export" "--ftm" "--around" "Brandt";
    export_stix: "export" "--stix" "--around" "Brandt";
    export_dot_by_side: "export" "--dot" "--clusters" "side";
    export_engine_of_another_format: "export" "--gexf" "--engine" "dot";
}

fn check(name: &str, arguments: &[&str]) {
    let project = acme();
    // The first command reads the documents and may say so; what is compared is the answer both with and without the
    // cache.
    let first = kg(project.path(), arguments);
    golden(&format!("cli/{name}.txt"), &shown(arguments, &first));
    let second = kg(project.path(), arguments);
    assert_eq!(
        (second.stdout, second.code),
        (first.stdout, first.code),
        "the second answer, from the cache, is the first"
    );
}

/// The golden file leaves out the kinds, which are those of the schema.
#[test]
fn export_node_link() {
    let arguments = ["export", "--node-link", "--around", "Brandt"];
    let project = acme();
    let mut run = kg(project.path(), &arguments);
    let kinds =
        run.stdout.find("    \"schema\"").zip(run.stdout.find("    \"actors\"")).expect("kinds stand before actors");
    assert!(run.stdout[kinds.0..kinds.1].contains("\"relation\": \"warned\""));
    run.stdout.replace_range(kinds.0..kinds.1, "    (kinds)\n");
    golden("cli/export_node_link.txt", &shown(&arguments, &run));
}

/// Formats of several files: the golden file shows what is said, then every file.
#[test]
fn export_of_several_files() {
    for (name, arguments) in [
        ("export_csv", &["export", "--csv", "-o", "out/files"][..]),
        ("export_neo4j", &["export", "--neo4j", "-o", "out/files", "--include", "planned"]),
        ("export_ladybug", &["export", "--ladybug", "-o", "out/files"]),
        ("export_obsidian", &["export", "--obsidian", "-o", "out/files", "--include", "planned,denied"]),
    ] {
        let project = acme();
        let run = kg(project.path(), arguments);
        let mut text = shown(arguments, &run);
        let folder = project.path().join("out/files");
        let mut paths: Vec<std::path::PathBuf> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .map(|entry| entry.expect("it was written").into_path())
            .filter(|path| path.is_file())
            .collect();
        paths.sort();
        for path in paths {
            let content = std::fs::read_to_string(&path).expect("UTF-8");
            let place = path.strip_prefix(&folder).expect("below it").to_string_lossy().replace('\\', "/");
            text.push_str(&format!("--- file {place}\n{}", content.replace('\u{feff}', "(byte order mark)")));
        }
        golden(&format!("cli/{name}.txt"), &text);
    }
}

/// Two paragraphs with a name that the second only repeats in part.
const PARSED: &str = "Ada Brandt warned Northland’s minister in a letter.\n\n“We won't wait,” Brandt said on Jan. 3. The minister didn't answer.\n";

#[test]
fn parse_shows_trees() {
    for (name, arguments) in
        [("parse", &["parse"][..]), ("parse_conllu", &["parse", "--conllu"]), ("parse_in_json", &["parse", "--json"])]
    {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let run = kg_with_input(folder.path(), arguments, PARSED);
        golden(&format!("cli/{name}.txt"), &shown(arguments, &run));
    }
}

#[test]
fn parse_of_nothing_finds_nothing() {
    let run = kg_with_input(&std::env::temp_dir(), &["parse"], " \n\n");
    assert_eq!((run.stdout.as_str(), run.code), ("", Some(1)));
    let run = kg(&std::env::temp_dir(), &["parse", "no-such-file"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("`no-such-file` cannot be read"), "{}", run.stderr);
}

#[test]
fn a_damaged_model_of_the_project_is_named() {
    let project = acme();
    let path = project.path().join("data/lang/en/model.bin");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    let mut bytes = kg::data::MODEL.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, &bytes).expect("writable");
    for arguments in [&["parse"][..], &["check"], &["neighbors", "Acme"]] {
        let run = kg_with_input(project.path(), arguments, "Acme warned Widget.");
        assert_ne!(run.code, Some(0), "{arguments:?}");
        assert!(
            run.stderr.contains("data/lang/en/model.bin") || run.stdout.contains("data/lang/en/model.bin"),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
    // A sound one is used; the built-in one by another path gives the same answers.
    std::fs::write(&path, kg::data::MODEL).expect("writable");
    let own = kg_with_input(project.path(), &["parse", "--conllu"], PARSED);
    std::fs::remove_file(&path).expect("it was written");
    assert_eq!(own.stdout, kg_with_input(project.path(), &["parse", "--conllu"], PARSED).stdout);
}

#[test]
fn extract_answers_line_by_line() {
    let project = acme();
    let input = "{\"id\": \"a\", \"text\": \"The Northland minister of war met Ada Brandt.\", \"published\": \"2017-12-02\"}\n\
                 {\"id\": \"b\", \"text\": \"The Northland minister of war left.\", \"published\": \"2019\"}\n\n\
                 {\"id\": \"c\"}\nnot json\n{\"id\": 4, \"text\": \"Über Northport 😀 Northport\"}\n";
    let run = kg_with_input(project.path(), &["extract"], input);
    golden("cli/extract.txt", &shown(&["extract"], &run));
}

#[test]
fn extract_works_without_a_project() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let run = kg_with_input(folder.path(), &["extract"], "{\"id\": \"a\", \"text\": \"It rained.\"}\n");
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stdout, "{\"id\":\"a\",\"claims\":[],\"attributions\":[],\"mentions\":[]}\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let project = acme();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kg"))
        .args(["export", "--json"])
        .current_dir(project.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).contains("pipe")), (Some(0), false));
}

#[test]
fn a_new_project_works_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let run = kg(folder.path(), &["init", "new"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let check = kg(&folder.path().join("new"), &["check"]);
    assert_eq!((check.code, check.stderr.as_str()), (Some(0), "0 errors, 0 warnings, 0 notes\n"));
    let path = kg(folder.path(), &["--project", "new", "path", "Brandt", "Seagull Line"]);
    golden("cli/new_project.txt", &shown(&["--project", "new", "path", "Brandt", "Seagull Line"], &path));
    let again = kg(folder.path(), &["init", "new"]);
    assert_eq!((again.code, again.stderr.contains("nothing was changed")), (Some(2), true));
}

#[test]
fn completions_and_manual_name_every_command() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for arguments in
        [["completions", "bash"], ["completions", "zsh"], ["completions", "fish"], ["man", "--color=never"]]
    {
        let arguments: Vec<&str> = arguments.into_iter().filter(|argument| !argument.starts_with("--")).collect();
        let run = kg(folder.path(), &arguments);
        assert_eq!(run.code, Some(0));
        for command in [
            "path",
            "neighbors",
            "common",
            "timeline",
            "match",
            "rank",
            "groups",
            "stats",
            "explain",
            "export",
            "extract",
            "trace",
            "patterns",
            "eval",
        ] {
            assert!(run.stdout.to_lowercase().contains(command), "{arguments:?} lacks {command}");
        }
    }
}

#[test]
fn json_schemas_are_made_from_the_types() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for of in [
        "path",
        "neighbors",
        "co-mentions",
        "common",
        "timeline",
        "match",
        "rank",
        "groups",
        "stats",
        "show",
        "explain",
        "search",
        "check",
        "extract",
        "parse",
        "trace",
        "patterns",
        "eval",
        "build",
        "kinds",
    ] {
        let run = kg(folder.path(), &["json-schema", of]);
        let schema: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        // What a line of `kg rank` has depends on the measure.
        let shapes = if of == "rank" { &schema["anyOf"] } else { &schema["properties"] };
        assert!(shapes.is_object() || shapes.is_array(), "{of}: {schema}");
    }
}
