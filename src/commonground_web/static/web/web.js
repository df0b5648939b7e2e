"use strict";
// Pages are whole without this script. With it a choice shows its page at once, and a package is priced while a dial is turned.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button[type=submit]").classList.add("usa-sr-only");
}

const dials = document.querySelector("form[data-price]");
if (dials) {
  const figures = document.getElementById("figures");
  const parts = { "X-Part": "figures" };
  let asked = null; // the question that is answered now
  let next = null; // the one that is asked after it; a hand that moves on replaces it

  const turned = () => {
    const said = new URLSearchParams(new FormData(dials));
    for (const number of dials.querySelectorAll("input[data-began]")) {
      if (number.value === number.dataset.began) said.delete(number.name);
    }
    return said;
  };
  const put = (text) => { // only what is another than it was
    const anew = document.createElement("template");
    anew.innerHTML = text;
    const fresh = [...anew.content.children];
    [...figures.children].slice(fresh.length).forEach((part) => part.remove());
    fresh.forEach((part, place) => {
      const held = figures.children[place];
      if (!held) figures.append(part);
      else if (!held.isEqualNode(part)) held.replaceWith(part);
    });
  };
  const ask = async () => {
    const { address, mark } = next;
    const sent = asked = new AbortController();
    next = null;
    try {
      const answer = await fetch(address, { method: "POST", body: turned(), headers: parts, signal: sent.signal });
      const text = await answer.text();
      if (sent !== asked) return;
      if (!answer.ok) throw new Error(`the server said ${answer.status}`);
      put(text);
      dials.dataset.settled = mark;
    } catch (problem) {
      if (problem.name !== "AbortError") {
        figures.querySelector("[role=status]").textContent = `Not priced: ${problem.message}. Is the server still running?`;
      }
    }
    if (sent !== asked) return;
    asked = null;
    if (next) ask();
  };
  const later = () => {
    next = { address: dials.dataset.price, mark: "price" };
    if (!asked) setTimeout(() => { if (next && !asked) ask(); }); // a change that comes with it takes its place
  };
  const kept = () => {
    next = { address: dials.getAttribute("action"), mark: "turn" };
    asked?.abort();
    ask();
  };
  const plain = (text) => text.replace(/[$,%\s]/g, "");

  for (const dial of dials.querySelectorAll(".cg-dial")) {
    const [slider, number] = dial.querySelectorAll("input");
    const sign = number.dataset.began.endsWith("%") ? "%" : "";
    const mark = () => dial.classList.toggle("cg-turned", Number(plain(number.value)) !== Number(plain(number.dataset.began)));
    slider.hidden = false;
    slider.addEventListener("input", () => { number.value = slider.value + sign; mark(); later(); });
    number.addEventListener("input", () => { slider.value = plain(number.value); mark(); later(); });
    slider.addEventListener("change", kept);
    number.addEventListener("change", kept);
  }
  dials.addEventListener("submit", (event) => { event.preventDefault(); kept(); });
  addEventListener("pagehide", () => { next = null; asked?.abort(); }); // whoever leaves is told nothing
  dials.querySelector("button[type=submit]").classList.add("usa-sr-only");
}

const news = document.querySelector("[data-news]");
if (news) {
  let told = null;
  const listen = () => {
    told = new EventSource(news.dataset.news);
    told.addEventListener("passed", (event) => {
      told.close();
      const anew = document.createElement("a");
      anew.href = "";
      anew.textContent = "Show the page as it is now.";
      news.replaceChildren(`${event.data} `, anew);
    });
  };
  listen();
  addEventListener("pagehide", () => told.close());
  addEventListener("pageshow", (event) => { if (event.persisted && !news.childNodes.length) listen(); }); // come back to
}
