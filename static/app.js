// What the pages gain where a browser runs JavaScript. Everything works without it.

import {
  Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink, createAll,
} from "./vendor/govuk-frontend-6.3.0.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]) {
  createAll(component);
}

// A long filter takes the whole of a small screen: it starts closed there, unless it says what is wrong.
if (window.matchMedia("(max-width: 40.0525em)").matches) {
  for (const panel of document.querySelectorAll(".app-filter")) {
    panel.open = panel.querySelector(".govuk-error-message") !== null;
  }
}

// Leaving a page with a text that was typed and not sent asks first.
let isUnsent = false;
document.addEventListener("input", (event) => {
  if (event.target instanceof HTMLTextAreaElement && !event.target.readOnly) isUnsent = true;
});
document.addEventListener("submit", () => { isUnsent = false; });
window.addEventListener("beforeunload", (event) => {
  if (isUnsent) event.preventDefault();
});

// Two minutes before the session ends a dialog offers to stay signed in.
const warning = document.getElementById("idle-warning");
if (warning instanceof HTMLDialogElement) {
  let timer = 0;
  const start = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => warning.showModal(), Number(warning.dataset.warnAfter) * 1000);
  };
  warning.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    warning.close();
    if (answer.ok) start();
    // Signed out already: the page stays, so that what was typed can be copied.
    else document.title = "Signed out – " + document.title;
  });
  start();
}
