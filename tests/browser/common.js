// common.js – what the browser tests share: the built site, its pages, the
// browser, and the end: findings are printed, each with its page, and the
// status is 1 if there is any.
//
// SITE names the folder (default: site/ of the repository). Packages come from
// package.json, the browser from the system.
"use strict";
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const root = path.resolve(__dirname, "../..");
const site = path.resolve(root, process.env.SITE || "site");

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** All pages below the site's folder, as paths relative to it, sorted. */
function pages() {
  if (!fs.existsSync(path.join(site, "index.html"))) {
    console.log(`${site}: no index.html; run "make manual" first`);
    process.exit(1);
  }
  return fs
    .readdirSync(site, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .sort();
}

/** The kind of a page: what its body's class says after "kind-"; the standalone
 * worksheets are a kind of their own. */
function kindOf(name) {
  const text = fs.readFileSync(path.join(site, name), "utf8");
  const found = /<body[^>]*\bclass="[^"]*\bkind-([a-z-]+)/.exec(text);
  if (found) return found[1];
  return name.startsWith("worksheets/") ? "sheet" : "other";
}

/** One page of each kind: Map of kind to page. */
function onePerKind() {
  const kinds = new Map();
  for (const name of pages()) {
    const kind = kindOf(name);
    if (!kinds.has(kind)) kinds.set(kind, name);
  }
  return kinds;
}

const url = (name) => pathToFileURL(path.join(site, name)).href;

function launch() {
  const args = ["--disable-gpu", "--disable-dev-shm-usage"];
  if (process.getuid() === 0) args.push("--no-sandbox");
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args,
  });
}

const findings = [];
const report = (text) => findings.push(text);

/** Runs the test with a browser and ends the process. */
async function run(test) {
  const browser = await launch();
  let done = "";
  try {
    done = await test(browser);
  } catch (error) {
    report(`the test itself failed: ${error.stack}`);
  }
  await browser.close();
  for (const text of findings) console.log(text);
  console.log(`${done}: ${findings.length} findings`);
  process.exit(findings.length ? 1 : 0);
}

module.exports = {
  desktop, kindOf, onePerKind, pages, phone, report, run, site, url,
};
