// The map of a site plan: the drawing gives way to a map that moves, answers a click and finds a school by its name.
"use strict";

(() => {
  const plan = JSON.parse(document.getElementById("plan").textContent);
  const features = plan.features.map(({ geometry, properties }) => ({ at: geometry.coordinates, ...properties }));
  const sites = features.filter((each) => each.kind === "site");
  const homes = features.filter((each) => each.kind === "home school");
  const ways = features.filter((each) => each.kind === "way");
  const place = ([longitude, latitude]) => [latitude, longitude];
  const number = new Intl.NumberFormat("en-US");

  // Text is always set as text: a school's name is never read as markup.
  const element = (tag, text, ...children) => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.append(...children);
    return made;
  };

  const aboutSite = (site) => {
    const sent = homes.filter((home) => home.site === site.school);
    const load = `${number.format(site.pupils)} pupils, ${number.format(site.places)} places; home schools:`;
    const items = sent.map((home) => element("li", `${home.school}, ${number.format(home.metres)} m`));
    const own = homes.find((home) => home.school === site.school && home.site !== site.school);
    const away = own ? [element("div", `Its own pupils go to ${own.site}.`)] : [];
    const about = element("div", "", element("strong", site.school), ...away, element("div", load));
    about.append(element("ul", "", ...items));
    return about;
  };

  const aboutHome = (home) => {
    const way = `goes to ${home.site}, ${number.format(home.metres)} m`;
    return element("div", "", element("strong", home.school), element("div", way));
  };

  document.getElementById("drawing").hidden = true;
  document.getElementById("map").hidden = false;
  const map = L.map("map", { attributionControl: false, preferCanvas: false, zoomSnap: 0.25 });
  map.fitBounds(features.filter((each) => each.kind !== "way").map((each) => place(each.at)), { padding: [24, 24] });
  L.control.scale({ imperial: true }).addTo(map);

  const lines = L.layerGroup(
    ways.map((way) => L.polyline(way.at.map(place), { color: "#71767a", weight: 1.5, interactive: false })),
  ).addTo(map);

  const FEW = 15; // so many schools bear their names on the map, each where there is room for it
  const marked = new Map();
  const mark = (school, about, style) => {
    const circle = L.circleMarker(place(school.at), style).bindPopup(() => about(school)).addTo(map);
    const beside = { permanent: homes.length <= FEW, direction: "right", offset: [6, 0] };
    circle.bindTooltip(() => element("span", school.school), beside);
    marked.set(school.school, circle);
  };
  const open = { radius: 5, color: "#3d4551", weight: 1.5, fillColor: "#fff", fillOpacity: 1 };
  const filled = { radius: 8, color: "#fff", weight: 1.5, fillColor: "#005ea2", fillOpacity: 1 };
  const isSite = new Set(sites.map((site) => site.school));
  homes.filter((home) => !isSite.has(home.school)).forEach((home) => mark(home, aboutHome, open));
  sites.forEach((site) => mark(site, aboutSite, filled));

  // A name stands on the first side of its mark where it covers no other name, no mark and no edge; else it is hidden
  // until there is room. Sites come first.
  const SIDES = [["right", [6, 0]], ["left", [-6, 0]], ["top", [0, -4]], ["bottom", [0, 4]]];
  const box = (of) => of.getElement().getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isInside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const placeNames = () => {
    const edge = map.getContainer().getBoundingClientRect();
    const circles = [...marked.values()];
    const taken = circles.map(box);
    [...circles].reverse().forEach((circle) => {
      const name = circle.getTooltip();
      const isFree = SIDES.some(([direction, offset]) => {
        Object.assign(name.options, { direction, offset: L.point(offset) });
        name.update();
        return isInside(box(name), edge) && !taken.some((each) => meet(each, box(name)));
      });
      name.getElement().style.visibility = isFree ? "" : "hidden";
      if (isFree) taken.push(box(name));
    });
  };
  if (homes.length <= FEW) {
    placeNames();
    map.on("zoomend moveend resize", placeNames);
  }

  // A school is found by its whole name, or by a part of it that no other has.
  const named = (name) => {
    const asked = name.toLowerCase();
    const has = [...marked.keys()].filter((each) => name && each.toLowerCase().includes(asked));
    const whole = has.filter((each) => each.toLowerCase() === asked);
    return whole.length ? whole : has;
  };
  const LISTED = 4;
  const whyNotOne = (name, alike) => {
    if (!name) return "Give the name of a school.";
    if (!alike.length) return `No school here is called “${name}”.`;
    const further = alike.length > LISTED ? ` and ${number.format(alike.length - LISTED)} more` : "";
    return `“${name}” is part of ${alike.length} names: ${alike.slice(0, LISTED).join(", ")}${further}.`;
  };

  const form = document.getElementById("find");
  const said = form.querySelector("output");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = form.elements.school.value.trim();
    const alike = named(name);
    said.textContent = alike.length === 1 ? "" : whyNotOne(name, alike);
    if (alike.length === 1) {
      const found = marked.get(alike[0]);
      map.setView(found.getLatLng(), Math.max(map.getZoom(), 13));
      found.openPopup();
    }
  });
  form.elements.lines.addEventListener("change", ({ target }) => {
    if (target.checked) lines.addTo(map);
    else lines.remove();
  });
})();
