/** Holds what buyers and sellers were told against what the market shows them afterwards, over HTTP, and the counts against both. */
import type { Db } from '#lib/server/db.ts';
import type { Person } from '../market/people.ts';
import type { Known } from './diary.ts';
import type { Good } from './goods.ts';
import type { Guest } from './guest.ts';
import type { Movement } from './witness.ts';

export type Order = {
	id: string;
	shop: { id: string };
	paid_at: string | null;
	checkout_id: string;
	status: string;
	items: { variant_id: string; quantity: number }[];
};

const BUYS = new Set(['order', 'place']);
const SOLD = new Set(['paid', 'accepted', 'shipped', 'completed']);

export async function judgePurchases(
	db: Db,
	{
		buyers,
		guests,
		goods,
		known,
		movements,
	}: { buyers: Person[]; guests: Guest[]; goods: Good[]; known: Known[]; movements: Movement[] },
): Promise<{ violations: string[]; orders: Order[] }> {
	const variants = new Set(goods.map((good) => good.variantId));
	const orders: Order[] = [];
	const violations = judgeKeys(known);
	const theirs = [
		...buyers.map((buyer) => ({ buyer, read: () => allOrders(buyer) })),
		...guests.map((buyer) => ({ buyer, read: () => ordersOfGuest(db, buyer) })),
	];
	for (const { buyer, read } of theirs) {
		const own = (await read()).filter((order) => order.items.some((item) => variants.has(item.variant_id)));
		orders.push(...own);
		violations.push(...judgeOrders(buyer, own, known));
	}
	violations.push(...judgeRestocks(known, movements));
	violations.push(...(await judgeCounts(db, goods, orders, movements)));
	return { violations, orders };
}

/** The same key, the same answer to the letter; another body under it, no answer at all; the price that was confirmed, or none. */
function judgeKeys(known: Known[]): string[] {
	const violations: string[] = [];
	const answers = new Map<string, Known>();
	for (const question of known) {
		const { key, who, path, answer, act, body } = question;
		if (!answer) {
			violations.push(`${who.username} never learned what became of ${act} ${key ?? path}`);
			continue;
		}
		if (key === undefined) continue;
		if (act === 'other body') {
			if (answer.code !== 'key_reused')
				violations.push(`the key ${key} with another body was answered ${answer.status} ${answer.code}`);
			continue;
		}
		const confirmed = (body as { expected_total?: { amount: number } }).expected_total?.amount;
		if (answer.status === 201 && confirmed !== undefined && answer.body.total.amount !== confirmed)
			violations.push(`${who.username} confirmed ${confirmed} and was charged ${answer.body.total.amount}`);
		// The order that a payment answers with is shown as it is now.
		if (act === 'pay') continue;
		const first = answers.get(`${who.id} ${path} ${key}`);
		if (!first) answers.set(`${who.id} ${path} ${key}`, question);
		else if (bare(first) !== bare(question))
			violations.push(`the key ${key} was answered ${bare(first)} and then ${bare(question)}`);
	}
	return violations;
}

/** An answer without the number of the request. */
const bare = ({ answer }: Known) =>
	answer && `${answer.status} ${answer.text.replace(/"request_id":"[^"]*",?/, '')}`;

/** Every purchase that was promised is there, and none that was not. */
function judgeOrders(buyer: Person, orders: Order[], known: Known[]): string[] {
	const promised = new Map<string, Set<string>>();
	for (const { who, act, key, answer } of known) {
		if (who.id !== buyer.id || !BUYS.has(act) || answer?.status !== 201) continue;
		for (const order of answer.body.orders as Order[])
			promised.set(order.id, (promised.get(order.id) ?? new Set()).add(key!));
	}
	const there = new Set(orders.map((order) => order.id));
	return [
		...[...promised.keys()]
			.filter((id) => !there.has(id))
			.map((id) => `order ${id} was promised to ${buyer.username} and is not there`),
		...[...promised].filter(([, keys]) => keys.size > 1).map(([id]) => `order ${id} answers two keys`),
		...orders
			.filter((order) => !promised.has(order.id))
			.map((order) => `order ${order.id} of ${buyer.username} (${order.status}) was never promised to them`),
		...orders
			.filter((order) => order.status === 'placed')
			.map((order) => `order ${order.id} of ${buyer.username} is neither paid nor ended`),
	];
}

async function allOrders(buyer: Person): Promise<Order[]> {
	const orders: Order[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const after = cursor && `&cursor=${encodeURIComponent(cursor)}`;
		const page = await buyer.call('GET', `/api/orders?limit=50${after}`);
		if (page.status !== 200) throw new Error(`${buyer.username} cannot read their orders: ${page.text}`);
		orders.push(...(page.body.items as Order[]));
		cursor = page.body.next_cursor as string | null;
	}
	return orders;
}

/** A guest has no list of orders, but each order's page. */
async function ordersOfGuest(db: Db, guest: Guest): Promise<Order[]> {
	const rows = await db.selectFrom('orders').select('id').where('user_id', '=', guest.id).execute();
	const orders: Order[] = [];
	for (const { id } of rows) {
		const page = await guest.readOrder(id);
		if (page.status !== 200) throw new Error(`${guest.username} cannot read order ${id}: ${page.text}`);
		orders.push(page.body as Order);
	}
	return orders;
}

/** What sellers were told was added was added, and nothing else, but for tries whose answer was lost. */
function judgeRestocks(known: Known[], movements: Movement[]): string[] {
	const left = movements
		.filter((movement) => movement.reason === 'adjust')
		.map((movement) => movement.dOnHand);
	const take = (by: number) => {
		const at = left.indexOf(by);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	};
	const restocks = known.filter((question) => question.act === 'restock');
	const addedBy = ({ body }: Known) => {
		const { stock, stock_was: was } = body as { stock: number; stock_was: number };
		return stock - was;
	};
	const violations = restocks
		.filter((question) => question.answer?.status === 200 && !take(addedBy(question)))
		.map((question) => `${addedBy(question)} more at ${question.path} were promised and not added`);
	for (const question of restocks)
		for (let n = 0; n < question.unclear + (question.answer ? 0 : 1); n++) take(addedBy(question));
	return [...violations, ...left.map((by) => `${by} pieces were added that no seller made`)];
}

/** By variant: what there was, and what sellers added, less what buyers have, is what is left; so nothing was sold twice. */
async function judgeCounts(db: Db, goods: Good[], orders: Order[], movements: Movement[]): Promise<string[]> {
	const lines = orders.filter((order) => SOLD.has(order.status)).flatMap((order) => order.items);
	const stock = await db
		.selectFrom('stock')
		.select(['variant_id', 'on_hand', 'held'])
		.where(
			'variant_id',
			'in',
			goods.map((good) => good.variantId),
		)
		.execute();
	return stock.flatMap(({ variant_id: id, on_hand: left, held }) => {
		const made = movements
			.filter((movement) => movement.variantId === id && ['initial', 'adjust'].includes(movement.reason))
			.reduce((sum, movement) => sum + movement.dOnHand, 0);
		const sold = lines.filter((line) => line.variant_id === id).reduce((sum, line) => sum + line.quantity, 0);
		return [
			...(made - sold === left ? [] : [`of ${id} there were ${made}, buyers have ${sold}, ${left} are left`]),
			...(held === 0 ? [] : [`${held} of ${id} are held still`]),
		];
	});
}
