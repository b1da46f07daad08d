/**
 * Gives a lone visitor company: members of the demo market who buy, and makers who accept, send and make more, over the
 * public API like anybody else. Ben, Cleo and Dana are left to the visitor; Ana's orders wait a while for her.
 *
 *   npm run demo [-- --pace SECONDS] [-- --seed TEXT]
 *
 * `pace`: seconds between two deeds, 3 unless told otherwise. `seed`: the same text makes the same choices.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { postalRule } from '#lib/postal-codes.ts';
import { env, origin } from '#lib/server/env.ts';
import { demoBuyers } from '#testing/demo/buyers.ts';
import { demoCategories } from '#testing/demo/categories.ts';
import { demoPassword, type DemoBuyer, type DemoShop } from '#testing/demo/demo.ts';
import { demoShops } from '#testing/demo/shops.ts';

type Money = { amount: number; currency: string };
type Variant = { id: string; options: Record<string, string>; price: Money; stock: number };
type Product = {
	id: string;
	name: string;
	stock: number;
	variants: Variant[];
	price: Money;
	shop: { name: string };
};
type Order = {
	id: string;
	status: string;
	placed_at: string;
	buyer_name: string;
	items: { title: string }[];
};
type Page<Item> = { items: Item[] };

const { values: wish } = parseArgs({ options: { pace: { type: 'string' }, seed: { type: 'string' } } });
const pace = Number(wish.pace ?? 3);
if (!(pace > 0)) throw new Error('--pace is a number of seconds above 0');
const market = env.MARKET_URL ?? origin;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

/** Above this nobody buys on a whim, in cents. */
const DEAR = 30_000;
/** How long an order lies before its maker takes the next step, in milliseconds; Ana's waits for the visitor. */
const PATIENCE = { paid: 8_000, accepted: 25_000, shipped: 60_000 } as const;
const ANAS_PATIENCE = 120_000;

const random = seeded(wish.seed ?? 'market day');
const pick = <Item>(list: readonly Item[]): Item | undefined => list[Math.floor(random() * list.length)];
const cookies = new Map<string, string>();

/** mulberry32 over the text's letters: small, and good enough to choose a mug by. */
function seeded(text: string): () => number {
	let state = [...text].reduce(
		(sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 16_777_619),
		2_166_136_261,
	);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function say(line: string): void {
	process.stdout.write(`${new Date().toLocaleTimeString('en-GB')}  ${line}\n`);
}

/** What the market says no to, in its own words. */
class No extends Error {}

async function call<Answer>(path: string, email?: string, method = 'GET', body?: object): Promise<Answer> {
	const response = await fetch(new URL(path, market), {
		method,
		signal: AbortSignal.any([stop.signal, AbortSignal.timeout(15_000)]),
		headers: {
			accept: 'application/json',
			...(body && { 'content-type': 'application/json' }),
			...(email && { cookie: cookies.get(email) ?? (await signIn(email)) }),
			...(method === 'POST' && { 'idempotency-key': randomUUID() }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	if (response.status === 401 && email) cookies.delete(email);
	const answer = (await response.json()) as Answer & { detail?: string; title?: string };
	if (!response.ok) throw new No(answer.detail ?? answer.title ?? `status ${response.status}`);
	return answer;
}

async function signIn(email: string): Promise<string> {
	const response = await fetch(new URL('/api/login', market), {
		method: 'POST',
		signal: AbortSignal.any([stop.signal, AbortSignal.timeout(15_000)]),
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, password: demoPassword }),
	});
	const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
	if (!response.ok || !cookie)
		throw new No(`${email} cannot sign in: was this market set up by npm run seed?`);
	cookies.set(email, cookie);
	return cookie;
}

const crowd = demoBuyers.filter((buyer) => !['ben', 'cleo'].includes(buyer.username));
const firstName = (buyer: DemoBuyer) => buyer.name.split(' ')[0]!;

/** Things on one of the stalls. */
async function browse(inStock: boolean): Promise<Product[]> {
	const category = pick(demoCategories)!.slug;
	const query = new URLSearchParams({ category, limit: '50', ...(inStock && { in_stock: 'true' }) });
	return (await call<Page<Product>>(`/api/products?${query}`)).items;
}

async function buy(): Promise<boolean> {
	const buyer = pick(crowd)!;
	const product = pick((await browse(true)).filter((found) => found.price.amount <= DEAR));
	const variant = pick((product?.variants ?? []).filter(({ stock }) => stock > 0));
	if (!product || !variant) return false;
	const quantity = variant.stock > 12 && random() < 0.3 ? 2 : 1;
	await call('/api/orders', buyer.email, 'POST', {
		items: [{ variant_id: variant.id, quantity }],
		shipping_address: {
			name: buyer.name,
			line1: `Market Square ${1 + Math.floor(random() * 60)}`,
			postal_code: somePostalCode(buyer.country),
			city: buyer.town,
			country: buyer.country,
		},
		payment: { method: 'sandbox', card: '4242424242424242' },
	});
	const left = variant.stock - quantity;
	say(
		`${firstName(buyer)} from ${buyer.town} bought ${quantity > 1 ? `${quantity} × ` : ''}“${named(product, variant)}”` +
			` from ${product.shop.name}${left <= 3 ? ` (${left} left)` : ''}`,
	);
	return true;
}

const somePostalCode = (country: string) =>
	(postalRule(country).example ?? '1000').replace(/\d/g, () => String(Math.floor(random() * 10)));

const waited = (order: Order, shop: DemoShop) => {
	const patience = order.status in PATIENCE ? PATIENCE[order.status as keyof typeof PATIENCE] : Infinity;
	const atLeast = shop.owner.username === 'ana' ? Math.max(patience, ANAS_PATIENCE) : patience;
	return Date.now() - Date.parse(order.placed_at) >= atLeast;
};

/** A maker looks at the orders and moves the one that has waited longest. */
async function mindStall(): Promise<boolean> {
	const shop = pick(demoShops)!;
	const { items } = await call<Page<Order>>('/api/orders?as=seller&limit=50', shop.owner.email);
	const due = items.filter((order) => ['paid', 'accepted'].includes(order.status) && waited(order, shop));
	const order = due.at(-1);
	if (!order) return false;
	const title = order.items[0]?.title ?? 'an order';
	if (order.status === 'paid') {
		await call(`/api/orders/${order.id}/accept`, shop.owner.email, 'POST');
		say(`${shop.name} accepted “${title}”`);
	} else {
		const tracking_code = `MD${Math.floor(random() * 1e9)}`;
		await call(`/api/orders/${order.id}/ship`, shop.owner.email, 'POST', { carrier: 'Post', tracking_code });
		say(`${shop.name} sent “${title}” to ${order.buyer_name}`);
	}
	return true;
}

/** Somebody unpacks a parcel. */
async function receive(): Promise<boolean> {
	const buyer = pick(crowd)!;
	const { items } = await call<Page<Order>>('/api/orders?limit=50', buyer.email);
	const order = items.find(
		({ status, placed_at }) => status === 'shipped' && Date.now() - Date.parse(placed_at) >= PATIENCE.shipped,
	);
	if (!order) return false;
	await call(`/api/orders/${order.id}/complete`, buyer.email, 'POST');
	say(`${firstName(buyer)} unpacked “${order.items[0]?.title}” in ${buyer.town}`);
	return true;
}

const isScarce = ({ stock }: Variant) => stock <= 1;
const named = (product: Product, { options }: Variant) =>
	[product.name, ...Object.values(options)].join(', ');

/** A maker whose shelf is empty makes some more. */
async function makeMore(): Promise<boolean> {
	const product = pick((await browse(false)).filter(({ variants }) => variants.some(isScarce)));
	const variant = pick((product?.variants ?? []).filter(isScarce));
	const shop = demoShops.find(({ name }) => name === product?.shop.name);
	if (!product || !variant || !shop) return false;
	const made = 2 + Math.floor(random() * 4);
	const variants = product.variants.map((one) => ({
		id: one.id,
		options: one.options,
		price: one.price,
		...(one === variant && { stock: one.stock + made, stock_was: one.stock }),
	}));
	await call(`/api/products/${product.id}`, shop.owner.email, 'PUT', { variants });
	say(`${shop.name} made ${made} more of “${named(product, variant)}”`);
	return true;
}

/** What is done how often; the first that finds something to do is the deed. */
function plan(): (() => Promise<boolean>)[] {
	const dice = random();
	if (dice < 0.45) return [buy];
	if (dice < 0.85) return [mindStall, mindStall, mindStall, buy];
	if (dice < 0.93) return [receive, mindStall, buy];
	return [makeMore, buy];
}

async function act(): Promise<boolean> {
	for (const deed of plan()) if (await deed()) return true;
	return false;
}

say(`Going to ${market}, a deed every ${pace} s. Ctrl-C to go home.`);
let deeds = 0;
let quiet = 0;
while (!stop.signal.aborted) {
	try {
		deeds += (await act()) ? 1 : 0;
		quiet = 0;
	} catch (error) {
		if (stop.signal.aborted) break;
		if (error instanceof No) say(`No: ${error.message}`);
		else if (quiet++ === 0) say(`The market does not answer (${(error as Error).message}); waiting for it.`);
	}
	await sleep(Math.max(pace, quiet > 0 ? 5 : 0) * 1_000 * (0.7 + 0.6 * random()), undefined, {
		signal: stop.signal,
	}).catch(() => undefined);
}
say(`Home again, after ${deeds} deed${deeds === 1 ? '' : 's'}.`);
