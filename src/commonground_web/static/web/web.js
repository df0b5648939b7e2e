"use strict";
// Pages are whole without this script. With it a choice shows its page at once, and a package is priced while a dial is turned.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button[type=submit]").classList.add("usa-sr-only");
}

const dials = document.querySelector("form[data-price]");
if (dials) {
  const figures = document.getElementById("figures");
  const WAIT = 25; // milliseconds: a hand that is still moving
  let asked = null;
  let waiting = 0;

  const show = async (address, mark) => {
    asked?.abort();
    asked = new AbortController();
    const sent = asked;
    try {
      const headers = { "X-Part": "figures" };
      const answer = await fetch(address, { method: "POST", body: new FormData(dials), headers, signal: sent.signal });
      const text = await answer.text();
      if (sent !== asked) return;
      if (!answer.ok) throw new Error(`the server said ${answer.status}`);
      figures.innerHTML = text;
      dials.dataset.settled = mark;
    } catch (problem) {
      if (problem.name !== "AbortError") {
        figures.querySelector("[role=status]").textContent = `Not priced: ${problem.message}. Is commonground serve still running?`;
      }
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, WAIT, dials.dataset.price, "price");
  };
  const kept = () => {
    clearTimeout(waiting);
    show(dials.getAttribute("action"), "turn");
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
  dials.querySelector("button[type=submit]").classList.add("usa-sr-only");
}

const news = document.querySelector("[data-news]");
if (news) {
  const told = new EventSource(news.dataset.news);
  told.addEventListener("passed", (event) => {
    told.close();
    const anew = document.createElement("a");
    anew.href = "";
    anew.textContent = "Show the page as it is now.";
    news.replaceChildren(`${event.data} `, anew);
  });
  addEventListener("pagehide", () => told.close());
}
