/** People of a market under test, as programs: they sign up, list and buy over the public HTTP API. */
import { newId } from '#lib/ids.ts';
import { openBrowser, type ApiAnswer, type Browser, type CallOptions } from './browser.ts';
import type { Market } from './open-market.ts';

export type Person = {
	username: string;
	email: string;
	password: string;
	id: string;
	/** For a Cookie header. */
	cookie: string;
	call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<ApiAnswer>;
};

export type Papers = Pick<Person, 'username' | 'email' | 'password'>;

export const GHENT = {
	name: 'Ben Peeters',
	line1: 'Graslei 8',
	postal_code: '9000',
	city: 'Ghent',
	country: 'BE',
};
export const GOOD_CARD = { method: 'sandbox', card: '4242424242424242' };

export async function joinMarket(market: Pick<Market, 'url'>, name: string): Promise<Person> {
	const papers = newPapers(name);
	const browser = openBrowser(market);
	const answer = await browser.call('POST', '/api/register', papers);
	if (answer.status !== 201) throw new Error(`${name} could not sign up: ${answer.status} ${answer.text}`);
	return personOf(papers, answer, browser);
}

export async function signIn(market: Pick<Market, 'url'>, papers: Papers): Promise<Person> {
	const browser = openBrowser(market);
	const { email, password } = papers;
	const answer = await browser.call('POST', '/api/login', { email, password });
	if (answer.status !== 200)
		throw new Error(`${papers.username} could not sign in: ${answer.status} ${answer.text}`);
	return personOf(papers, answer, browser);
}

export const newPapers = (name: string): Papers => papersOf(`${name}-${newId().slice(-10)}`);

export const papersOf = (username: string): Papers => ({
	username,
	email: `${username}@example.test`,
	password: `the ${username} password`,
});

const personOf = (papers: Papers, answer: ApiAnswer, { cookie, call }: Browser): Person => ({
	...papers,
	id: answer.body.id,
	get cookie() {
		return cookie();
	},
	call,
});

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
