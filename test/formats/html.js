// HTML reports by html-validate, and in headless Chromium by axe-core.
//
//     node test/formats/html.js NODE_MODULES REPORT...
"use strict";
const fs = require("fs");
const os = require("os");
const path = require("path");
const [folder, ...files] = process.argv.slice(2);
const modules = path.resolve(folder);
const { HtmlValidate } = require(path.join(modules, "html-validate"));
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = fs.readFileSync(path.join(modules, "axe-core", "axe.min.js"),
    "utf8");

const phone = 360;
const desktop = 1280;
let failures = 0;

function check(what, problems) {
	for (const problem of problems.slice(0, 10))
		console.log(`# ${problem}`);
	console.log(`${problems.length === 0 ? "ok" : "not ok"} - ${what}`);
	failures += problems.length !== 0;
}

// --- the validator ----------------------------------------------------------

const validator = new HtmlValidate({
	root: true,
	extends: ["html-validate:recommended", "html-validate:a11y"],
});

async function faults(text) {
	const report = await validator.validateString(text);
	return report.results.flatMap((result) => result.messages.map((m) =>
	    `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

// The validator takes four times as long over a page that is twice as long: a
// page of many sections goes to it in pieces, each of which is a page.
const together = 4;

function pieces(text) {
	const sections = text.match(/<article [^]*?<\/article>\n/g) || [];
	if (sections.length <= together)
		return [text];
	const start = text.indexOf(sections[0]);
	const behind = text.lastIndexOf("</article>\n") + "</article>\n".length;
	const main = "<main id=\"main\">\n";
	const before = text.slice(0, text.indexOf(main)) + main;
	const all = [text.slice(0, start) + text.slice(behind)];
	for (let i = 0; i < sections.length; i += together)
		all.push(before + sections.slice(i, i + together).join("") +
		    "</main></body></html>\n");
	return all;
}

async function allFaults(text) {
	const found = [];
	for (const piece of pieces(text))
		found.push(...await faults(piece));
	return found;
}

// --- the browser ------------------------------------------------------------

const options = ["--no-sandbox", "--disable-gpu", "--disable-quic",
	"--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

// A page, and what the browser has to say against it or would fetch for it.
async function open(context, file) {
	const page = await context.newPage();
	const said = [];
	const url = `file://${path.resolve(file)}`;
	page.on("console", (message) => said.push(message.text()));
	page.on("pageerror", (error) => said.push(String(error)));
	page.on("request", (request) => {
		if (request.url() !== url)
			said.push(`fetches ${request.url()}`);
	});
	await page.goto(url);
	return { page, said };
}

async function overflow(page) {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const wide = [...document.querySelectorAll("body *")].filter(
		    (e) => !e.closest(".skip") &&
		    e.getBoundingClientRect().right > width + 1);
		return wide.slice(0, 3).map((e) => `beyond ${width}: ` +
		    `${e.tagName} ${e.textContent.slice(0, 60)}`);
	});
}

// Ids that are not unique, and links within the page that lead nowhere.
async function anchors(page) {
	return page.evaluate(() => {
		const ids = [...document.querySelectorAll("[id]")].map(
		    (e) => e.id);
		const links = [...document.querySelectorAll("a[href^='#']")];
		return [...ids.filter((id, i) => ids.indexOf(id) !== i),
		    ...links.map((a) => a.getAttribute("href")).filter(
		        (href) => !ids.includes(href.slice(1)))];
	});
}

async function violations(page) {
	await page.evaluate(axe);
	const report = await page.evaluate(() =>
	    globalThis.axe.run({ resultTypes: ["violations"] }));
	return report.violations.flatMap((violation) => violation.nodes.map(
	    (node) => `${violation.id}: ${node.html.slice(0, 100)}`));
}

// On a phone by night and on a screen by day, with everything unfolded.  Long
// pages repeat what short ones have: axe-core, which takes seconds for them,
// sees them once, and the longest not at all.
const short = 60000;
const long = 300000;

async function look(context, file, text) {
	const name = `html: ${path.basename(file)}`;
	const { page, said } = await open(context, file);
	await page.evaluate(() => document.querySelectorAll("details").forEach(
	    (details) => { details.open = true; }));
	check(`${name} has anchors that lead somewhere`, await anchors(page));
	await page.setViewportSize({ width: phone, height: 800 });
	await page.emulateMedia({ colorScheme: "dark" });
	check(`${name} fits on a phone`, await overflow(page));
	if (text.length < long)
		check(`${name} by axe, dark`, await violations(page));
	await page.setViewportSize({ width: desktop, height: 800 });
	await page.emulateMedia({ colorScheme: "light" });
	check(`${name} fits on a screen`, await overflow(page));
	if (text.length < short)
		check(`${name} by axe, light`, await violations(page));
	check(`${name} is nothing that the browser speaks against`, said);
	await page.close();
}

// --- that the checks can fail -----------------------------------------------

async function refuse(browser, text, folder) {
	const file = path.join(folder, "broken.html");
	const context = await browser.newContext({
		viewport: { width: phone, height: 800 } });
	fs.writeFileSync(file, text
	    .replace("<h1>", "<script>1</script><p style=\"width:999px\">x</p>" +
	        "<p style=\"color:#eee\">x</p><img src=\"a.png\"><h1>"));
	const { page, said } = await open(context, file);
	const refused = (what) => said.some((line) => line.includes(what));
	check("html: the policy refuses scripts", refused("Executing inline script")
	    ? [] : said);
	check("html: the policy refuses inline styles",
	    refused("Applying inline style") ? [] : said);
	check("html: the policy refuses images", refused("a.png") ? [] : said);
	check("html: axe refuses an image without a name",
	    (await violations(page)).some((line) => /^image-alt/.test(line)) ?
	        [] : ["it did not"]);
	await page.evaluate(() => {
		document.querySelector("h1").style.width = "999px";
	});
	check("html: what is too wide is noticed",
	    (await overflow(page)).length > 0 ? [] : ["it was not"]);
	check("html: the validator refuses what is wrong",
	    (await faults(text.replace("</main>", ""))).length > 0 ? [] :
	        ["it did not"]);
	await context.close();
}

async function main() {
	const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "html-"));
	const browser = await chromium.launch({
		executablePath: "/usr/bin/chromium", args: options });
	const context = await browser.newContext();
	try {
		for (const file of files) {
			const text = fs.readFileSync(file, "utf8");
			check(`html: ${path.basename(file)} is valid`,
			    await allFaults(text));
			await look(context, file, text);
		}
		await refuse(browser, fs.readFileSync(files[0], "utf8"),
		    scratch);
	} finally {
		await browser.close();
		fs.rmSync(scratch, { recursive: true });
	}
	process.exit(failures > 0 ? 1 : 0);
}

main().catch((error) => {
	console.log(`# ${error.stack}`);
	console.log("not ok - html: the checks ran");
	process.exit(1);
});
