/**
 * An API endpoint as a definition and a deed. The definition's schemas check the request, and the OpenAPI document is made
 * from the very same ones, so the two cannot disagree. Only `/api` routes use it.
 */
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actor } from '#accounts/actor.ts';
import { checkInput } from '#lib/check-input.ts';
import { Refusal, type RefusalCode } from '#lib/refusal.ts';
import { isAway } from '#lib/server/db.ts';
import { log } from '#lib/server/log.ts';
import { faultProblem, problem } from './problem.ts';
import { readJson } from './read-body.ts';

type Who = 'anyone' | 'user' | 'admin';

export type EndpointDefinition<
	Who_ extends Who = Who,
	Params extends z.ZodType = z.ZodType,
	Query extends z.ZodType = z.ZodType,
	Body extends z.ZodType = z.ZodType,
> = {
	summary: string;
	tag: 'accounts' | 'products' | 'orders' | 'shops' | 'notifications' | 'market';
	/** Who may call it. A program sends `Authorization: Bearer`. */
	who: Who_;
	params?: Params;
	/** Query values are text; a schema may say how a number is written in it. */
	query?: Query;
	body?: Body;
	/** The answer's schema by status; documentation, and the shape that clients rely on. */
	answers: Record<number, { description: string; schema?: z.ZodType }>;
	refuses?: RefusalCode[];
	/** Takes an Idempotency-Key header. */
	idempotent?: boolean;
};

type Call<Who_ extends Who, Params, Query, Body> = {
	event: RequestEvent;
	actor: Who_ extends 'anyone' ? Actor | null : Actor;
	params: Params;
	query: Query;
	body: Body;
};

export type Endpoint = RequestHandler & { definition: EndpointDefinition };

const nothing = z.strictObject({});

export function endpoint<
	Who_ extends Who,
	Params extends z.ZodType = typeof nothing,
	Query extends z.ZodType = typeof nothing,
	Body extends z.ZodType = typeof nothing,
>(
	definition: EndpointDefinition<Who_, Params, Query, Body>,
	run: (call: Call<Who_, z.infer<Params>, z.infer<Query>, z.infer<Body>>) => Promise<Response>,
): Endpoint {
	const handler: RequestHandler = async (event) => {
		const { requestId } = event.locals;
		try {
			const actor = admit(definition.who, event.locals.actor);
			// A malformed id in the path is an id that is not there.
			const params = definition.params?.safeParse(event.params);
			if (params && !params.success) throw new Refusal('not_found');
			const query = checkInput(definition.query ?? nothing, singleValues(event.url.searchParams));
			const body = definition.body ? checkInput(definition.body, await readJson(event.request)) : {};
			return await run({ event, actor, params: params?.data ?? {}, query, body } as Parameters<
				typeof run
			>[0]);
		} catch (error) {
			if (error instanceof Refusal) return problem(error, requestId);
			if (isAway(error)) {
				log.warn({ err: error, path: event.url.pathname }, 'the database is away');
				return problem(new Refusal('busy', { retry_after: 2 }), requestId);
			}
			log.error({ err: error, path: event.url.pathname }, 'request failed');
			return faultProblem(requestId);
		}
	};
	return Object.assign(handler, { definition: definition as unknown as EndpointDefinition });
}

function admit(who: Who, actor: Actor | null): Actor | null {
	if (who === 'anyone') return actor;
	if (!actor) throw new Refusal('not_signed_in');
	// Not "forbidden": what only admins may see is not there for anybody else.
	if (who === 'admin' && actor.role !== 'admin') throw new Refusal('not_found');
	return actor;
}

function singleValues(search: URLSearchParams): Record<string, string> {
	const values: Record<string, string> = {};
	for (const key of new Set(search.keys())) {
		const all = search.getAll(key);
		if (all.length > 1) throw new Refusal('invalid_input', { errors: { [key]: 'Give this once' } });
		Object.defineProperty(values, key, { value: all[0], enumerable: true });
	}
	return values;
}

export function json(data: unknown, init: ResponseInit = {}): Response {
	const headers = new Headers(init.headers);
	headers.set('content-type', 'application/json');
	if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
	return new Response(JSON.stringify(data), { ...init, headers });
}
