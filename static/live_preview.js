// The letter beside its boxes follows what is typed. Without this file a button does the same.

const WAIT = 500; // milliseconds after the last key
const sheet = document.querySelector("[data-preview-form]");
const form = sheet && document.getElementById(sheet.dataset.previewForm);

if (form instanceof HTMLFormElement) {
  let timer = 0;
  let newest = 0;
  const status = document.querySelector("[data-preview-status]");
  const show = async () => {
    const own = ++newest;
    const words = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (typeof value === "string") words.append(key, value);
    let isShown = false;
    try {
      const answer = await fetch(sheet.dataset.previewHref, { method: "POST", body: words, redirect: "manual" });
      const text = answer.ok ? await answer.text() : "";
      if (own !== newest) return;
      isShown = answer.ok;
      if (isShown) sheet.innerHTML = text;
    } catch {
      if (own !== newest) return;
    }
    status.textContent = isShown ? "" : "The letter below does not show what you typed last.";
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(show, WAIT);
  });
}
