/**
 * The OpenAPI 3.1 document, made from the definitions that the endpoints check requests by: a route that is not in it cannot be,
 * and a field that it does not name is refused.
 */
import { z } from 'zod';
import { refusals, type RefusalCode } from '#lib/refusal.ts';
import type { Endpoint, EndpointDefinition } from './endpoint.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof METHODS)[number];
export type Route = { path: string; method: Method; definition: EndpointDefinition };

type Json = Record<string, unknown>;

/** Every endpoint under /api, by path and then method. `modules` maps files such as `../api/orders/[id]/+server.ts`. */
export function routesOf(modules: Record<string, unknown>): Route[] {
	const routes: Route[] = [];
	for (const [file, module] of Object.entries(modules)) {
		const path = `/api${/\/api(\/.*|)\/\+server\.ts$/.exec(file)?.[1] ?? ''}`;
		for (const method of METHODS) {
			const handler = (module as Record<string, Partial<Endpoint> | undefined>)[method];
			if (handler?.definition) routes.push({ path: inBraces(path), method, definition: handler.definition });
		}
	}
	return routes.sort(
		(one, other) =>
			one.path.localeCompare(other.path) || METHODS.indexOf(one.method) - METHODS.indexOf(other.method),
	);
}

/** `/api/orders/[id]` as OpenAPI writes it: `/api/orders/{id}`. */
const inBraces = (path: string) => path.replace(/\[(?:\.\.\.)?([^\]=]+)(?:=[^\]]*)?\]/g, '{$1}');

export function openApiDocument(routes: Route[], server: string): Json {
	const paths: Record<string, Json> = {};
	for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Marketday',
			version: '1',
			summary: 'A marketplace for handmade goods on which everything is live',
			description: `Money is \`{ amount, currency }\` in minor units. Times are ISO 8601 UTC. Refusals are RFC 9457 problem details with a stable \`code\`; the readable page is ${server}/api. Who works in several shops says in which by the header \`Marketday-Shop: <shop id>\`.`,
			license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
		},
		servers: [{ url: server }],
		tags: [...new Set(routes.map((route) => route.definition.tag))].map((name) => ({ name })),
		paths,
		components: {
			securitySchemes: {
				token: { type: 'http', scheme: 'bearer', description: 'An API token, made on your account page' },
				session: { type: 'apiKey', in: 'cookie', name: 'marketday_session' },
			},
			schemas: { Problem: problemSchema },
		},
	};
}

function operation({ method, path, definition }: Route): Json {
	const { summary, tag, who, params, query, body, answers, idempotent } = definition;
	return {
		operationId: operationId(method, path),
		summary,
		tags: [tag],
		security: who === 'anyone' ? [] : [{ token: [] }, { session: [] }],
		parameters: [
			...parametersOf(params, 'path', pathNames(path)),
			...parametersOf(query, 'query', []),
			...(idempotent ? [idempotencyKey] : []),
		],
		...(body && {
			requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
		}),
		responses: {
			...Object.fromEntries(
				Object.entries(answers).map(([status, { description, schema }]) => [
					status,
					{
						description,
						...(schema && { content: { 'application/json': { schema: schemaOf(schema, 'output') } } }),
					},
				]),
			),
			...refusalsByStatus(refusalsOf(definition)),
			default: { description: 'Any other refusal, or a fault of ours', content: problemContent },
		},
	};
}

const operationId = (method: Method, path: string) =>
	[method.toLowerCase(), ...path.split('/').slice(2)].join('_').replace(/[{}]/g, '').replace(/\W/g, '_');

const pathNames = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** Whatever the definition says, and what each endpoint with such a definition may refuse. */
export function refusalsOf(definition: EndpointDefinition): RefusalCode[] {
	const { who, params, query, body, idempotent, refuses = [] } = definition;
	const all = new Set<RefusalCode>(refuses);
	if (who !== 'anyone') all.add('not_signed_in');
	if (who === 'admin' || params) all.add('not_found');
	if (query || body) all.add('invalid_input');
	if (body)
		for (const code of ['malformed_body', 'unsupported_media_type', 'body_too_large'] as const) all.add(code);
	if (idempotent) for (const code of ['in_progress', 'key_reused'] as const) all.add(code);
	return [...all].sort((one, other) => refusals[one].status - refusals[other].status);
}

function refusalsByStatus(codes: RefusalCode[]): Json {
	const answers: Record<string, { description: string; content: Json }> = {};
	for (const code of codes) {
		const { status, title } = refusals[code];
		const line = `\`${code}\`: ${title}`;
		const known = answers[status];
		answers[status] = {
			description: known ? `${known.description}; ${line}` : line,
			content: problemContent,
		};
	}
	return answers;
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query', names: string[]): Json[] {
	const shape = schema ? schemaOf(schema, 'input') : {};
	const properties = (shape['properties'] ?? {}) as Record<string, Json>;
	const required = new Set((shape['required'] ?? []) as string[]);
	return [...new Set([...names, ...Object.keys(properties)])].map((name) => ({
		name,
		in: place,
		required: place === 'path' || required.has(name),
		schema: properties[name] ?? { type: 'string' },
	}));
}

/**
 * What cannot be written as JSON Schema (a refinement, a transformation) is left to the readable page and the refusals. Named
 * parts stand in place, since a reference into `$defs` would lead nowhere in the whole document.
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
	const { $schema: _, $defs = {}, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
	return inPlace(json, $defs as Record<string, unknown>, []) as Json;
}

function inPlace(node: unknown, parts: Record<string, unknown>, within: string[]): unknown {
	if (Array.isArray(node)) return node.map((one) => inPlace(one, parts, within));
	if (typeof node !== 'object' || node === null) return node;
	const { $ref, ...rest } = node as { $ref?: unknown };
	const name = typeof $ref === 'string' ? $ref.replace('#/$defs/', '') : undefined;
	// A part that holds itself is described once.
	const part = name === undefined || within.includes(name) ? undefined : (parts[name] as object | undefined);
	const inner = name === undefined ? within : [...within, name];
	return Object.fromEntries(
		Object.entries({ ...part, ...rest }).map(([key, value]) => [key, inPlace(value, parts, inner)]),
	);
}

const idempotencyKey = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	description: 'Up to 255 printable characters. The same key with the same body answers the same, once done.',
	schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const problemSchema = {
	type: 'object',
	description: 'RFC 9457 problem details',
	required: ['type', 'title', 'status', 'code', 'request_id'],
	properties: {
		type: { type: 'string', description: 'Where the code is explained' },
		title: { type: 'string' },
		status: { type: 'integer' },
		code: { type: 'string', enum: [...Object.keys(refusals), 'fault'] },
		detail: { type: 'string' },
		errors: {
			type: 'object',
			description: 'What is wrong by field, such as `items.0.quantity`',
			additionalProperties: { type: 'string' },
		},
		request_id: { type: 'string', description: 'Quote it when you ask for help' },
	},
};

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
