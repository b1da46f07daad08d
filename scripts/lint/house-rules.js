/** The house's own lint rules: who writes which table, where vendors come in, what things may be called. */
import { basename, relative } from 'node:path';
import { appendOnly, tableOwners } from './table-owners.js';
import { vendorDoors } from './vendor-doors.js';

/** @typedef {import('eslint').Rule.RuleModule} RuleModule */

/** @param {import('eslint').Rule.RuleContext} context */
const pathOf = (context) => relative(context.cwd, context.filename).replaceAll('\\', '/');

/** Tests and benches plant what they need, also what no room would write. @param {string} path */
const isTrial = (path) => /\.test\.ts$|^(src\/testing|tests|bench|migrations|scripts)\//.test(path);

const ADDS = ['insertInto'];
const WRITES = [...ADDS, 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'];
const WRITES_IN_SQL =
	/\b(insert\s+(?:ignore\s+)?into|update|delete\s+from|replace\s+into|truncate(?:\s+table)?)\s+`?(\w+)/gi;

/** @type {RuleModule} */
const tableOwnership = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			foreign: 'The table {{table}} belongs to {{owner}}/: call a step of that room.',
			unknown: 'The table {{table}} has no owner: name one in scripts/lint/table-owners.js.',
			appended: 'Rows of {{table}} are only ever added.',
			hidden: 'Name the table that is written, so that its owner can be checked.',
		},
	},
	create(context) {
		const path = pathOf(context);
		if (isTrial(path)) return {};
		const room = /^src\/([^/]+)\//.exec(path)?.[1];
		/** @type {Map<string, string>} */
		const owners = new Map(Object.entries(tableOwners));

		/** @param {import('estree').Node} node @param {string} table @param {boolean} adds */
		function check(node, table, adds) {
			const owner = owners.get(table);
			if (!owner) context.report({ node, messageId: 'unknown', data: { table } });
			else if (owner !== room) context.report({ node, messageId: 'foreign', data: { table, owner } });
			else if (!adds && appendOnly.includes(table))
				context.report({ node, messageId: 'appended', data: { table } });
		}

		return {
			CallExpression(node) {
				if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier') return;
				const name = node.callee.property.name;
				if (!WRITES.includes(name)) return;
				const table = node.arguments[0];
				if (table?.type === 'Literal' && typeof table.value === 'string')
					check(table, table.value.split(/\s/)[0] ?? '', ADDS.includes(name));
				else context.report({ node, messageId: 'hidden' });
			},
			TaggedTemplateExpression(node) {
				if (node.tag.type !== 'Identifier' || node.tag.name !== 'sql') return;
				for (const { value } of node.quasi.quasis)
					for (const [, verb = '', table = ''] of value.raw.matchAll(WRITES_IN_SQL))
						if (owners.has(table)) check(node, table, verb.toLowerCase().startsWith('insert'));
			},
		};
	},
};

/** @type {RuleModule} */
const vendorDoor = {
	meta: {
		type: 'problem',
		schema: [],
		messages: { door: '{{vendor}} comes in by {{doors}} alone.' },
	},
	create(context) {
		const path = pathOf(context);
		if (/^scripts\/|\.test\.ts$/.test(path)) return {};

		/** @param {import('estree').Node} node @param {unknown} source @param {boolean} onlyTypes */
		function check(node, source, onlyTypes) {
			for (const { vendor, doors, types } of vendorDoors) {
				if (source !== vendor && !String(source).startsWith(`${vendor}/`)) continue;
				if ((onlyTypes && types) || doors.some((door) => path.startsWith(door))) continue;
				context.report({ node, messageId: 'door', data: { vendor, doors: doors.join(', ') } });
			}
		}

		return {
			ImportDeclaration: (node) =>
				check(node, node.source.value, 'importKind' in node && node.importKind === 'type'),
			ImportExpression: (node) => check(node, node.source.type === 'Literal' ? node.source.value : '', false),
			ExportNamedDeclaration: (node) => node.source && check(node, node.source.value, false),
			ExportAllDeclaration: (node) => check(node, node.source.value, false),
		};
	},
};

/** @type {RuleModule} */
const names = {
	meta: {
		type: 'problem',
		schema: [],
		messages: {
			file: '“{{name}}” says nothing of what is inside: name the file for its deed or its thing.',
			kebab: 'Files are kebab-case, Svelte components PascalCase.',
			type: '“{{name}}”: name it for what it is or does.',
		},
	},
	create(context) {
		const path = pathOf(context);
		const name = basename(path);
		const own = /^(src|workers|scripts|bench)\//.test(path) && !/^src\/routes\/|\.d\.ts$/.test(path);

		/** @param {import('estree').Class} node */
		function checkClass(node) {
			if (/(Service|Manager|Helper)$/.test(node.id?.name ?? ''))
				context.report({ node, messageId: 'type', data: { name: node.id?.name ?? '' } });
		}

		return {
			Program(node) {
				if (/^(utils?|helpers?|misc|common|index)\.(svelte\.)?(ts|js)$/.test(name))
					context.report({ node, messageId: 'file', data: { name } });
				else if (own && !/^([a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|js)|[A-Z][A-Za-z0-9]*\.svelte)$/.test(name))
					context.report({ node, messageId: 'kebab' });
			},
			ClassDeclaration: checkClass,
			ClassExpression: checkClass,
		};
	},
};

/** @type {import('eslint').ESLint.Plugin} */
export const house = {
	rules: { 'table-ownership': tableOwnership, 'vendor-door': vendorDoor, names },
};

const environment = {
	selector: "MemberExpression[object.name='process'][property.name='env']",
	message: 'Only src/lib/server/env.ts reads the environment.',
};
const rawSql = [
	{
		selector: "MemberExpression[object.name='sql'][property.name=/^(raw|lit|literal)$/]",
		message: 'Unescaped SQL: bind the value instead.',
	},
	{
		selector: "MemberExpression[object.property.name='dynamic'][property.name=/^(ref|table)$/]",
		message: 'A column named by a variable: choose from a list of names.',
	},
	{
		selector: "MemberExpression[object.name='dynamic'][property.name=/^(ref|table)$/]",
		message: 'A column named by a variable: choose from a list of names.',
	},
];
const erasable = [
	{ selector: 'TSEnumDeclaration', message: 'No enums: a union of literals, or an object `as const`.' },
	{ selector: 'TSModuleDeclaration[kind="namespace"]', message: 'No namespaces: a file is one.' },
	{ selector: 'TSParameterProperty', message: 'No parameter properties: Node runs this code as it stands.' },
];

const ENVIRONMENT_DOORS = [
	'src/lib/server/env.ts',
	'src/testing/**',
	'scripts/**',
	'bench/**',
	'tests/**',
	'*.config.{js,ts}',
];

/** @type {import('eslint').Linter.Config[]} */
export const houseRules = [
	{
		plugins: { house },
		rules: {
			'house/table-ownership': 'error',
			'house/vendor-door': 'error',
			'house/names': 'error',
			'max-lines': ['error', { max: 300 }],
			'no-restricted-imports': [
				'error',
				{
					paths: [
						{ name: '$app/stores', message: 'Use $app/state.' },
						{ name: 'process', message: 'Use the global, which the environment rule can see.' },
						{ name: 'node:process', message: 'Use the global, which the environment rule can see.' },
					],
				},
			],
			'no-restricted-syntax': ['error', environment, ...rawSql, ...erasable],
		},
	},
	{ files: ENVIRONMENT_DOORS, rules: { 'no-restricted-syntax': ['error', ...rawSql, ...erasable] } },
	{
		files: ['src/lib/server/db.ts'],
		rules: { 'no-restricted-syntax': ['error', environment, ...erasable] },
	},
	{ files: ['src/app.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
];
