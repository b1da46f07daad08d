import { newId } from '#lib/ids.ts';
import type { Guest } from '../actor.ts';
import { guestCookie, type GuestCookie } from './guest-cookie.ts';
import { limitTries } from './limits.ts';

/**
 * Somebody new without an account. Nothing is written: there is a row when they begin to buy.
 * @throws {Refusal} too_many_requests
 */
export async function makeGuest(visit: { address: string }): Promise<{ guest: Guest; cookie: GuestCookie }> {
	await limitTries('guest-address', visit.address);
	const guest: Guest = { id: newId(), guest: true };
	return { guest, cookie: guestCookie(guest) };
}
