//! Texts for a screen reader, from the accessibility tree that the browser gives to assistive technology. Chromium
//! only.

use std::collections::HashMap;

use serde::Deserialize;

use crate::reader::Reader;
use crate::twin::clean;

/// Texts that a screen reader gets.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Heard {
    /// Text of the polite live region.
    pub said: String,
    /// Lines of the stage as text, one for each node or message.
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
    role: Option<AxValue>,
    name: Option<AxValue>,
    #[serde(default)]
    properties: Vec<Property>,
    #[serde(default)]
    child_ids: Vec<String>,
}

#[derive(Deserialize)]
struct AxValue {
    #[serde(default)]
    value: serde_json::Value,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: AxValue,
}

impl Node {
    fn is(&self, role: &str) -> bool {
        !self.ignored && self.role.as_ref().is_some_and(|property| property.value == role)
    }

    fn is_called(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|property| property.value == name)
    }

    fn is_polite(&self) -> bool {
        self.properties.iter().any(|property| property.name == "live" && property.value.value == "polite")
    }
}

/// Reads the accessibility tree. `figure` is the name of the list that has the stage as text.
///
/// # Panics
/// If there is no such list.
pub async fn listen(reader: &Reader, figure: &str) -> Heard {
    let tree = reader.browser().accessibility_tree().await;
    let tree: Tree = serde_json::from_value(tree).expect("the tree has the form that Chromium documents");
    let by_id: HashMap<&str, &Node> = tree.nodes.iter().map(|node| (node.node_id.as_str(), node)).collect();
    let list = tree
        .nodes
        .iter()
        .find(|node| node.is("list") && node.is_called(figure))
        .expect("the stage is available as text");
    let lines = list.child_ids.iter().map(|id| text(by_id[id.as_str()], &by_id)).filter(|line| !line.is_empty());
    let polite = tree.nodes.iter().filter(|node| node.is("status") && node.is_polite());
    Heard { said: clean(&polite.map(|node| text(node, &by_id)).collect::<Vec<_>>().join(" ")), figure: lines.collect() }
}

fn text(node: &Node, by_id: &HashMap<&str, &Node>) -> String {
    let mut text = String::new();
    collect_text(node, by_id, &mut text);
    clean(&text)
}

fn collect_text(node: &Node, by_id: &HashMap<&str, &Node>, text: &mut String) {
    if node.is("StaticText") {
        let name = node.name.as_ref().and_then(|name| name.value.as_str());
        text.push_str(name.unwrap_or_default());
        return;
    }
    node.child_ids.iter().filter_map(|id| by_id.get(id.as_str())).for_each(|child| collect_text(child, by_id, text));
}
