/** People of a market under test, as programs: they sign up, list and buy over the public HTTP API. */
import { newId } from '#lib/ids.ts';
import type { Market } from './open-market.ts';

export type ApiAnswer = { status: number; body: any; headers: Headers; text: string }; // eslint-disable-line @typescript-eslint/no-explicit-any

export type Person = {
	username: string;
	email: string;
	password: string;
	id: string;
	/** For a Cookie header. */
	cookie: string;
	call: (
		method: string,
		path: string,
		body?: unknown,
		options?: { key?: string; web?: number; signal?: AbortSignal },
	) => Promise<ApiAnswer>;
};

export const GHENT = {
	name: 'Ben Peeters',
	line1: 'Graslei 8',
	postal_code: '9000',
	city: 'Ghent',
	country: 'BE',
};
export const GOOD_CARD = { method: 'sandbox', card: '4242424242424242' };

export async function joinMarket(market: Pick<Market, 'url'>, name: string): Promise<Person> {
	const username = `${name}-${newId().slice(-10)}`;
	const email = `${username}@example.test`;
	const password = `the ${username} password`;
	let cookie = '';
	const call: Person['call'] = async (method, path, body, { key, web = 0, signal } = {}) => {
		const response = await fetch(market.url(web) + path, {
			method,
			headers: {
				...(cookie && { cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(key && { 'idempotency-key': key }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
			...(signal && { signal }),
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return {
			status: response.status,
			headers: response.headers,
			text,
			body: isJson ? JSON.parse(text) : null,
		};
	};
	const answer = await call('POST', '/api/register', { username, email, password });
	if (answer.status !== 201) throw new Error(`${name} could not sign up: ${answer.status} ${answer.text}`);
	cookie = answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	return {
		username,
		email,
		password,
		id: answer.body.id ?? answer.body.user?.id,
		get cookie() {
			return cookie;
		},
		call,
	};
}

export type Listed = {
	id: string;
	url: string;
	slug: string;
	name: string;
	variants: { id: string }[];
	shop: { id: string; slug: string };
};

/** Ana lists something: `stock` pieces at `amount` minor units of euro. */
export async function listProduct(
	seller: Person,
	name: string,
	{ stock = 5, amount = 2_450 } = {},
): Promise<Listed> {
	const answer = await seller.call('POST', '/api/products', {
		name,
		description: 'Turned from one piece of walnut, oiled twice.',
		price: { amount, currency: 'EUR' },
		category: 'ceramics',
		stock,
	});
	if (answer.status !== 201) throw new Error(`${name} could not be listed: ${answer.status} ${answer.text}`);
	return answer.body as Listed;
}

export const buy = (
	buyer: Person,
	product: Listed,
	options: { quantity?: number; key?: string; web?: number; card?: string } = {},
) =>
	buyer.call(
		'POST',
		'/api/orders',
		{
			items: [{ variant_id: product.variants[0]!.id, quantity: options.quantity ?? 1 }],
			shipping_address: GHENT,
			payment: { ...GOOD_CARD, ...(options.card && { card: options.card }) },
		},
		{ ...(options.key && { key: options.key }), ...(options.web !== undefined && { web: options.web }) },
	);
