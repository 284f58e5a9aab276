//! The page of `kg export --html` in a real browser, opened from disk.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::browser::Browser;
use crate::support::{copy_of, kg, root, skipped};

/// The project's own graph as a page, and a window for it; `None`, said aloud, where there is no browser.
fn page(test: &str) -> Option<(Browser, tempfile::TempDir, PathBuf)> {
    let Some(browser) = Browser::open(1280, 800) else {
        skipped(test, "there is no chromium with chromedriver here");
        return None;
    };
    let project = copy_of(root());
    let file = exported(project.path());
    Some((browser, project, file))
}

fn exported(project: &Path) -> PathBuf {
    let file = project.join("graph.html");
    let run = kg(project, &["export", "--html", "-o", "graph.html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    file
}

/// Where the page is now, behind `#`.
fn fragment(browser: &Browser) -> String {
    browser.run("return location.hash").as_str().expect("text").to_owned()
}

/// Goes by Tab until an element has the focus.
fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..150 {
        if browser.run(&format!("return document.activeElement?.matches({selector:?}) ?? false")) == json!(true) {
            return;
        }
        browser.press("{Tab}");
    }
    panic!("Tab never reaches {selector}");
}

#[test]
fn it_opens_from_disk_without_a_word_on_the_console() {
    let Some((browser, project, file)) = page("it_opens_from_disk_without_a_word_on_the_console") else { return };
    browser.show(&file, "");
    let stats = kg(project.path(), &["stats", "--json"]);
    let stats: serde_json::Value = serde_json::from_str(&stats.stdout).expect("JSON");
    assert!(browser.text("#counts").starts_with(&format!("{} of ", stats["relations"])), "{}", browser.text("#counts"));
    assert_eq!(browser.messages(), Vec::<String>::new());
    // Nothing but the page itself was asked for.
    assert_eq!(
        browser.run(
            "return performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith('data:')).length"
        ),
        json!(0)
    );
}

#[test]
fn an_actor_is_found_by_an_alias_and_an_edge_opens_on_its_words() {
    let Some((browser, _project, file)) = page("an_actor_is_found_by_an_alias_and_an_edge_opens_on_its_words") else {
        return;
    };
    browser.show(&file, "");
    browser.click(browser.middle("#search"));
    browser.press("TÉHERAN");
    browser.press("{Enter}");
    assert_eq!(browser.text("#panel-heading"), "Iran");
    browser.show(&file, "#actor=al-qaida");
    browser.click(browser.drawn(&json!({"relation": "iran.hosted.al-qaida"})));
    assert_eq!(browser.text("#panel-heading"), "Iran hosted al-Qaida");
    assert!(fragment(&browser).contains("relation=iran.hosted.al-qaida"));
    let quote = browser.text(".claims.affirmed mark");
    assert!(quote.contains("Pompeo said"), "{quote}");
    assert!(browser.text(".claims.denied").contains("Mohammad Javad Zarif"), "who denies it stands apart");
    assert_eq!(browser.messages(), Vec::<String>::new());
}

#[test]
fn the_slider_shows_what_was_then() {
    let Some((browser, project, file)) = page("the_slider_shows_what_was_then") else { return };
    browser.show(&file, "");
    browser.click(browser.middle("input[name=time-mode][value=asof]"));
    browser.run("document.getElementById('time-to').focus()");
    browser.press("{End}");
    let last = browser.text("#counts");
    browser.press(&"{Left}".repeat(30));
    let earlier = browser.text("#counts");
    assert_ne!(last, earlier, "thirty months make a difference");
    // The address follows when the hand rests.
    browser.wait("const month = Number(document.getElementById('time-to').value); return location.hash === `#asof=${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, '0')}`");
    // The page and the command line agree on what was then.
    let date = fragment(&browser).trim_start_matches("#asof=").to_owned();
    let stats = kg(project.path(), &["stats", "--json", "--as-of", &date]);
    let stats: serde_json::Value = serde_json::from_str(&stats.stdout).expect("JSON");
    assert!(earlier.starts_with(&format!("{} of ", stats["relations"])), "{date}: {earlier}, {}", stats["relations"]);
}

#[test]
fn the_path_is_that_of_the_command_line_and_its_link_shows_it_again() {
    let Some((browser, project, file)) = page("the_path_is_that_of_the_command_line_and_its_link_shows_it_again")
    else {
        return;
    };
    browser.show(&file, "");
    browser.click(browser.middle("#tab-path"));
    for (field, name) in [("#path-from", "pompeo"), ("#path-to", "al-qaida")] {
        browser.click(browser.middle(field));
        browser.press(name);
        browser.press("{Enter}");
    }
    browser.click(browser.middle("#path-find"));
    let path = kg(project.path(), &["path", "Pompeo", "al-Qaida", "--json"]);
    let path: serde_json::Value = serde_json::from_str(&path.stdout).expect("JSON");
    let hops = path["hops"].as_array().expect("a path has hops");
    let shown = browser.run("return [...document.querySelectorAll('.hops > li a[data-relation]:first-of-type')].map((link) => link.dataset.relation)");
    for hop in hops {
        let relation = &hop["relation"];
        let id = format!(
            "{}.{}.{}",
            relation["subject"]["actor"].as_str().unwrap_or(""),
            relation["relation"].as_str().unwrap_or(""),
            relation["object"]["actor"].as_str().unwrap_or("")
        );
        assert!(shown.as_array().is_some_and(|shown| shown.contains(&json!(id))), "{id} is not on {shown}");
    }
    let (heading, link) = (browser.text("#path-heading"), fragment(&browser));
    assert_eq!(heading, "Mike Pompeo – Iran – al-Qaida");
    browser.show(&file, &link);
    assert_eq!(browser.text("#path-heading"), heading);
}

#[test]
fn the_keyboard_is_enough() {
    let Some((browser, _project, file)) = page("the_keyboard_is_enough") else { return };
    browser.show(&file, "");
    tab_to(&browser, "#search");
    browser.press("zarif{Enter}");
    assert_eq!(browser.text("#panel-heading"), "Mohammad Javad Zarif");
    assert_eq!(browser.run("return document.activeElement.id"), json!("panel-heading"));
    tab_to(&browser, "#panel a[data-relation]");
    browser.press("{Enter}");
    assert!(fragment(&browser).starts_with("#relation="), "{}", fragment(&browser));
    browser.run("document.getElementById('drawing').focus()");
    browser.press("{Home}{Right}{Enter}");
    assert!(
        fragment(&browser).contains("actor=") || fragment(&browser).contains("relation="),
        "{}",
        fragment(&browser)
    );
    assert_eq!(browser.messages(), Vec::<String>::new());
}

#[test]
fn a_narrow_window_holds_all_of_it() {
    let Some((browser, _project, file)) = page("a_narrow_window_holds_all_of_it") else { return };
    for (width, height) in [(400, 860), (2560, 1300)] {
        browser.resize(width, height);
        browser.show(&file, "#relation=iran.hosted.al-qaida");
        assert_eq!(
            browser.run("return document.documentElement.scrollWidth <= innerWidth"),
            json!(true),
            "at {width} nothing stands beside the window"
        );
        assert!(browser.text(".claims.affirmed mark").contains("Pompeo said"));
        assert_eq!(browser.run("const box = document.getElementById('drawing').getBoundingClientRect(); return box.width > 200 && box.height > 150"), json!(true));
    }
}

#[test]
fn texts_of_strangers_stay_texts() {
    let Some((browser, project, _)) = page("texts_of_strangers_stay_texts") else { return };
    let hostile = [
        "</script><script>document.title='broken'</script>",
        "\"><img src=x onerror=\"document.title='broken'\">",
        "javascript:alert(1)",
        "{{data}}",
        "\u{202e}desrever",
    ];
    let actors: String = hostile
        .iter()
        .enumerate()
        .map(|(index, name)| format!("(key: \"a{index}\", kind: \"group\", name: {name:?}),\n"))
        .collect();
    let claims: String = (1..hostile.len())
        .map(|index| format!("(subject: \"a{}\", kind: \"backed\", object: \"a{index}\", cite: (text: {:?}, url: \"javascript:alert(1)\")),\n", index - 1, hostile[index - 1]))
        .collect();
    std::fs::write(project.path().join("data/graph.ron"), format!("(actors: [{actors}], claims: [{claims}])"))
        .expect("writable");
    let run = kg(project.path(), &["export", "--html", "-o", "graph.html", "--title", hostile[0]]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    for fragment in ["", "#actor=a0", "#relation=a0.backed.a1", "#path=a0..a3"] {
        browser.show(&project.path().join("graph.html"), fragment);
        assert_eq!(browser.run("return document.querySelectorAll('img, a[href^=\"javascript\"]').length"), json!(0));
        assert_ne!(browser.run("return document.title"), json!("broken"));
    }
    assert_eq!(browser.messages(), Vec::<String>::new());
}
