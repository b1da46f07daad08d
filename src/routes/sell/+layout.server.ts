import { actsOf } from '#shops/permissions.ts';
import { seatsOf } from '#shops/server/queries/seats.ts';

/** Where whoever is signed in works, and what they may do there: the tabs show no more than that. */
export async function load({ locals, depends }) {
	depends('app:seat');
	const seats = locals.actor ? await seatsOf(locals.actor.id) : [];
	const seat = seats.find(({ shop }) => shop.id === locals.actor?.shopId) ?? seats[0] ?? null;
	return {
		seat: seat && {
			shop: { id: seat.shop.id, name: seat.shop.name },
			role: seat.role,
			acts: actsOf(seat.role),
		},
		seats: seats.map(({ shop, role }) => ({ id: shop.id, name: shop.name, role })),
	};
}
