import { actsOf } from '#shops/permissions.ts';
import { seatsHere } from '../edge/seat.ts';

/** Where whoever is signed in works, and what they may do there: the tabs show no more than that. */
export async function load(event) {
	event.depends('app:seat');
	const seats = await seatsHere(event);
	const [seat] = seats;
	return {
		seat: seat
			? { shop: { id: seat.shop.id, name: seat.shop.name }, role: seat.role, acts: actsOf(seat.role) }
			: null,
		seats: seats
			.map(({ shop, role }) => ({ id: shop.id, name: shop.name, role }))
			.toSorted((a, b) => a.id.localeCompare(b.id)),
	};
}
