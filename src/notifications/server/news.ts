/** Which events are news, for whom, and in which words. Whoever did it is not told of it. */
import type { EventData, EventType } from '#events/catalogue.ts';
import type { TailEvent } from '#events/server/tail.ts';
import { formatMoney } from '#lib/money.ts';
import type { Tx } from '#lib/server/db.ts';
import { mayDo } from '#shops/permissions.ts';
import { peopleOf } from '#shops/server/queries/seats.ts';

export type News = {
	userId: string;
	/** What it is about; with the event's type and the user, told once. */
	subjectId: string;
	title: string;
	body: string;
	href: string;
};

type Order = EventData<'order.paid'>;
type Teller<Type extends EventType> = (data: EventData<Type>, tell: Tell, entityId: string) => News[];
type Tell = {
	/** Whoever works in the shop. */
	sellers: string[];
	actor: string | null;
};

const tellers: { [Type in EventType]?: Teller<Type> } = {
	'order.paid': (d, { sellers }) =>
		toSellers(
			d,
			sellers,
			`New order: ${things(d)}`,
			`${d.number} · ${formatMoney(d.total)}. Accept it when you can.`,
		),
	'order.accepted': (d) => [
		toBuyer(d, `${d.shop_name} is on it`, `Order ${d.number} was accepted: ${things(d)}.`),
	],
	'order.part_shipped': (d) => [
		{
			...toBuyer(d, `${d.shop_name} has sent part of your order`, `Order ${d.number}: the rest follows.`),
			subjectId: d.shipment_id ?? d.order_id,
		},
	],
	// Without a parcel nothing was sent: what was left to send was refunded, which is told as a refund.
	'order.shipped': (d) =>
		d.shipment_id
			? [toBuyer(d, `${d.shop_name} has sent your parcel`, `Order ${d.number} is on its way: ${things(d)}.`)]
			: [],
	'order.completed': (d, { actor, sellers }) => [
		...(actor === d.buyer_id
			? []
			: [toBuyer(d, `Order ${d.number} is complete`, `${things(d)} from ${d.shop_name}.`)]),
		...toSellers(d, others(sellers, actor), `Order ${d.number} is complete`, `${things(d)}. Nicely done.`),
	],
	'order.cancelled': (d, { actor, sellers }) => [
		...(actor === d.buyer_id
			? []
			: [toBuyer(d, `Order ${d.number} was cancelled`, `${things(d)} from ${d.shop_name}${because(d)}.`)]),
		// Who never knew of an order need not hear that it is gone.
		...toSellers(
			d,
			d.was_paid ? others(sellers, actor) : [],
			`Order ${d.number} was cancelled`,
			`${things(d)}${because(d)}. The stock is yours again.`,
		),
	],
	'order.expired': (d) => [
		toBuyer(
			d,
			`Order ${d.number} has lapsed`,
			`It was not paid in time, so ${things(d)} went back on the shelf.`,
		),
	],
	'payment.declined': (d, _, paymentId) => [
		{
			userId: d.user_id,
			subjectId: paymentId,
			title: 'Your payment did not go through',
			body: `${formatMoney(d.amount)}: ${d.reason.replaceAll('_', ' ')}. You can try another card.`,
			href: d.order_ids.length === 1 ? `/orders/${d.order_ids[0]}` : '/orders',
		},
	],
	'payment.refunded': (d) => [
		{
			userId: d.user_id,
			subjectId: d.refund_id,
			title: `${formatMoney(d.amount)} is on its way back to you`,
			body: 'Your bank may take a few days to show it.',
			href: `/orders/${d.order_id}`,
		},
	],
};

/** What an event has to tell to whom; nothing for most. */
export async function newsOf(tx: Tx, event: TailEvent): Promise<News[]> {
	const teller = tellers[event.type] as ((data: unknown, tell: Tell, entityId: string) => News[]) | undefined;
	if (!teller) return [];
	const { shop_id: shopId } = event.data as { shop_id?: string };
	const people = shopId ? await peopleOf(shopId, tx) : [];
	const sellers = people.filter(({ role }) => mayDo(role, 'orders.read')).map(({ userId }) => userId);
	return teller(event.data, { sellers, actor: event.actor_id }, event.entity_id);
}

const toBuyer = (order: Order, title: string, body: string): News => ({
	userId: order.buyer_id,
	subjectId: order.order_id,
	title,
	body,
	href: `/orders/${order.order_id}`,
});

const toSellers = (order: Order, sellers: string[], title: string, body: string): News[] =>
	sellers.map((userId) => ({
		userId,
		subjectId: order.order_id,
		title,
		body,
		href: `/sell/orders/${order.order_id}`,
	}));

const others = (people: string[], actor: string | null) => people.filter((one) => one !== actor);

const because = (order: Order) => (order.reason ? ` (${order.reason})` : '');

function things(order: Order): string {
	const [first, ...others] = order.lines.map((line) =>
		line.quantity > 1 ? `${line.quantity} × ${line.title}` : line.title,
	);
	return others.length === 0 ? (first ?? '') : `${first} and ${others.length} more`;
}
