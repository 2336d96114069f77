//! What a reader hears who does not see: the accessibility tree as the browser hands it to assistive technology, and
//! nothing else. Chromium only, which tells it.

use std::collections::HashMap;

use serde::Deserialize;

use crate::reader::Reader;
use crate::twin::clean;

/// What there is to hear.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heard {
    /// What is said by itself, politely, when it changes.
    pub said: String,
    /// The figure as text, a line a thing on the stage, where the reader goes there.
    pub figure: Vec<String>,
}

#[derive(Deserialize)]
struct Tree {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    node_id: String,
    ignored: bool,
    role: Option<Told>,
    name: Option<Told>,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    value: serde_json::Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: Told,
}

impl Node {
    fn is(&self, role: &str) -> bool {
        !self.ignored && self.role.as_ref().is_some_and(|told| told.value == role)
    }

    fn is_called(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|told| told.value == name)
    }

    fn is_polite(&self) -> bool {
        self.properties.iter().any(|property| property.name == "live" && property.value.value == "polite")
    }
}

/// Listens. `figure` is the name of the list that tells the figure.
///
/// # Panics
/// Where there is no such list.
pub async fn listen(reader: &Reader, figure: &str) -> Heard {
    let tree = reader.browser().accessibility_tree().await;
    let tree: Tree = serde_json::from_value(tree).expect("a tree as Chromium tells it");
    let by_id: HashMap<&str, &Node> = tree.nodes.iter().map(|node| (node.node_id.as_str(), node)).collect();
    let list = tree.nodes.iter().find(|node| node.is("list") && node.is_called(figure)).expect("the figure is told");
    let lines = list.child_ids.iter().map(|id| text(by_id[id.as_str()], &by_id)).filter(|line| !line.is_empty());
    let polite = tree.nodes.iter().filter(|node| node.is("status") && node.is_polite());
    Heard { said: clean(&polite.map(|node| text(node, &by_id)).collect::<Vec<_>>().join(" ")), figure: lines.collect() }
}

fn text(node: &Node, by_id: &HashMap<&str, &Node>) -> String {
    let mut told = String::new();
    gather(node, by_id, &mut told);
    clean(&told)
}

fn gather(node: &Node, by_id: &HashMap<&str, &Node>, told: &mut String) {
    if node.is("StaticText") {
        let name = node.name.as_ref().and_then(|name| name.value.as_str());
        told.push_str(name.unwrap_or_default());
        return;
    }
    node.child_ids.iter().filter_map(|id| by_id.get(id.as_str())).for_each(|child| gather(child, by_id, told));
}
