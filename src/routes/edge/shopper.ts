/** Who buys: whoever is signed in, else the guest of the cookie. */
import type { RequestEvent } from '@sveltejs/kit';
import { isGuest, type Shopper } from '#accounts/actor.ts';
import { noGuestCookie, type GuestCookie } from '#accounts/server/guest-cookie.ts';
import { makeGuest } from '#accounts/server/make-guest.ts';
import { guestStands } from '#accounts/server/queries.ts';
import type { Alongside } from '#accounts/server/register.ts';
import { Refusal } from '#lib/refusal.ts';
import { bringCheckout } from '#orders/server/steps/bring-checkout.ts';
import { mergeBaskets } from '#orders/server/steps/merge-baskets.ts';
import { visitOf } from './visit.ts';

export function shopperOf({ locals }: Pick<RequestEvent, 'locals'>): Shopper | null {
	return locals.actor ?? locals.guest;
}

/**
 * The same, for a program as well.
 * @throws {Refusal} not_signed_in when its token is no good
 */
export function knownShopper(event: RequestEvent): Shopper | null {
	const known = shopperOf(event);
	if (!known && event.request.headers.has('authorization')) throw new Refusal('not_signed_in');
	return known;
}

/**
 * The same; who is nobody yet is made a guest, whose cookie goes with the answer.
 * @throws {Refusal} too_many_requests; not_signed_in for a program whose token is no good
 */
export async function ensureShopper(event: RequestEvent): Promise<Shopper> {
	const known = knownShopper(event);
	if (known && (!isGuest(known) || (await guestStands(known.id)))) return known;
	const { guest, cookie } = await makeGuest(visitOf(event));
	keepGuest(event, cookie);
	event.locals.guest = guest;
	return guest;
}

/** What a guest has in the basket, and is about to pay, comes along when they sign in. */
export function bringAlong({ locals }: RequestEvent): Alongside | undefined {
	const guest = locals.guest;
	if (!guest) return undefined;
	return async (tx, userId) => {
		await mergeBaskets(tx, guest.id, userId);
		await bringCheckout(tx, guest.id, userId);
	};
}

/** Takes the guest's cookie away: they have become a member, or whoever sat here has left. */
export function forgetGuest(event: RequestEvent): void {
	if (!event.locals.guest) return;
	keepGuest(event, noGuestCookie());
	event.locals.guest = null;
}

function keepGuest(event: RequestEvent, { name, value, attributes }: GuestCookie): void {
	event.cookies.set(name, value, attributes);
}
