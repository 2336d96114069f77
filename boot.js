// Starts the page. A file of its own, as the policy in index.html allows no inline script.

const app = document.getElementById("app");
const { js, wasm } = document.getElementById("boot").dataset;

// The figure alone, for an article: the style sheet and the program look here.
document.documentElement.toggleAttribute("data-embed", new URLSearchParams(location.search).get("embed") === "1");

start().catch(explain);

async function start() {
  // Relative to this file, so that the page works under any path.
  const { default: init } = await import(new URL(js, import.meta.url));
  await init({ module_or_path: new URL(wasm, import.meta.url) });
}

function explain(reason) {
  console.error(reason);
  const card = document.createElement("section");
  card.setAttribute("role", "alert");
  card.append(
    paragraph("ko", "페이지를 시작하지 못했습니다. 네트워크를 확인하고 다시 불러오세요. 오래된 브라우저라면 WebAssembly를 지원하는 버전이 필요합니다."),
    paragraph("en", "The page could not start. Check the network and reload. An old browser may lack WebAssembly."),
    paragraph("en", String(reason)),
    reload(),
  );
  app.replaceChildren(card);
}

function paragraph(lang, text) {
  const element = document.createElement("p");
  element.lang = lang;
  element.textContent = text;
  return element;
}

function reload() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "다시 불러오기 · Reload";
  button.addEventListener("click", () => location.reload());
  return button;
}
