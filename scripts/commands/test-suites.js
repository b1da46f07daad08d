import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { start } from '../processes/spawn.js';
import { at, data } from '../paths.js';
import { bold } from '../terminal/paint.js';

/** @typedef {{ name: string, passed: number, failed: number, skipped: number }} Tally */
/** @typedef {Record<string, string | undefined>} Env */

/** @param {Env} env @param {string[]} filters @returns {Promise<Tally>} */
export async function runVitest(env, filters) {
	const report = freshReport('vitest');
	const args = [
		'run',
		'--passWithNoTests',
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${report}`,
		...filters,
	];
	return suite('Vitest', report, { args: [at('node_modules/vitest/vitest.mjs'), ...args], env }, countVitest);
}

/** @param {Env} env @param {string[]} filters @returns {Promise<Tally>} */
export async function runPlaywright(env, filters) {
	if (!existsSync(at('playwright.config.ts')))
		return { name: 'Playwright', passed: 0, failed: 0, skipped: 0 };
	const report = freshReport('playwright');
	const args = ['test', '--pass-with-no-tests', '--reporter=list,json', ...filters];
	const command = {
		args: [at('node_modules/@playwright/test/cli.js'), ...args],
		env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
	};
	return suite('Playwright', report, command, countPlaywright);
}

/**
 * @param {string} name
 * @param {string} report where the runner writes its JSON
 * @param {{ args: string[], env: Env }} command
 * @param {(report: any) => Omit<Tally, 'name'>} count
 * @returns {Promise<Tally>}
 */
async function suite(name, report, command, count) {
	console.log(`\n  ${bold(name)}\n`);
	const code = await start({ command: process.execPath, grace: 20_000, ...command }).ended;
	if (!existsSync(report)) {
		if (code !== 0) console.log(`  ${name} ended with exit ${code} and without a report.`);
		return { name, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
	}
	const tally = { name, ...count(JSON.parse(readFileSync(report, 'utf8'))) };
	// A runner that fails outside any test (an unhandled rejection, a broken set-up) fails the run all the same.
	if (code !== 0 && tally.failed === 0) tally.failed = 1;
	return tally;
}

/** @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report */
function countVitest(report) {
	const brokenFiles = report.testResults.filter(
		(file) => file.status === 'failed' && file.assertionResults.length === 0,
	);
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + brokenFiles.length,
		skipped: report.numPendingTests + report.numTodoTests,
	};
}

/** @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report */
function countPlaywright({ stats, errors }) {
	return {
		passed: stats.expected + stats.flaky,
		failed: stats.unexpected + errors.length,
		skipped: stats.skipped,
	};
}

/** @param {string} name */
function freshReport(name) {
	const file = data('reports', `${name}.json`);
	mkdirSync(path.dirname(file), { recursive: true });
	rmSync(file, { force: true });
	return file;
}
