/** In which shop somebody works, and what they may do there. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#accounts/actor.ts';
import { SHOP_COOKIE } from '#accounts/server/authenticate.ts';
import { refusals } from '#lib/refusal.ts';
import { mayDo, type ShopAct } from '#shops/permissions.ts';
import { seatsOf, type Seat } from '#shops/server/queries/seats.ts';
import { needActor } from './guard.ts';

const asked = new WeakMap<App.Locals, Promise<Seat[]>>();

/** Where whoever asks works, the chosen shop first; asked once a request, since layouts and page all want to know. */
export function seatsHere({ locals }: Pick<RequestEvent, 'locals'>): Promise<Seat[]> {
	const known = asked.get(locals) ?? inOrder(locals.actor);
	asked.set(locals, known);
	return known;
}

async function inOrder(actor: Actor | null): Promise<Seat[]> {
	if (!actor) return [];
	const seats = await seatsOf(actor.id);
	return seats.toSorted((a, b) => Number(b.shop.id === actor.shopId) - Number(a.shop.id === actor.shopId));
}

/** For a page: `seat` is null for who has no shop yet; a role that may not is shown the page that says so. */
export async function takeSeat(
	event: RequestEvent,
	act: ShopAct,
): Promise<{ actor: Actor; seat: Seat | null }> {
	const actor = needActor(event);
	const [seat = null] = await seatsHere(event);
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

/** From now on, on this device, they work in this shop. */
export function sitDown({ cookies }: Pick<RequestEvent, 'cookies'>, shopId: string): void {
	cookies.set(SHOP_COOKIE, shopId, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 180 * 86_400 });
}
