import { shippingProfilesOf } from '#shops/server/queries/delivery.ts';
import { COUNTRY_CODES, countryOptions } from '#lib/countries.ts';
import { takeSeat } from '../../edge/seat.ts';

export async function load(event) {
	const shop = (await takeSeat(event, 'delivery.edit')).seat?.shop ?? null;
	const asked = event.url.searchParams;
	const to = asked.get('to') ?? '';
	const pieces = Number(asked.get('pieces'));
	return {
		shop: shop && { name: shop.name, colours: shop.colours, currency: shop.currency },
		profiles: shop ? await shippingProfilesOf([shop.id]) : [],
		countries: countryOptions(),
		saved: asked.get('saved'),
		to: COUNTRY_CODES.includes(to) ? to : 'DE',
		pieces: Number.isInteger(pieces) && pieces >= 1 && pieces <= 99 ? pieces : 3,
	};
}
