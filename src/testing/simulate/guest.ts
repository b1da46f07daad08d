/**
 * Somebody without an account: the basket over the API, the purchase over the pages' forms, since the API's purchases are members'.
 * Both are asked and answered here in the API's words, so that a guest is simulated and judged like everybody else.
 */
import { newId } from '#lib/ids.ts';
import { openBrowser, type ApiAnswer, type Browser, type CallOptions } from '../market/browser.ts';
import type { Market } from '../market/open-market.ts';
import { newPapers, type Person } from '../market/people.ts';

export type Guest = Person & {
	/** What the order's page shows to whoever has the cookie. */
	readOrder: (id: string, options?: CallOptions) => Promise<ApiAnswer>;
};

export const isGuest = (who: Person): who is Guest => 'readOrder' in who;

type Order = { id: string; shop: { id: string }; total: { amount: number } };
type Deed = (id: string, body: any, options: CallOptions) => Promise<ApiAnswer>; // eslint-disable-line @typescript-eslint/no-explicit-any

export function passBy(market: Pick<Market, 'url'>): Guest {
	const papers = newPapers('guest');
	const browser = openBrowser(market);
	const readOrder: Guest['readOrder'] = async (id, options) => {
		const page = await browser.read(`/orders/${id}`, options);
		return page.status === 200 ? { ...page, body: page.body.order } : page;
	};
	const deeds = formsOf(browser, papers.email, readOrder);
	return {
		...papers,
		readOrder,
		get id() {
			return /marketday_guest=(\w+)/.exec(browser.cookie())?.[1] ?? '';
		},
		get cookie() {
			return browser.cookie();
		},
		call(method, path, body, options = {}) {
			const [, where, id = '', deed = ''] =
				/^\/api\/(checkouts|orders)(?:\/(\w{26})(?:\/(\w+))?)?$/.exec(path) ?? [];
			const run = where && deeds[`${method} ${where} ${deed}`.trim()];
			if (run) return run(id, body, options);
			// Whoever signs in goes on as the member, in a browser of their own.
			const alone = /^\/api\/(?:login|register)$/.test(path);
			return alone
				? signingIn(market, browser, path, body, options)
				: browser.call(method, path, body, options);
		},
	};
}

async function signingIn(
	market: Pick<Market, 'url'>,
	{ cookie }: Browser,
	path: string,
	body: unknown,
	{ web, signal }: CallOptions,
): Promise<ApiAnswer> {
	const response = await fetch(market.url(web) + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie: cookie() },
		body: JSON.stringify(body),
		...(signal && { signal }),
	});
	const { status, headers } = response;
	const text = await response.text();
	return { status, headers, text, body: JSON.parse(text) };
}

function formsOf(
	{ submit, read }: Browser,
	email: string,
	readOrder: Guest['readOrder'],
): Record<string, Deed> {
	const keys = new Map<string, string>();
	/** The forms' keys are of the market's own kind. */
	const formKey = (key = '') => keys.get(key) ?? keys.set(key, newId()).get(key)!;
	const as = (answer: ApiAnswer, status: number, body: unknown) =>
		answer.status < 400 ? { ...answer, status, body, text: JSON.stringify(body) } : answer;

	return {
		async 'POST checkouts'(_, { items, take }, options) {
			const asked = (items as { variant_id: string; quantity: number }[])
				.map((item) => `${item.variant_id}:${item.quantity}`)
				.join(',');
			const answer = await submit('/checkout?/start', { items: asked, ...(take && { take }) }, options);
			if (answer.status !== 303) return answer;
			const page = await read(answer.body.location, options);
			if (page.status !== 200) return page;
			const { id, shops } = page.body.checkout as { id: string; shops: { lines: object[] }[] };
			return as(page, 201, { id, lines: shops.flatMap((shop) => shop.lines) });
		},
		async 'POST checkouts extend'(id, _, options) {
			return await submit(`/checkout/${id}?/extend`, {}, options);
		},
		async 'POST checkouts quote'(id, { country, coupons }, options) {
			const fields = { country, ...couponFields(coupons) };
			const answer = await submit(`/checkout/${id}?/quote`, fields, options);
			return as(answer, 200, answer.body?.quote);
		},
		async 'DELETE checkouts'(id, _, options) {
			return as(await submit(`/checkout/${id}?/leave`, {}, options), 204, null);
		},
		async 'POST checkouts place'(id, body, options) {
			const { shipping_address: address, payment, coupons, expected_total: total, gift_note: note } = body;
			const fields = {
				...{ key: formKey(options.key), email, card: payment.card, ...address, ...couponFields(coupons) },
				...{ expected_amount: String(total.amount), expected_currency: total.currency },
				...(note && { gift_note: note }),
			};
			const answer = await submit(`/checkout/${id}?/pay`, fields, options);
			if (answer.status !== 303) return { ...answer, text: refusalIn(answer) };
			const [, one] = /^\/orders\/(\w+)$/.exec(answer.body.location) ?? [];
			const page = one ? await readOrder(one, options) : await read(`/checkout/${id}`, options);
			if (page.status !== 200) return page;
			const orders = (one ? [page.body] : page.body.orders) as Order[];
			const amount = orders.reduce((sum, order) => sum + order.total.amount, 0);
			return as(page, 201, {
				id,
				total: { amount },
				orders: orders.map((o) => ({ id: o.id, shop: o.shop })),
			});
		},
		async 'POST orders pay'(id, { payment }, options) {
			return await submit(`/orders/${id}?/pay`, { key: formKey(options.key), card: payment.card }, options);
		},
		async 'POST orders cancel'(id, _, options) {
			return await submit(`/orders/${id}?/cancel`, {}, options);
		},
	};
}

/** What is remembered under the key; the page adds a new key and what it costs by now. */
const refusalIn = ({ body }: ApiAnswer): string =>
	JSON.stringify([body?.code, body?.message, body?.errors, body?.checkout_status]);

const couponFields = (coupons: Record<string, string> = {}): Record<string, string> =>
	Object.fromEntries(Object.entries(coupons).map(([shopId, code]) => [`coupon-${shopId}`, code]));
