/** Plants the faults that the house's rules are there for: a rule that no longer bites fails here. */
import { cruise, type IReporterOutput } from 'dependency-cruiser';
import { Linter } from 'eslint';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript-eslint';
import { afterAll, describe, expect, test } from 'vitest';
import { houseRules } from '../../scripts/lint/house-rules.js';
import { tableOwners } from '../../scripts/lint/table-owners.js';

const linter = new Linter({ cwd: resolve('.') });

function complaints(filename: string, code: string): (string | null)[] {
	const config = [
		{ files: ['**/*.ts'], languageOptions: { parser: ts.parser as Linter.Parser } },
		...houseRules,
	];
	return linter.verify(code, config, { filename: resolve(filename) }).map((message) => message.ruleId);
}

describe('lint', () => {
	const faults: [string, string, string, string][] = [
		['another room’s table', 'src/orders/server/x.ts', `tx.updateTable('stock').set({})`, 'table-ownership'],
		[
			'another room’s table in SQL',
			'src/orders/server/x.ts',
			'sql`update stock set x = 1`',
			'table-ownership',
		],
		['a table without an owner', 'src/orders/server/x.ts', `tx.insertInto('carts')`, 'table-ownership'],
		['a table by variable', 'src/orders/server/x.ts', `tx.deleteFrom(name)`, 'table-ownership'],
		['rewriting the audit log', 'src/activity/server/x.ts', `tx.updateTable('audit_log')`, 'table-ownership'],
		['writing from a route', 'src/routes/x.ts', `db.insertInto('users')`, 'table-ownership'],
		[
			'a second door to MySQL',
			'src/orders/server/x.ts',
			`import mysql from 'mysql2/promise';`,
			'vendor-door',
		],
		['Lucia elsewhere', 'src/routes/x.ts', `import { Lucia } from 'lucia';`, 'vendor-door'],
		['a lazily imported vendor', 'src/orders/server/x.ts', `await import('bullmq');`, 'vendor-door'],
		['a drawer for everything', 'src/orders/utils.ts', 'export {};', 'names'],
		['a barrel', 'src/orders/index.ts', 'export {};', 'names'],
		['a manager', 'src/orders/server/x.ts', 'class OrderManager {}', 'names'],
		['camelCase', 'src/orders/placeOrder.ts', 'export {};', 'names'],
	];
	test.each(faults)('catches %s', (_, file, code, rule) => {
		expect(complaints(file, code)).toEqual([`house/${rule}`]);
	});

	const syntax: [string, string, string][] = [
		['the environment read elsewhere', 'src/orders/server/x.ts', `process.env['PORT'];`],
		['raw SQL', 'src/orders/server/x.ts', 'sql.raw(text);'],
		['literal SQL', 'src/testing/x.ts', 'sql.lit(text);'],
		['a column by variable', 'src/orders/server/x.ts', 'db.dynamic.ref(text);'],
		['an enum', 'src/orders/x.ts', 'enum Status { Placed }'],
	];
	test.each(syntax)('catches %s', (_, file, code) => {
		expect(complaints(file, code)).toEqual(['no-restricted-syntax']);
	});

	test('catches a file of 301 lines', () => {
		expect(complaints('src/orders/x.ts', '\n'.repeat(300) + 'export {};')).toEqual(['max-lines']);
	});

	test('lets the owner write, and others take types', () => {
		expect(complaints('src/inventory/server/steps.ts', `tx.updateTable('stock').set({})`)).toEqual([]);
		expect(complaints('src/activity/server/steps.ts', `tx.insertInto('audit_log')`)).toEqual([]);
		expect(complaints('src/events/server/wake.ts', `import type { Redis } from 'ioredis';`)).toEqual([]);
		expect(complaints('src/lib/server/db.ts', 'sql.raw(text);')).toEqual([]);
	});

	test('knows an owner for every table there is', async () => {
		const tables = await readFile('src/lib/server/tables.ts', 'utf8');
		const names = [...(/interface DB \{([^}]*)\}/.exec(tables)?.[1] ?? '').matchAll(/(\w+):/g)];
		expect(names.map(([, name]) => name).sort()).toEqual(Object.keys(tableOwners).sort());
	});
});

test('no migration gives a unique key and a check one name, which MariaDB refuses', async () => {
	const files = await readdir('migrations');
	const texts = await Promise.all(files.map((file) => readFile(join('migrations', file), 'utf8')));
	const twice = texts.flatMap((text) => {
		const checks = [...text.matchAll(/constraint (\w+) check/g)].map(([, name]) => name);
		return checks.filter((name) => new RegExp(`unique (key|index) ${name}\\b`).test(text));
	});
	expect(twice).toEqual([]);
});

describe('imports', async () => {
	const house = await mkdtemp(join(tmpdir(), 'marketday-stairs-'));
	afterAll(() => rm(house, { recursive: true }));
	const files: Record<string, string> = {
		'package.json': JSON.stringify({ type: 'module', imports: { '#*': './src/*' } }),
		'src/accounts/actor.ts': `import '#accounts/circle.ts';`,
		'src/accounts/circle.ts': `import '#accounts/actor.ts';`,
		'src/accounts/server/steps.ts': `export const step = 1; import '#orders/order.ts';`,
		'src/accounts/server/register.ts': `export const register = 1; import '@sveltejs/kit';`,
		'src/orders/order.ts': `export const order = 1;`,
		'src/orders/front.ts': `import { step } from '#accounts/server/steps.ts'; step;`,
		'src/orders/server/place-order.ts': `import '#accounts/server/register.ts'; import '#accounts/server/steps.ts';`,
		'src/lib/money.ts': `import '#orders/order.ts';`,
		'src/routes/edge/guard.ts': `import '#orders/server/place-order.ts';`,
		'src/orders/server/lost.ts': `import '#routes/edge/guard.ts'; import './nowhere.ts';`,
		'src/orders/server/barrel.ts': `import './parts/index.ts';`,
		'src/orders/server/parts/index.ts': `export const part = 1;`,
		'workers/main.ts': `import '#orders/server/place-order.ts';`,
		'src/orders/server/up.ts': `import '../../../workers/main.ts';`,
	};
	for (const [path, code] of Object.entries(files)) {
		await mkdir(dirname(join(house, path)), { recursive: true });
		await writeFile(join(house, path), code);
	}
	await symlink(resolve('node_modules'), join(house, 'node_modules'));
	const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
	const result: IReporterOutput = await cruise(['src', 'workers'], {
		...options,
		ruleSet: { forbidden },
		validate: true,
		baseDir: house,
	});
	if (typeof result.output === 'string') throw new Error(result.output);
	const broken = result.output.summary.violations.map(
		({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
	);

	const faults = [
		'no-circles: src/accounts/actor.ts → src/accounts/circle.ts',
		'stairs-of-accounts: src/accounts/server/steps.ts → src/orders/order.ts',
		'no-server-in-front: src/orders/front.ts → src/accounts/server/steps.ts',
		'other-rooms-by-queries-or-steps: src/orders/server/place-order.ts → src/accounts/server/register.ts',
		'lib-knows-no-business: src/lib/money.ts → src/orders/order.ts',
		'nobody-imports-routes: src/orders/server/lost.ts → src/routes/edge/guard.ts',
		'nothing-unresolved: src/orders/server/lost.ts → ./nowhere.ts',
		'no-barrels: src/orders/server/barrel.ts → src/orders/server/parts/index.ts',
		'nobody-imports-workers: src/orders/server/up.ts → workers/main.ts',
	];
	test.each(faults)('catches %s', (fault) => {
		expect(broken).toContain(fault);
	});

	test('catches SvelteKit behind the counter', () => {
		expect(broken.filter((fault) => fault.startsWith('no-kit-behind-the-counter'))).toHaveLength(1);
	});

	test('lets routes and workers call commands', () => {
		expect(broken.filter((fault) => / (src\/routes\/edge\/guard|workers\/main)\.ts →/.test(fault))).toEqual(
			[],
		);
	});
});
