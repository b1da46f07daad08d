/**
 * A guest is an id and our mark on it, in a cookie. It is read without asking the database, so that what it opens must be asked
 * where it is opened: once the guest has become a member, nothing (`guestStands`).
 */
import { ID_PATTERN } from '#lib/ids.ts';
import { origin } from '#lib/server/env.ts';
import { isSigned, sign } from '#lib/server/signature.ts';
import type { Guest } from '../actor.ts';

const secure = origin.startsWith('https:');
export const GUEST_COOKIE = secure ? '__Host-marketday_guest' : 'marketday_guest';
const LIFE_SECONDS = 180 * 86_400;
const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

export type GuestCookie = {
	name: string;
	value: string;
	attributes: typeof attributes & { maxAge: number };
};

export function guestCookie(guest: Guest): GuestCookie {
	const value = `${guest.id}.${sign('guest', guest.id)}`;
	return { name: GUEST_COOKIE, value, attributes: { ...attributes, maxAge: LIFE_SECONDS } };
}

/** The cookie that takes the guest's away. */
export function noGuestCookie(): GuestCookie {
	return { name: GUEST_COOKIE, value: '', attributes: { ...attributes, maxAge: 0 } };
}

/** The guest that a Cookie header carries; a forged or broken one is nobody. */
export function readGuest(cookieHeader: string): Guest | null {
	const start = `${GUEST_COOKIE}=`;
	const found = cookieHeader
		.split(';')
		.map((part) => part.trim())
		.find((part) => part.startsWith(start));
	const [id = '', mark = '', ...rest] = found?.slice(start.length).split('.') ?? [];
	if (rest.length > 0 || !ID_PATTERN.test(id) || !isSigned('guest', id, mark)) return null;
	return { id, guest: true };
}
