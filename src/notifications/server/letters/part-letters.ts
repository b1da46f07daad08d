/** Letters about one parcel or one refund of an order, under the awning of its shop. */
import { formatMoney } from '#lib/money.ts';
import type { Page } from '../page.ts';
import type { OrderFacts } from '../read-order.ts';
import type { ParcelFacts, RefundFacts } from '../read-parts.ts';
import { address, boughtWhy, goods, toBuyer } from './order-letters.ts';

/** @param sent null for a parcel of an older market, which wrote down the order's tracking alone */
export const orderShipped = (order: OrderFacts, sent: ParcelFacts | null): Page => {
	const tracking = sent ?? order.tracking;
	const partial = sent?.partial ?? false;
	const more = sent?.moreToCome ?? false;
	return {
		preview: `${partial ? 'Part of order' : 'Order'} ${order.number} from ${order.shop.name} has left.`,
		eyebrow: `Order ${order.number}`,
		heading: more ? 'Part of your order is on its way' : 'Your parcel is on its way',
		colours: order.shop.colours,
		blocks: [
			{
				kind: 'text',
				text: `${order.shop.name} has handed it over.${more ? ' The rest follows, with a letter of its own.' : ''}`,
			},
			...(tracking
				? [
						{
							kind: 'facts' as const,
							facts: [
								{ label: 'Carrier', value: tracking.carrier },
								...(tracking.code ? [{ label: 'Tracking', value: tracking.code }] : []),
								...(sent && partial ? [{ label: 'In this parcel', value: sent.things.join(', ') }] : []),
							],
						},
					]
				: []),
			goods(order, 'Paid'),
			...address(order, 'Goes to'),
			{ kind: 'button', label: 'Follow my order', href: toBuyer(order) },
			{
				kind: 'aside',
				text: more
					? 'When all of it has arrived, tell the maker on the order’s page.'
					: 'When it has arrived, tell the maker on the order’s page. It takes one click.',
			},
		],
		why: boughtWhy,
	};
};

export const orderRefunded = (order: OrderFacts, refund: RefundFacts): Page => ({
	preview: `${formatMoney(refund.total)} goes back the way it came.`,
	eyebrow: `Order ${order.number}`,
	heading: `${formatMoney(refund.total)} comes back to you`,
	colours: order.shop.colours,
	blocks: [
		{
			kind: 'text',
			text: `${order.shop.name} gives you part of your money back.${refund.reason ? ` The reason given: “${refund.reason}”` : ''}`,
		},
		{
			kind: 'goods',
			goods: refund.goods,
			sums: refund.delivery ? [{ label: 'Delivery', amount: refund.delivery }] : [],
			total: { label: 'Comes back', amount: refund.total },
		},
		{
			kind: 'text',
			text: 'It goes back to the card you paid with. Your bank may take a few days to show it. The rest of the order stands as it was.',
		},
		{ kind: 'button', label: 'See my order', href: toBuyer(order) },
	],
	why: boughtWhy,
});
