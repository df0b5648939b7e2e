"use strict";
// A choice shows its page at once; without this script its button does.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button[type=submit]").classList.add("usa-sr-only");
}
