// What Firefox shows of pages: node firefox.mjs FIREFOX, with [[address, selector to click or ""] …] as JSON on its
// standard input, gives for each {status, trouble, hits, marks, steps, foreign, problems} as JSON on its standard output.
import puppeteer from "puppeteer-core";

const WAIT = 15000;
const READ = () => ({
  status: document.querySelector("[data-part=status]")?.textContent ?? "",
  trouble: document.querySelector("[data-part=trouble]")?.textContent ?? "",
  hits: [...document.querySelectorAll(".hit h2 a")].map((link) => link.textContent),
  marks: [...document.querySelectorAll("mark.found")].map((mark) => mark.textContent),
  foreign: document.querySelectorAll("main img, main [onerror], main script:not([src])").length,
  steps: document.querySelector(".steps")?.textContent ?? "",
});

async function until(page, ready) {
  for (const end = Date.now() + WAIT; ; await new Promise((next) => setTimeout(next, 50))) {
    const read = await page.evaluate(READ).catch(() => null); // it may just be on its way to another page
    if ((read && ready(read)) || Date.now() > end) return read;
  }
}

let input = "";
for await (const part of process.stdin) input += part;
const browser = await puppeteer.launch({ browser: "firefox", executablePath: process.argv[2], headless: true });
const seen = [];
for (const [address, click] of JSON.parse(input)) {
  const page = await browser.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(address);
  let read = await until(page, (now) => now.status.includes("篇") || now.trouble);
  if (click) {
    await page.click(click);
    read = await until(page, (now) => now.steps);
  }
  seen.push({ ...read, problems });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(seen));
