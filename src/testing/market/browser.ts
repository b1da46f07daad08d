/** A browser without its window: it keeps cookies, calls the API, sends pages' forms and reads pages' data as SvelteKit's own client does. */
import type { Market } from './open-market.ts';

export type ApiAnswer = { status: number; body: any; headers: Headers; text: string }; // eslint-disable-line @typescript-eslint/no-explicit-any
export type CallOptions = { key?: string; web?: number; signal?: AbortSignal };

export type Browser = {
	/** For a Cookie header. */
	cookie: () => string;
	call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<ApiAnswer>;
	/** Sends a form; a redirect is answered as 303 with `location`, a refusal with its status, `code` and what else it says. */
	submit: (path: string, fields: Record<string, string>, options?: CallOptions) => Promise<ApiAnswer>;
	/** What a page shows; a redirect is answered as above. */
	read: (path: string, options?: CallOptions) => Promise<ApiAnswer>;
};

export function openBrowser(market: Pick<Market, 'url'>): Browser {
	const cookies = new Map<string, string>();
	const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

	async function send(
		path: string,
		init: { method: string; headers?: Record<string, string>; body?: string | URLSearchParams },
		{ web = 0, signal }: CallOptions = {},
	): Promise<ApiAnswer> {
		const response = await fetch(market.url(web) + path, {
			...init,
			headers: { ...init.headers, ...(cookies.size > 0 && { cookie: cookie() }) },
			...(signal && { signal }),
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			if (value === '') cookies.delete(name!);
			else cookies.set(name!, value!);
		}
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		const { status, headers } = response;
		return { status, headers, text, body: isJson ? JSON.parse(text) : null };
	}

	return {
		cookie,
		call: (method, path, body, options = {}) =>
			send(
				path,
				{
					method,
					headers: {
						...(body !== undefined && { 'content-type': 'application/json' }),
						...(options.key && { 'idempotency-key': options.key }),
					},
					...(body !== undefined && { body: JSON.stringify(body) }),
				},
				options,
			),
		async submit(path, fields, options = {}) {
			const headers = {
				accept: 'application/json',
				'x-sveltekit-action': 'true',
				origin: market.url(options.web),
			};
			const answer = await send(
				path,
				{ method: 'POST', headers, body: new URLSearchParams(fields) },
				options,
			);
			return { ...answer, ...resultOf(answer) };
		},
		async read(path, options = {}) {
			const answer = await send(`${path}/__data.json`, { method: 'GET' }, options);
			const { type, location, nodes } = (answer.body ?? {}) as PageData;
			if (type === 'redirect') return { ...answer, status: 303, body: { location } };
			const node = nodes?.at(-1);
			if (node?.type === 'data') return { ...answer, body: unpack(node.data) };
			return { ...answer, status: node?.status ?? answer.status, body: node?.error ?? answer.body };
		},
	};
}

type PageNode = { type: string; data: unknown[]; status?: number; error?: unknown };
type PageData = { type?: string; location?: string; nodes?: (PageNode | null)[] };
type ActionResult = { type?: string; status: number; location?: string; data?: string; error?: unknown };

function resultOf(answer: ApiAnswer): Pick<ApiAnswer, 'status' | 'body'> {
	const { type, status, location, data, error } = (answer.body ?? {}) as ActionResult;
	if (type === 'redirect') return { status, body: { location } };
	if (type === 'error') return { status: answer.status, body: error };
	if (type !== 'success' && type !== 'failure') return answer;
	const said = data === undefined ? null : (unpack(JSON.parse(data) as unknown[]) as Record<string, unknown>);
	return { status, body: { ...said, ...(said?.['data'] as object | undefined) } };
}

/**
 * Plain data out of SvelteKit's flat form: a list of values that name each other by their places, the first of which is the whole.
 * @see https://github.com/sveltejs/devalue
 */
function unpack(values: unknown[]): unknown {
	const valueAt = (at: number): unknown => {
		const value = at < 0 ? undefined : values[at];
		if (Array.isArray(value))
			return typeof value[0] === 'string' ? value[1] : value.map((place: number) => valueAt(place));
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, place]) => [key, valueAt(place as number)]));
	};
	return valueAt(0);
}
