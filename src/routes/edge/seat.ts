/** In which shop somebody works, and what they may do there. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#accounts/actor.ts';
import { refusals } from '#lib/refusal.ts';
import { mayDo, type ShopAct } from '#shops/permissions.ts';
import { seatOf, type Seat } from '#shops/server/queries/seats.ts';
import { needActor } from './guard.ts';

/** For a page: `seat` is null for who has no shop yet; a role that may not is shown the page that says so. */
export async function takeSeat(
	event: RequestEvent,
	act: ShopAct,
): Promise<{ actor: Actor; seat: Seat | null }> {
	const actor = needActor(event);
	const seat = await seatOf(actor);
	if (seat && !mayDo(seat.role, act))
		error(403, { message: 'Your role in this shop does not allow it', code: 'forbidden' });
	return { actor, seat };
}

/** The same for what is nothing without a shop. */
export async function needSeat(event: RequestEvent, act: ShopAct): Promise<Seat & { actor: Actor }> {
	const { actor, seat } = await takeSeat(event, act);
	if (!seat) error(404, { message: refusals.not_found.title, code: 'not_found' });
	return { actor, ...seat };
}
