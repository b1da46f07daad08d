// npm run check: everything that can be said about the code without running it.
import { readFileSync } from 'node:fs';
import { live } from '../processes/lifetime.js';
import { run } from '../processes/run.js';
import { at, logFile } from '../paths.js';
import { bold, green, red } from '../terminal/paint.js';
import { explain, step } from '../terminal/steps.js';

/** @type {{ title: string, name: string, bin: string, args: string[] }[]} longest first */
const checks = [
	{
		title: 'Types',
		name: 'svelte-check',
		bin: 'svelte-check',
		args: ['--fail-on-warnings', '--tsconfig', 'tsconfig.json'],
	},
	{ title: 'Rules (eslint)', name: 'eslint', bin: 'eslint', args: ['--max-warnings', '0', '.'] },
	{
		title: 'Imports (dependency-cruiser)',
		name: 'depcruise',
		bin: 'dependency-cruiser',
		args: ['src', 'workers', 'migrations'],
	},
	{ title: 'Formatting (prettier)', name: 'prettier', bin: 'prettier', args: ['--check', '.'] },
];

await live(async () => {
	console.log(`\n  ${bold('Marketday')} · check\n`);
	await step('SvelteKit’s own types', () =>
		run({
			command: process.execPath,
			args: [binary('@sveltejs/kit', 'svelte-kit'), 'sync'],
			log: logFile('sync'),
			what: 'svelte-kit sync',
		}),
	);
	/** @type {string[]} */
	const failed = [];
	const queue = [...checks];
	// Two at a time: each of the larger ones fills a core and a gigabyte.
	await Promise.all([takeTurns(), takeTurns()]);
	console.log('');
	if (failed.length) console.log(`  ${red('✖')} ${failed.join(', ')}\n`);
	else console.log(`  ${green('✔')} All ${checks.length} checks are clean.\n`);
	return failed.length ? 1 : 0;

	async function takeTurns() {
		for (let check = queue.shift(); check; check = queue.shift()) await one(check);
	}

	/** @param {typeof checks[number]} check */
	async function one({ title, name, bin, args }) {
		const began = Date.now();
		try {
			await run({
				command: process.execPath,
				args: ['--max-old-space-size=3072', binary(bin, name), ...args],
				env: { FORCE_COLOR: undefined, NO_COLOR: '1' },
				log: logFile(`check-${name}`),
				what: name,
			});
			console.log(`  ${green('✔')} ${title}  ${seconds(began)}`);
		} catch (error) {
			failed.push(title);
			console.log(`  ${red('✖')} ${title}  ${seconds(began)}`);
			// The whole of it, not its tail: the first error is often the one that matters.
			console.log(
				readFileSync(logFile(`check-${name}`), 'utf8')
					.trim()
					.split('\n')
					.slice(0, 400)
					.map((line) => `    ${line}`)
					.join('\n'),
			);
			if (!(error instanceof Error)) explain(error);
		}
	}
});

/** @param {number} began */
function seconds(began) {
	return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}

/** The script behind a package's command, so that it runs under this very Node. @param {string} name @param {string} bin */
function binary(name, bin) {
	const { bin: bins } = JSON.parse(readFileSync(at('node_modules', name, 'package.json'), 'utf8'));
	const file = typeof bins === 'string' ? bins : bins[bin];
	return at('node_modules', name, file);
}
