/** Letters about an order, under the awning of its shop. */
import { formatMoney } from '#lib/money.ts';
import { origin } from '#lib/server/env.ts';
import { sign } from '#lib/server/signature.ts';
import type { Block, Page } from '../page.ts';
import type { OrderFacts } from '../read-order.ts';

export const goods = ({ goods, sums, total }: OrderFacts, label: string): Block => ({
	kind: 'goods',
	goods,
	sums,
	total: { label, amount: total },
});

export const address = (order: OrderFacts, title: string): Block[] =>
	order.address.length > 0 ? [{ kind: 'address', title, lines: order.address }] : [];

export const toBuyer = ({ id, buyer }: OrderFacts) =>
	`${origin}/orders/${id}${buyer?.guest ? `?key=${sign('order-link', id)}` : ''}`;
const toSeller = (order: OrderFacts) => `${origin}/sell/orders/${order.id}`;

export const boughtWhy = 'You get this because you bought something at Marketday.';
const soldWhy = 'You get this because you have a shop at Marketday.';

export const orderReceipt = (order: OrderFacts): Page => ({
	preview: `${order.shop.name} knows, and will write when it is on its way.`,
	eyebrow: `Order ${order.number}`,
	heading: `Thank you. ${order.shop.name} has your order`,
	colours: order.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: 'Your payment arrived. Somebody will now pack this by hand; you can watch it go from bench to door on your order’s page.',
		},
		goods(order, 'Paid'),
		...address(order, 'Goes to'),
		{ kind: 'button', label: 'See my order', href: toBuyer(order) },
	],
	why: `${boughtWhy} This is your receipt.`,
});

export const orderToSeller = (order: OrderFacts): Page => ({
	preview: `${formatMoney(order.total)}, paid. Accept it when you can.`,
	eyebrow: `Order ${order.number}`,
	heading: `${order.buyerName} bought from you`,
	colours: order.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: 'It is paid, and the pieces are taken off your stock. Accept it, and pack when you are ready.',
		},
		goods(order, 'Paid by the buyer'),
		...address(order, 'Send it to'),
		{ kind: 'button', label: 'Open the order', href: toSeller(order) },
	],
	why: soldWhy,
});

export const orderCancelledToBuyer = (order: OrderFacts): Page => ({
	preview: order.refund ? `${formatMoney(order.refund)} goes back to you.` : 'Nothing was charged.',
	eyebrow: `Order ${order.number}`,
	heading: 'Your order was cancelled',
	colours: order.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: `${toldToBuyer(order)}${reason(order)}`,
		},
		{
			kind: 'text',
			text: order.refund
				? `We are sending ${formatMoney(order.refund)} back the way it came. Your bank may take a few days to show it.`
				: 'Nothing was charged, so there is nothing for you to do.',
		},
		goods(order, order.paid ? 'Was paid' : 'Would have been'),
		{ kind: 'button', label: 'See the order', href: toBuyer(order) },
	],
	why: boughtWhy,
});

export const orderCancelledToSeller = (order: OrderFacts): Page => ({
	preview: 'Please do not send it. The stock is yours again.',
	eyebrow: `Order ${order.number}`,
	heading: 'An order was cancelled',
	colours: order.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: `${toldToSeller(order)}${reason(order)} Please do not send it; the pieces are back in your stock.`,
		},
		goods(order, 'Goes back to the buyer'),
		{ kind: 'button', label: 'Open the order', href: toSeller(order) },
	],
	why: soldWhy,
});

function toldToBuyer({ cancelled, shop }: OrderFacts): string {
	if (cancelled?.by === 'seller') return `${shop.name} had to cancel your order.`;
	return `${cancelled?.by === 'buyer' ? 'You' : 'Marketday'} cancelled your order from ${shop.name}.`;
}

function toldToSeller({ cancelled, buyerName }: OrderFacts): string {
	const who = { seller: 'You', buyer: buyerName }[cancelled?.by ?? ''] ?? 'Marketday';
	return `${who} cancelled this order.`;
}

const reason = (order: OrderFacts) =>
	order.cancelled?.reason ? ` The reason given: “${order.cancelled.reason}”` : '';
