import { expect, test } from 'vitest';
import type { ShippingZone } from '#shops/delivery.ts';
import { deliveryWords } from './delivery-words.ts';

const zone = (
	countries: string[] | null,
	firstAmount: number,
	freeOverAmount: number | null,
): ShippingZone => ({
	countries,
	firstAmount,
	furtherAmount: 0,
	freeOverAmount,
	daysMin: 1,
	daysMax: 2,
});
const said = (town: string, ...zones: ShippingZone[]) =>
	deliveryWords(
		{ shipping_profile: null, price: { currency: 'EUR' }, shop: { town, country: 'BE' } },
		zones.length > 0 ? [{ id: 'p', shopId: 's', name: 'Post', isDefault: true, version: 1, zones }] : [],
	);

test.each([
	[said('Ghent'), 'Sent from Ghent, delivery included.'],
	[said('', zone(['BE'], 450, null), zone(null, 900, null)), 'Sent from Belgium, from €4.50.'],
	[
		said('Ghent', zone(['BE'], 450, 6000), zone(null, 900, null)),
		'Sent from Ghent, from €4.50; free to Belgium from €60.00.',
	],
	[said('Ghent', zone(null, 450, 6000)), 'Sent from Ghent, from €4.50; free from €60.00.'],
	[
		said('Ghent', zone(['BE', 'NL'], 0, null), zone(null, 900, null)),
		'Sent from Ghent, to some countries free.',
	],
])('%s', (words, wanted) => expect(words).toBe(wanted));
