// Keeps what is typed every few seconds, so that a closed window or an ended session loses no word.

const EVERY = 3000; // milliseconds
const status = document.querySelector("[data-draft-form]");
const form = status && document.getElementById(status.dataset.draftForm);

if (form instanceof HTMLFormElement) {
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
  const name = status.dataset.draftWindow || random();
  let version = status.dataset.draftVersion;
  let isChanged = false;
  let isOver = false;
  let isUnderWay = false;

  const say = (words) => { if (status.textContent !== words) status.textContent = words; };
  const hidden = (key, value) => {
    const box = form.elements.namedItem(key) || form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: key }));
    box.value = value;
  };
  const words = () => {
    const sent = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (typeof value === "string") sent.append(key, value);
    sent.set("draft-path", window.location.pathname);
    sent.set("draft-window", name);
    sent.set("draft-version", version);
    return sent;
  };

  const keep = async (isLast = false) => {
    if (!isChanged || isOver || (isUnderWay && !isLast)) return;
    isChanged = false;
    isUnderWay = true;
    try {
      const answer = await fetch(status.dataset.draftHref, { method: "POST", body: words(), redirect: "manual", keepalive: isLast });
      if (answer.ok) {
        version = String((await answer.json()).version);
        const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
        say(`What you type is kept here until you save it. Last kept at ${time}.`);
      } else if (answer.status === 401) {
        isOver = true;
        say("You are signed out. What you type from now on is not kept: save it, and sign in when you are asked.");
      } else if (answer.status === 409 || answer.status === 400) {
        isOver = true;
        say((await answer.json()).why);
      } else {
        isChanged = true;
        say("What you typed could not be kept. It is tried again in a moment.");
      }
    } catch {
      isChanged = true;
      say("What you typed could not be kept. It is tried again in a moment.");
    }
    isUnderWay = false;
  };

  const timer = window.setInterval(() => keep(), EVERY);
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => {
    window.clearInterval(timer);
    isOver = true;
    hidden("draft-window", name);
    hidden("draft-version", version);
  });
  window.addEventListener("pagehide", () => keep(true));
}
