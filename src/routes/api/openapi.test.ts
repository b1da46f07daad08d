import { expect, test } from 'vitest';
import { apiRoutes } from '../edge/api-routes.ts';
import { METHODS, openApiDocument } from '../edge/openapi.ts';

type Operation = {
	operationId: string;
	parameters: { name: string; in: string; required: boolean; schema: object }[];
	responses: Record<string, { description: string; content?: object }>;
};
const files = import.meta.glob('./**/+server.ts', { eager: true }) as Record<string, Record<string, unknown>>;
const document = openApiDocument(await apiRoutes(), 'https://market.example') as {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: object };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

test('every method of every file under /api is in it', () => {
	for (const [file, module] of Object.entries(files)) {
		if (file.includes('[...unknown]')) continue;
		const path = `/api/${file.slice(2, -'/+server.ts'.length)}`.replace(/\[([^\]]+)\]/g, '{$1}');
		const own = METHODS.filter((method) => method in module);
		expect([path, own.length > 0]).toEqual([path, true]);
		for (const method of own)
			expect([path, method, document.paths[path]?.[method.toLowerCase()] !== undefined]).toEqual([
				path,
				method,
				true,
			]);
	}
});

test('the routes of the plan are there', () => {
	const names = operations.map((operation) => operation.name);
	for (const wanted of [
		'post /api/register',
		'post /api/login',
		'post /api/logout',
		'get /api/products',
		'post /api/products',
		'get /api/products/{id}',
		'put /api/products/{id}',
		'delete /api/products/{id}',
		'get /api/orders',
		'post /api/orders',
		'get /api/orders/{id}',
		'get /api/activity',
		'get /api/openapi.json',
	])
		expect(names).toContain(wanted);
});

test.each(operations)('is well-formed: $name', ({ path, operation }) => {
	const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
	const given = operation.parameters.filter((one) => one.in === 'path');
	expect(given.map((one) => one.name)).toEqual(wanted);
	expect(given.every((one) => one.required)).toBe(true);
	expect(Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status))).toBe(true);
	for (const [status, response] of Object.entries(operation.responses)) {
		expect(status).toMatch(/^([1-5]\d\d|default)$/);
		expect(response.description).not.toBe('');
	}
});

test('every operation has a name of its own, and every reference leads somewhere', () => {
	const ids = operations.map(({ operation }) => operation.operationId);
	expect(new Set(ids).size).toBe(ids.length);
	const text = JSON.stringify(document);
	const references = [...text.matchAll(/"\$ref":"(.*?)"/g)].map((match) => match[1]!);
	expect(references.length).toBeGreaterThan(0);
	for (const reference of new Set(references)) expect(reference).toBe('#/components/schemas/Problem');
	// Nothing was lost that JSON cannot carry.
	expect(JSON.parse(text)).toEqual(document);
});
