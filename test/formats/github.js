// Workflow commands: each line is taken apart, and has to be what GitHub's own
// toolkit writes for the parts.  What they say is what the JSON report says.
//
//     github.js TOOLKIT FILE...
'use strict'

const fs = require('fs')
const path = require('path')

const { issueCommand } = require(path.resolve(process.argv[2], 'command.js'))
let failed = false

function say(good, name, complaints = []) {
	for (const line of complaints.slice(0, 10))
		console.log(`# ${line}`)
	console.log(`${good ? 'ok' : 'not ok'} - ${name}`)
	failed = failed || !good
}

// What the toolkit writes to standard output.
function written(command, properties, message) {
	const write = process.stdout.write
	let text = ''
	process.stdout.write = (chunk) => { text += chunk; return true }
	try {
		issueCommand(command, properties, message)
	} finally {
		process.stdout.write = write
	}
	return text
}

function unescapeData(text) {
	return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n')
		.replace(/%25/g, '%')
}

function unescapeProperty(text) {
	return unescapeData(text.replace(/%3A/g, ':').replace(/%2C/g, ','))
}

function takeApart(line) {
	const match = /^::(error|warning|notice) ([^:]*)::([^\r]*)$/.exec(line)
	if (match === null)
		return null
	const properties = {}
	for (const property of match[2].split(',')) {
		const equals = property.indexOf('=')
		properties[property.slice(0, equals)] =
			unescapeProperty(property.slice(equals + 1))
	}
	return { command: match[1], properties,
		message: unescapeData(match[3]) }
}

const KNOWN = ['file', 'line', 'endLine', 'col', 'endColumn', 'title']

function wrong(line) {
	const parts = takeApart(line)
	if (parts === null)
		return 'it is no command'
	if (Object.keys(parts.properties).some((key) => !KNOWN.includes(key)))
		return 'it has a property that there is not'
	if (parts.properties.line !== undefined && !(parts.properties.line >= 1))
		return 'it has no line'
	if (written(parts.command, parts.properties, parts.message) !==
	    line + '\n')
		return 'the toolkit writes it in another way'
	return null
}

function expectedCounts(report) {
	const findings = report.results.flatMap((r) => r.findings)
		.concat(report.findings)
	const open = findings.filter((f) => f.status === 'fail')
	const count = (severity) =>
		open.filter((f) => f.severity === severity).length
	return {
		error: count('error') + report.summary.unreadable,
		warning: count('warning'),
		// What is waived, and the totals at the end.
		notice: count('info') + findings.length - open.length + 1,
	}
}

for (const file of process.argv.slice(3)) {
	const name = path.basename(file, '.github')
	const lines = fs.readFileSync(file, 'utf8').split('\n')
	const bad = lines.slice(0, -1).filter((line) => wrong(line) !== null)
	say(lines.pop() === '' && bad.length === 0,
		`github: ${name} is what the toolkit writes`,
		bad.map((line) => `${wrong(line)}: ${line}`))
	const report = JSON.parse(fs.readFileSync(path.join(path.dirname(file),
		'..', 'json', name + '.json'), 'utf8'))
	const expected = expectedCounts(report)
	const complaints = Object.entries(expected).filter(([command, count]) =>
		lines.filter((line) => line.startsWith(`::${command} `)).length !==
		count).map(([command, count]) => `${command}: not ${count}`)
	say(complaints.length === 0, `github: ${name} has all findings`,
		complaints)
}
process.exit(failed ? 1 : 0)
