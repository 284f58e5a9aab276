//! A real browser for tests and benches: headless Chromium, led over WebDriver (W3C Recommendation, Level 1) by its
//! chromedriver.
//!
//! Chromium's background services are switched off, so that nothing asks for a network. Dropping a [`Browser`] ends
//! both programs.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A window.
pub struct Browser {
    driver: Child,
    /// Address of the session at the driver.
    session: String,
    agent: ureq::Agent,
    /// Kept open: the driver ends where nobody hears it.
    _said: BufReader<ChildStdout>,
    /// The browser's own files; goes when the browser went.
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Opens a window of this size; `None` where there is no chromedriver or no Chromium.
    pub fn open(width: u32, height: u32) -> Option<Browser> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path)?;
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
        let mut said = BufReader::new(driver.stdout.take().expect("piped"));
        let port = said.by_ref().lines().map_while(Result::ok).find_map(|line| {
            line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
        });
        let port: u16 = port?.parse().ok()?;
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments, "binary": chromium},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .build()
            .into();
        let mut browser =
            Browser { driver, session: format!("http://127.0.0.1:{port}"), agent, _said: said, _profile: profile };
        let id = browser.post("session", wanted)["sessionId"].as_str().expect("a session has an id").to_owned();
        browser.session += &format!("/session/{id}");
        browser.resize(width, height);
        Some(browser)
    }

    fn answer(&self, path: &str, mut response: ureq::http::Response<ureq::Body>) -> Value {
        let mut answer: Value = response.body_mut().read_json().unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(response.status().is_success(), "{path}: {answer}");
        answer["value"].take()
    }

    fn post(&self, path: &str, body: Value) -> Value {
        let response = self
            .agent
            .post(format!("{}/{path}", self.session))
            .send_json(body)
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        self.answer(path, response)
    }

    /// Makes the page so large, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.post("goog/cdp/execute", json!({"cmd": "Emulation.setDeviceMetricsOverride", "params": size}));
    }

    /// Opens a file, with a fragment behind `#` or nothing, and waits until the page says that it stands.
    pub fn show(&self, file: &Path, fragment: &str) {
        // Else only the fragment would change.
        self.post("url", json!({"url": "about:blank"}));
        self.post("url", json!({"url": format!("file://{}{fragment}", file.display())}));
        self.wait("return document.documentElement.dataset.ready === 'true'");
    }

    /// Waits until a script returns true.
    pub fn wait(&self, script: &str) {
        let started = Instant::now();
        while self.run(script) != json!(true) {
            assert!(started.elapsed() < Duration::from_secs(20), "never came true: {script}; {:?}", self.messages());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What a script returns; a promise is waited for.
    pub fn run(&self, script: &str) -> Value {
        self.post("execute/sync", json!({"script": script, "args": []}))
    }

    /// Text of the first element that a selector finds, as it is seen.
    pub fn text(&self, selector: &str) -> String {
        self.run(&format!("return document.querySelector({selector:?})?.innerText ?? ''"))
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Types text; keys by name between braces, such as `{Enter}`.
    pub fn press(&self, keys: &str) {
        let mut actions = Vec::new();
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let (value, length) = match rest.strip_prefix('{').and_then(|named| named.split_once('}')) {
                Some((name, _)) => (key(name), name.len() + 2),
                None => (first, first.len_utf8()),
            };
            actions.push(json!({"type": "keyDown", "value": value}));
            actions.push(json!({"type": "keyUp", "value": value}));
            rest = &rest[length..];
        }
        self.post("actions", json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}));
    }

    /// Clicks at a place of the page.
    pub fn click(&self, (x, y): (f64, f64)) {
        self.drag(&[(x, y)]);
    }

    /// Presses at the first place, goes over the others, lets go.
    pub fn drag(&self, places: &[(f64, f64)]) {
        let to = |(x, y): &(f64, f64)| json!({"type": "pointerMove", "duration": 0, "x": x.round() as i64, "y": y.round() as i64});
        let mut actions = vec![to(&places[0]), json!({"type": "pointerDown", "button": 0})];
        actions.extend(places[1..].iter().map(to));
        actions.push(json!({"type": "pointerUp", "button": 0}));
        self.post("actions", json!({"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]}));
    }

    /// Where the middle of an element is.
    pub fn middle(&self, selector: &str) -> (f64, f64) {
        let script = format!(
            "const box = document.querySelector({selector:?}).getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]"
        );
        place(&self.run(&script))
    }

    /// Where the page draws something: `{"actor": KEY}` or `{"relation": ID}`.
    pub fn drawn(&self, what: &Value) -> (f64, f64) {
        let script = format!(
            "const canvas = document.getElementById('drawing'); canvas.dispatchEvent(new CustomEvent('locate', {{detail: {what}}}));
             const box = canvas.getBoundingClientRect(); return canvas.dataset.at?.split(',').map((number, index) => Number(number) + [box.left, box.top][index]) ?? null"
        );
        let at = self.run(&script);
        assert!(!at.is_null(), "{what} cannot be seen");
        place(&at)
    }

    /// Everything the console said since it was last asked.
    pub fn messages(&self) -> Vec<String> {
        let lines = self.post("se/log", json!({"type": "browser"}));
        lines
            .as_array()
            .into_iter()
            .flatten()
            .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn on_path(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn place(value: &Value) -> (f64, f64) {
    let number = |index: usize| value[index].as_f64().expect("a place is two numbers");
    (number(0), number(1))
}

/// A key as WebDriver writes it.
fn key(name: &str) -> char {
    match name {
        "Enter" => '\u{E007}',
        "Tab" => '\u{E004}',
        "Escape" => '\u{E00C}',
        "Home" => '\u{E011}',
        "End" => '\u{E010}',
        "Left" => '\u{E012}',
        "Right" => '\u{E014}',
        "Down" => '\u{E015}',
        "Space" => ' ',
        other => panic!("no key is called {other}"),
    }
}
