/** What letters about an order say of it. */
import { addressLines, type WrittenAddress } from '#lib/address-format.ts';
import { countryName } from '#lib/countries.ts';
import type { Money } from '#lib/money.ts';
import { db } from '#lib/server/db.ts';

export type Person = {
	userId: string;
	name: string;
	address: string;
	/** Has no account: links must open by themselves. */
	guest: boolean;
};

export type OrderFacts = {
	id: string;
	number: string;
	status: string;
	shop: { name: string; colours: [string, string] };
	buyerName: string;
	/** Null when the account is gone: then nobody is to be written to. */
	buyer: Person | null;
	seller: Person | null;
	goods: { title: string; detail: string; quantity: number; amount: Money }[];
	sums: { label: string; amount: Money }[];
	total: Money;
	/** The shipping address by lines; empty where none was given. */
	address: string[];
	tracking: { carrier: string; code: string | null } | null;
	paid: boolean;
	cancelled: { by: string; reason: string | null } | null;
	/** All that went back or goes back. */
	refund: Money | null;
};

export async function readOrder(orderId: string): Promise<OrderFacts | null> {
	const order = await db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst();
	if (!order) return null;
	const [lines, shop, end, refund] = await Promise.all([
		db.selectFrom('order_lines').selectAll().where('order_id', '=', orderId).orderBy('position').execute(),
		db
			.selectFrom('shops')
			.select(['user_id', 'colour_a', 'colour_b'])
			.where('id', '=', order.shop_id)
			.executeTakeFirst(),
		db
			.selectFrom('order_history')
			.select(['actor_kind', 'reason'])
			.where('order_id', '=', orderId)
			.where('to_status', '=', 'cancelled')
			.orderBy('n', 'desc')
			.executeTakeFirst(),
		db
			.selectFrom('refunds')
			.select(({ fn }) => fn.sum<number>('amount').as('amount'))
			.where('order_id', '=', orderId)
			.executeTakeFirst(),
	]);
	const money = (amount: number): Money => ({ amount, currency: order.currency });
	const [buyer, seller] = await Promise.all([
		person(order.user_id, order.buyer_name),
		shop ? person(shop.user_id) : null,
	]);
	const sums: [string, number][] = [
		['Discount', -order.discount_amount],
		['Delivery', order.shipping_amount],
		['Tax', order.tax_amount],
	];
	return {
		id: order.id,
		number: order.number,
		status: order.status,
		shop: { name: order.shop_name, colours: [shop?.colour_a ?? '#C8452D', shop?.colour_b ?? '#FAF6EE'] },
		buyerName: order.buyer_name,
		buyer,
		seller,
		goods: lines.map((line) => ({
			title: line.title,
			detail: Object.values(JSON.parse(line.options) as Record<string, string>).join(' · '),
			quantity: line.quantity,
			amount: money(line.line_amount),
		})),
		sums: sums
			.filter(([, amount]) => amount !== 0)
			.map(([label, amount]) => ({ label, amount: money(amount) })),
		total: money(order.total_amount),
		address: linesOf(JSON.parse(order.shipping_address) as Partial<WrittenAddress> | null),
		tracking: order.tracking_carrier
			? { carrier: order.tracking_carrier, code: order.tracking_code || null }
			: null,
		paid: order.paid_at !== null,
		cancelled: end ? { by: end.actor_kind, reason: end.reason } : null,
		refund: refund?.amount ? money(Number(refund.amount)) : null,
	};
}

/** @param called what a guest is called, whose username says nothing */
async function person(userId: string, called = ''): Promise<Person | null> {
	const user = await db
		.selectFrom('users')
		.select(['id', 'username', 'email', 'status'])
		.where('id', '=', userId)
		.executeTakeFirst();
	if (!user?.email) return null;
	const guest = user.status === 'guest';
	return { userId: user.id, name: guest ? called : user.username, address: user.email, guest };
}

/** An address that was kept long ago may lack what one needs now. */
function linesOf(kept: Partial<WrittenAddress> | null): string[] {
	if (!kept) return [];
	const { name = '', line1 = '', postal_code = '', city = '', country = '' } = kept;
	return addressLines({ ...kept, name, line1, postal_code, city, country }, country && countryName(country));
}
